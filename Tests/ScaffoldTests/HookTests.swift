import Files
import Foundation
import Scaffold
import TestSupport
import Testing

/// Scripts that templates bring along, as cookiecutter 2.7.1 runs them, but only with consent.
@Suite struct HookTests {
  let folder: TemporaryFolder
  let output: String

  init() throws {
    folder = try TemporaryFolder()
    output = folder.path + "/out"
  }

  private func template(_ scripts: [String: String]) throws -> String {
    let template = try folder.template(#"{"name": "p", "x": "X"}"#, ["a.txt": "a"])
    for (name, text) in scripts { try folder.write(text, to: "\(template)/hooks/\(name)") }
    return template
  }

  private func generate(
    _ template: String, _ hooks: GeneratorOptions.Hooks?, keepsFailed: Bool = false,
    says answer: Bool = false
  ) throws -> [String: String] {
    var options = GeneratorOptions(now: 0, output: output)
    options.hooks = hooks
    options.keepsFailed = keepsFailed
    _ = try Generator(template: template)
      .generate(options, prompter: DefaultsPrompter(speaker: Consent(answer: answer)))
    var tree = try TemporaryFolder.tree(output + "/p")
    tree[".fairmlpf.json"] = nil
    return tree
  }

  @Test func runsThemRenderedInTheProject() throws {
    let template = try template([
      "pre_gen_project.sh": "#!/bin/sh\npwd > before.txt; ls >> before.txt\n",
      "post_gen_project.sh":
        "#!/bin/sh\nls > after.txt; echo '{{ cookiecutter.x }}' >> after.txt; rm a.txt\n",
      "post_gen_project.sh~": "#!/bin/sh\ntouch backup\n", "other.sh": "#!/bin/sh\ntouch other\n",
    ])
    let tree = try generate(template, .yes)
    #expect(
      tree == [
        "before.txt": "644 \(output)/p\nbefore.txt\n",
        "after.txt": "644 a.txt\nafter.txt\nbefore.txt\nX\n",
      ])
  }

  /// As without scripts.
  @Test(arguments: [true, false]) func whatAProjectRemembersStaysWithTheFilesThatExist(
    _ keeps: Bool
  ) throws {
    let template = try template(["post_gen_project.sh": "#!/bin/sh\n"])
    let record = output + "/p/.fairmlpf.json"
    try folder.write("earlier", to: record)
    var options = GeneratorOptions(now: 0, output: output)
    (options.hooks, options.overwrites, options.keepsExisting) = (.yes, true, keeps)
    _ = try Generator(template: template).generate(options)
    #expect((try String(contentsOfFile: record, encoding: .utf8) == "earlier") == keeps)
  }

  @Test func runsNothingWithoutConsent() throws {
    let template = try template(["post_gen_project.sh": "#!/bin/sh\ntouch ran\n"])
    #expect(
      folder.failure { _ = try generate(template, nil) }
        == "/template: the template runs scripts on this computer (hooks/post_gen_project.sh). Read "
        + "them, then say --accept-hooks yes to run them or no to go without.")
    #expect(!FileManager.default.fileExists(atPath: output))
    #expect(try generate(template, .no) == ["a.txt": "644 a"])
    try FileManager.default.removeItem(atPath: output)
    #expect(try generate(template, .ask, says: false) == ["a.txt": "644 a"])
    try FileManager.default.removeItem(atPath: output)
    #expect(try generate(template, .ask, says: true) == ["a.txt": "644 a", "ran": "644 "])
  }

  @Test(arguments: ["pre_gen_project.sh", "post_gen_project.sh"])
  func leavesNothingAfterAFailure(_ name: String) throws {
    let template = try template([name: "#!/bin/sh\ntouch trace\nexit 4\n"])
    let sentence =
      "the template's script hooks/\(name) ended with exit code 4. Its messages are above; correct "
      + "the answers or the template."
    #expect(folder.failure { _ = try generate(template, .yes) } == sentence)
    #expect(!FileManager.default.fileExists(atPath: output))
    #expect(folder.failure { _ = try generate(template, .yes, keepsFailed: true) } == sentence)
    #expect(try TemporaryFolder.tree(output + "/p")["trace"] == "644 ")
  }

  @Test func namesAScriptThatCannotRun() throws {
    let template = try template(["post_gen_project.sh": ""])
    #expect(
      folder.failure { _ = try generate(template, .yes) }
        == "the template's script hooks/post_gen_project.sh cannot be run: it may be empty or lack "
        + "a first line such as #!/bin/sh. Correct the template, or say --accept-hooks no.")
    #expect(!FileManager.default.fileExists(atPath: output))
  }

  @Test func changesACopyOfTheTemplateBeforeTheQuestions() throws {
    let template = try template([
      "pre_prompt.sh": "#!/bin/sh\necho '{\"name\": \"p\", \"x\": \"Y\"}' > cookiecutter.json\n",
      "post_gen_project.sh": "#!/bin/sh\necho {{ cookiecutter.x }} > x.txt\n",
    ])
    #expect(try generate(template, .yes)["x.txt"] == "644 Y\n")
    let settings = try String(contentsOfFile: template + "/cookiecutter.json", encoding: .utf8)
    #expect(settings == #"{"name": "p", "x": "X"}"#)
  }

  /// Says yes or no to scripts.
  private struct Consent: Prompter {
    let answer: Bool

    func ask(_ question: Question, default fallback: String?) throws(Failure) -> String {
      fallback ?? ""
    }
    func confirm(_ text: String, default fallback: Bool) throws(Failure) -> Bool { answer }
    func password(_ text: String) throws(Failure) -> String? { nil }
    func say(_ text: String) {}
  }
}
