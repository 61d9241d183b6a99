import Foundation
import TestSupport
import Testing

/// One call of a generator with one of the templates.
struct TemplateRun: Decodable, Sendable, CustomTestStringConvertible {
  /// How a run of ours fails.
  struct ExpectedFailure: Decodable {
    /// The exit code.
    let status: Int32
    /// A regular expression for a part of the sentence.
    let says: String
  }

  /// What is particular about it.
  let name: String
  /// As cookiecutter and `fairmlpf new` take them; `$CWD` is the folder they run in.
  let arguments: [String]
  /// Calls that prepare it; one that starts with `!` is of another program.
  var before: [[String]] = []
  /// What the user types.
  var input = ""
  /// Variables beside those all runs have.
  var environment: [String: String] = [:]
  /// Files in the user's home folder.
  var home: [String: String] = [:]
  /// Files with something random in them, and a pattern of their whole text.
  var patterns: [String: String] = [:]
  /// That cookiecutter fails, and how we do; `nil` if it works.
  var fails: ExpectedFailure?
  /// The folder of the template.
  var template = ""

  var testDescription: String {
    "\(URL(filePath: template).lastPathComponent): \(name)"
  }

  /// The folder the template is copied to within the folder of the run.
  var templateName: String { URL(filePath: template).lastPathComponent }

  /// A call without questions and with no answers but the defaults.
  ///
  /// - Parameters:
  ///   - template: the template's folder.
  ///   - options: what else is said.
  init(template: String, options: [String] = []) {
    name = "defaults"
    arguments = ["--no-input"] + options + [URL(filePath: template).lastPathComponent]
    self.template = template
  }

  private enum Key: CodingKey {
    case name, arguments, before, input, environment, home, patterns, fails
  }

  init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: Key.self)
    name = try values.decode(String.self, forKey: .name)
    arguments = try values.decode([String].self, forKey: .arguments)
    before = try values.decodeIfPresent([[String]].self, forKey: .before) ?? []
    input = try values.decodeIfPresent(String.self, forKey: .input) ?? ""
    environment = try values.decodeIfPresent([String: String].self, forKey: .environment) ?? [:]
    home = try values.decodeIfPresent([String: String].self, forKey: .home) ?? [:]
    patterns = try values.decodeIfPresent([String: String].self, forKey: .patterns) ?? [:]
    fails = try values.decodeIfPresent(ExpectedFailure.self, forKey: .fails)
  }

  /// All runs of our own templates; a template without `arguments.json` is called once.
  static let all: [TemplateRun] = {
    let folder = Repository.path + "/Tests/DifferentialTests/Fixtures/templates"
    do {
      return try FileManager.default.contentsOfDirectory(atPath: folder).sorted().flatMap { name in
        let template = "\(folder)/\(name)"
        let list = URL(filePath: template + "/arguments.json")
        guard let data = try? Data(contentsOf: list) else {
          return [TemplateRun(template: template)]
        }
        return try JSONDecoder().decode([TemplateRun].self, from: data).map { run in
          var run = run
          run.template = template
          return run
        }
      }
    } catch {
      Issue.record("\(folder): \(error)")
      return []
    }
  }()

  /// The environment both programs get, complete but for what the test itself inherits.
  ///
  /// - Parameter place: the folder it runs in.
  /// - Returns: variables; an empty one is unset.
  func variables(in place: String) -> [String: String] {
    // 2026-01-15T12:34:56Z.
    let all = [
      "HOME": place + "/home", "SOURCE_DATE_EPOCH": "1768480496", "TZ": "Europe/London",
      "COOKIECUTTER_CONFIG": "", "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_SYSTEM": "/dev/null",
      "NO_COLOR": "1", "PYTHONDONTWRITEBYTECODE": "1",
    ]
    return all.merging(environment) { $1 }
  }
}
