import Files
import FoundationEssentials
import Yams

/// What a template says in `fairmlpf-template.yaml`, which cookiecutter does not read: help, rules and
/// conditions of questions, conditions of files, messages.
struct TemplateExtras {
  /// What is added to a question.
  struct Extra {
    var help: String?
    /// A Jinja text; the question is asked if it is true.
    var condition: String?
    var isSecret = false
    var isRequired = false
    var rules: [AnswerRule] = []
  }

  /// Files that are left out unless a Jinja text is true.
  struct Condition {
    /// A pattern of paths in the project, as in `_copy_without_render`.
    let path: String
    let condition: String
  }

  static let name = "fairmlpf-template.yaml"

  private(set) var questions: [String: Extra] = [:]
  private(set) var files: [Condition] = []
  /// What to say before the questions, and after the project is made: Jinja texts.
  private(set) var before: String?
  private(set) var after: String?
  /// The file, for messages.
  let file: String

  /// Reads the file in a template's folder, if there is one.
  init(in template: String, questions names: [String]) throws(Failure) {
    file = template + "/" + Self.name
    guard Folder.kind(file) != .missing else { return }
    var root = try YAMLMapping(file: file)
    let schema = try root.number("schema") ?? 1
    guard schema == 1 else {
      throw root.failure(
        "the schema is \(schema), and this program knows schema 1", "schema",
        "Use a newer fairmlpf for this template")
    }
    if var mapping = try root.mapping("questions") {
      for name in mapping.keys {
        guard names.contains(name), !name.hasPrefix("_") else {
          throw mapping.failure(
            "cookiecutter.json has no question '\(name)'", name,
            NearestName.of(name, among: names).map { "Did you mean '\($0)'?" }
              ?? "Correct the template")
        }
        guard var extra = try mapping.mapping(name) else { continue }
        questions[name] = try Self.extra(&extra)
      }
    }
    for var item in try root.mappings("files") {
      files.append(
        Condition(path: try item.required("path"), condition: try item.required("when")))
      try item.finish()
    }
    if var messages = try root.mapping("messages") {
      before = try messages.text("before")
      after = try messages.text("after")
      try messages.finish()
    }
    try root.finish()
  }

  private static func extra(_ mapping: inout YAMLMapping) throws(Failure) -> Extra {
    var extra = Extra()
    extra.help = try mapping.text("help")
    extra.condition = try mapping.text("when")
    extra.isSecret = try mapping.flag("secret") ?? false
    extra.isRequired = try mapping.flag("required") ?? false
    for kind in try mapping.texts("kind") {
      guard let rule = AnswerRule(kind: kind) else {
        throw mapping.failure(
          "there is no kind of answer named '\(kind)'", "kind",
          "Use one of \(AnswerRule.kindNames.joined(separator: ", "))")
      }
      extra.rules.append(rule)
    }
    if let text = try mapping.text("pattern") {
      let message = try mapping.text("message")
      do throws(Failure) {
        extra.rules.append(.pattern(try AnswerPattern(text), message: message))
      } catch {
        throw mapping.failure(error.what, "pattern", error.remedy)
      }
    }
    try mapping.finish()
    return extra
  }
}
