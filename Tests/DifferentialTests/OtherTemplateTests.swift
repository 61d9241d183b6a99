import Foundation
import TestSupport
import Testing

/// Templates from outside: all folders with a `cookiecutter.json` below the folder that the
/// environment variable `FAIRMLPF_TEMPLATES` names, with their defaults and without their hooks.
@Suite struct OtherTemplateTests {
  static let folder = ProcessInfo.processInfo.environment["FAIRMLPF_TEMPLATES"]

  /// Templates may lie in folders of owner and name, and be collections themselves.
  static let templates: [TemplateRun] = {
    guard let folder else { return [] }
    let manager = FileManager.default
    var found: [String] = []
    for case let name as String in manager.enumerator(atPath: folder) ?? .init() {
      let path = "\(folder)/\(name)"
      guard name.hasSuffix("cookiecutter.json"), !name.contains("{"), !name.contains("/tests/"),
        URL(filePath: path).lastPathComponent == "cookiecutter.json"
      else { continue }
      found.append(URL(filePath: path).deletingLastPathComponent().path)
    }
    return found.sorted().map {
      TemplateRun(template: $0, options: ["--accept-hooks", "no"])
    }
  }()

  @Test(
    .enabled(if: PythonTools.scaffold != nil, "needs python3 and its package index"),
    .enabled(if: folder != nil, "needs FAIRMLPF_TEMPLATES, a folder of templates"),
    arguments: templates)
  func equalsCookiecutter(_ run: TemplateRun) throws {
    try withFolder { folder in
      let comparison = try Comparison(run, CookiecutterRuns([run], in: folder))
      #expect(comparison.differences.isEmpty, "\(run.template)\n\(comparison.report)")
    }
  }
}
