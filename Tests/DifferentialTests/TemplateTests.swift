import Foundation
import TestSupport
import Testing

/// Templates give the same folder with fairmlpf as with cookiecutter, byte for byte.
///
/// The oracle is cookiecutter 2.7.1 as PyPI has it, run by `run-cookiecutter.py`.
@Suite(.enabled(if: PythonTools.scaffold != nil, "needs python3 and its package index"))
struct TemplateTests {
  private static let own = Repository.path + "/Tests/DifferentialTests/Fixtures/templates"
  /// A folder of other templates, for example copies of public ones.
  private static let others = ProcessInfo.processInfo.environment["FAIRMLPF_TEMPLATES"]

  @Test("A template of ours", arguments: templates(in: own))
  func ownTemplate(_ template: String) throws {
    for run in try TemplateRun.all(of: template, in: Self.own) {
      try Self.compare(template, run, of: Self.own)
    }
  }

  @Test(
    "Another template, with its defaults",
    .enabled(if: others != nil, "set FAIRMLPF_TEMPLATES to a folder of templates"),
    arguments: templates(in: others))
  func otherTemplate(_ template: String) throws {
    let folder = try #require(Self.others)
    try Self.compare(template, .defaults(template), of: folder)
  }

  private static func templates(in folder: String?) -> [String] {
    let manager = FileManager.default
    guard let folder, let names = try? manager.contentsOfDirectory(atPath: folder) else {
      return []
    }
    return names.filter { !$0.hasPrefix(".") }.sorted()
  }

  private static func compare(_ template: String, _ run: TemplateRun, of templates: String) throws {
    try withFolder { folder in
      let comparison = try Comparison(template, run, of: templates, in: folder)
      for difference in try comparison.differences() {
        Issue.record("\(template), \(run.name): \(difference)")
      }
    }
  }
}
