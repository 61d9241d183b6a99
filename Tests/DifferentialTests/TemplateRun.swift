import Foundation
import TestSupport

/// One use of a template: what is typed, and what must lie there before.
struct TemplateRun: Decodable {
  /// What it is about; unique within the template.
  let name: String
  /// What is typed behind `cookiecutter` and behind `fairmlpf new`.
  let arguments: [String]
  /// Answers to questions.
  let input: String?
  /// Whether both must refuse.
  let fails: Bool?
  /// Earlier calls in the same folder.
  let before: [[String]]?
  /// Variables of the environment.
  let environment: [String: String]?
  /// Files in the home folder, with their text.
  let home: [String: String]?
  /// Files that chance decides: by path, what their whole text must match in both.
  let patterns: [String: String]?

  /// Every question takes its default, and no hook runs.
  static func defaults(_ template: String) -> TemplateRun {
    TemplateRun(
      name: "defaults", arguments: ["--no-input", "--accept-hooks", "no", template], input: nil,
      fails: nil, before: nil, environment: nil, home: nil, patterns: nil)
  }

  /// The runs that a template of ours lists in `arguments.json`; its defaults if it lists none.
  static func all(of template: String, in folder: String) throws -> [TemplateRun] {
    let list = URL(filePath: "\(folder)/\(template)/arguments.json")
    guard FileManager.default.fileExists(atPath: list.path) else { return [.defaults(template)] }
    return try JSONDecoder().decode([TemplateRun].self, from: Data(contentsOf: list))
  }

  /// The calls in order; the last one is the run itself.
  var calls: [[String]] { (before ?? []) + [arguments] }

  /// The environment of every call: a home of its own, and a clock that stands still.
  func variables(home: String) -> [String: String] {
    ["HOME": home, "SOURCE_DATE_EPOCH": "\(Self.moment)", "PYTHONUTF8": "1"]
      .merging(environment ?? [:]) { $1 }
  }

  /// 2026-01-15T12:34:56Z in seconds since 1970.
  private static let moment = 1_768_480_496
}
