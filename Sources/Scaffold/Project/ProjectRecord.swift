/// What a project remembers of its making, in `.fairmlpf.json`.
struct ProjectRecord {
  static let name = ".fairmlpf.json"

  /// Where the template comes from, without credentials.
  let template: String
  /// The branch, tag or commit the user asked for.
  let checkout: String?
  /// The commit the template was of.
  let commit: String?
  /// The folder within the repository.
  let directory: String?
  /// The name and version of the program.
  let tool: String
  /// The answers, without secrets.
  let answers: [JSON.Member]

  /// The file's text; what does not apply is left out.
  var text: String {
    var members = [
      JSON.Member(name: "schema", value: .number("1")),
      JSON.Member(name: "template", value: .string(template)),
    ]
    for (name, value) in [("checkout", checkout), ("commit", commit), ("directory", directory)] {
      if let value { members.append(JSON.Member(name: name, value: .string(value))) }
    }
    members += [
      JSON.Member(name: "tool", value: .string(tool)),
      JSON.Member(name: "answers", value: .object(answers)),
    ]
    return JSON.object(members).written() + "\n"
  }
}
