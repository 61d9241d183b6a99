/// What a project remembers of its making, in `.fairmlpf.json`.
struct ProjectRecord {
  static let name = ".fairmlpf.json"

  /// The template as the user named it.
  let template: String
  /// The name and version of the program.
  let tool: String
  /// The answers, without secrets.
  let answers: [JSON.Member]

  /// The file's text; nothing in it depends on the machine.
  var text: String {
    JSON.object([
      .init(name: "schema", value: .number("1")),
      .init(name: "template", value: .string(template)),
      .init(name: "tool", value: .string(tool)),
      .init(name: "answers", value: .object(answers)),
    ]).written() + "\n"
  }
}
