import Files

/// What a project remembers of its making, in `.fairmlpf.json`.
struct ProjectRecord: Equatable {
  static let name = ".fairmlpf.json"

  /// Where the template comes from, without credentials.
  var template: String
  /// The branch, tag or commit the user asked for.
  var checkout: String?
  /// The commit the template was of.
  var commit: String?
  /// The folder within the repository.
  var directory: String?
  /// The name and version of the program.
  var tool: String
  /// When the project was made, which dates in it show.
  var created: CreationTime?
  /// The answers, without secrets.
  var answers: [JSON.Member]
  /// What the template made, without secrets, if no commit tells; an update compares with it.
  var rendering: ProjectState?

  /// The file's text; what does not apply is left out.
  var text: String {
    var members = [
      JSON.Member(name: "schema", value: .number("1")),
      JSON.Member(name: "template", value: .string(template)),
    ]
    for (name, value) in [("checkout", checkout), ("commit", commit), ("directory", directory)] {
      if let value { members.append(JSON.Member(name: name, value: .string(value))) }
    }
    members.append(JSON.Member(name: "tool", value: .string(tool)))
    if let created {
      members.append(JSON.Member(name: "created", value: .string(created.text)))
    }
    members.append(JSON.Member(name: "answers", value: .object(answers)))
    if let rendering { members.append(JSON.Member(name: "rendering", value: rendering.json)) }
    return JSON.object(members).written() + "\n"
  }
}
