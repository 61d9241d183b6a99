import Files
import Foundation
import Scaffold
import TestSupport
import Testing

/// What `fairmlpf-template.yaml` adds to a template, and the rules for projects that exist.
@Suite struct TemplateRulesTests {
  let folder: TemporaryFolder
  let output: String

  init() throws {
    folder = try TemporaryFolder()
    output = folder.path + "/out"
  }

  private func generate(
    _ template: String, _ answers: [String: String] = [:],
    _ change: (inout GeneratorOptions) -> Void = { _ in }
  ) throws -> [String: String] {
    var options = GeneratorOptions(now: 0, output: output, answers: answers)
    change(&options)
    let path = try Generator(template: template).generate(options)
    return try TemporaryFolder.tree(path)
  }

  private func extended(_ extras: String) throws -> String {
    let template = try folder.template(
      #"{"name": "p", "docs": ["no", "yes"], "theme": "plain", "key": "k", "id": ""}"#,
      ["docs/index.md": "d", "a.txt": "{{ cookiecutter.key }} {{ cookiecutter.theme }}"])
    try folder.write(extras, to: template + "/fairmlpf-template.yaml")
    return template
  }

  @Test func leavesFilesOutAndKeepsSecrets() throws {
    let template = try extended(
      """
      schema: 1
      questions:
        key: {secret: true, required: true}
        id: {kind: orcid, help: Your ORCID}
        theme: {when: "{{ cookiecutter.docs == 'yes' }}", pattern: "[a-z]+", message: letters only}
      files:
        - {path: docs, when: "{{ cookiecutter.docs == 'yes' }}"}
      """)
    let without = try generate(template, ["key": "secret"])
    #expect(without.keys.sorted() == [".fairmlpf.json", "a.txt"])
    #expect(without["a.txt"] == "644 secret plain")
    #expect(without[".fairmlpf.json"]?.contains("secret") == false)
    #expect(without[".fairmlpf.json"]?.contains("\"theme\": \"plain\"") == true)
    let with = try generate(template, ["name": "q", "docs": "yes"])
    #expect(with["docs/index.md"] == "644 d")
    for (answers, sentence) in [
      (["theme": "A1"], "theme: letters only. Give another answer to this question."),
      (["key": ""], "key: the answer is empty. Give another answer to this question."),
    ] {
      #expect(
        folder.failure { _ = try generate(template, answers.merging(["name": "r"]) { $1 }) }
          == sentence)
    }
    #expect(
      folder.failure { _ = try generate(template, ["name": "r", "id": "0000-0002-1825-0098"]) }?
        .hasPrefix("id: ") == true)
    #expect(try FileManager.default.contentsOfDirectory(atPath: output).sorted() == ["p", "q"])
  }

  /// Not even where they come in by the user's settings, or other values are made of them.
  @Test func writesSecretsDownNowhere() throws {
    let template = try folder.template(
      #"""
      {"name": "p", "key": "", "url": "https://{{ cookiecutter.key }}@host", "plain": "other",
       "__auth": ["Bearer {{ cookiecutter.key }}"], "_raw": 1}
      """#, ["a.txt": "{{ cookiecutter.key }}"])
    try folder.write(
      "questions: {key: {secret: true}}\n", to: template + "/fairmlpf-template.yaml")
    let settings = folder.path + "/settings"
    try folder.write("default_context: {key: 'se\"cret'}\n", to: settings)
    var options = GeneratorOptions(now: 0, output: output)
    options.apply(try UserConfiguration(file: settings, ignoresFiles: false, environment: [:]))
    options.replayFolder = folder.path + "/replay"
    let project = try Generator(template: template).generate(options)
    #expect(try String(contentsOfFile: project + "/a.txt", encoding: .utf8) == "se\"cret")
    for file in [project + "/.fairmlpf.json", folder.path + "/replay/template.json"] {
      let text = try String(contentsOfFile: file, encoding: .utf8)
      #expect(text.contains("other") && !text.contains("cret"), "\(text)")
    }
  }

  @Test func showsNoPasswordOfItsAddress() throws {
    let template = try folder.template(
      #"{"name": "p"}"#, ["a.txt": "{{ cookiecutter._template }}"])
    let project = try Generator(
      template: LocatedTemplate(folder: template, source: "t"),
      name: "https://user:pa'ss@host/t", tool: "test"
    ).generate(GeneratorOptions(now: 0, output: output))
    #expect(try String(contentsOfFile: project + "/a.txt", encoding: .utf8) == "https://host/t")
  }

  @Test(arguments: [
    ("questions: {nobody: {help: x}}", ":1: cookiecutter.json has no question 'nobody'."),
    ("questions: {key: {hlp: x}}", ":1: there is no key 'hlp' here. Did you mean 'help'?"),
    ("questions:\n  key: {kind: dio}", ":2: there is no kind of answer named 'dio'."),
    ("questions:\n  key: {pattern: '('}", ":2: the pattern '(' cannot be used"),
    ("schema: 2", ":1: the schema is 2, and this program knows schema 1."),
    ("files: [{path: x}]", ":1: 'when' is missing."), ("[", ":2: the file is not valid YAML"),
    ("a\n", ":1: a mapping of names and values is expected here."),
  ])
  func namesMistakes(_ extras: String, _ sentence: String) throws {
    let template = try extended(extras)
    let text = folder.failure { _ = try generate(template) } ?? ""
    #expect(
      text.hasPrefix("/template/fairmlpf-template.yaml" + sentence), "\(text)")
    #expect(!FileManager.default.fileExists(atPath: output))
  }

  @Test func writesOverAProject() throws {
    let template = try folder.template(
      #"{"name": "p", "x": "1"}"#, ["a.txt": "{{ cookiecutter.x }}", "d/b.txt": "b"])
    _ = try generate(template)
    try folder.write("mine", to: output + "/p/d/mine.txt")
    try folder.write("changed", to: output + "/p/d/b.txt")
    let over = try generate(template, ["x": "2"]) { $0.overwrites = true }
    #expect(over["a.txt"] == "644 2")
    #expect(over["d/b.txt"] == "644 b")
    #expect(over["d/mine.txt"] == "644 mine")
    let kept = try generate(template, ["x": "3"]) {
      $0.overwrites = true
      $0.keepsExisting = true
    }
    #expect(kept["a.txt"] == "644 2")
    #expect(try FileManager.default.contentsOfDirectory(atPath: output) == ["p"])
  }

  /// A link in the project must not lead the new files elsewhere.
  @Test func writesThroughNoLink() throws {
    let template = try folder.template(
      #"{"name": "p"}"#, ["a.txt": "new", "d/b.txt": "new"])
    let elsewhere = folder.path + "/elsewhere"
    try folder.write("old", to: elsewhere + "/b.txt")
    try folder.write("old", to: output + "/p/a.txt")
    try FileManager.default.createSymbolicLink(
      atPath: output + "/p/d", withDestinationPath: elsewhere)
    #expect(
      folder.failure { _ = try generate(template) { $0.overwrites = true } }
        == "/out/p/d: this is in the way of a folder of the project. Remove it, or choose another "
        + "name or place.")
    #expect(try String(contentsOfFile: output + "/p/a.txt", encoding: .utf8) == "old")
    #expect(try String(contentsOfFile: elsewhere + "/b.txt", encoding: .utf8) == "old")
    try FileManager.default.removeItem(atPath: output + "/p")
    try FileManager.default.createSymbolicLink(
      atPath: output + "/p", withDestinationPath: elsewhere)
    #expect(
      folder.failure { _ = try generate(template) { $0.overwrites = true } }
        == "/out/p: the project's place is not a folder. Choose another name or place, or remove it."
    )
  }

  @Test func choosesATemplateOfACollection() throws {
    let collection = folder.path + "/collection"
    try folder.write(
      """
      {"templates": {"one": {"path": "./one", "title": "First"}, "two": {"path": "two"},
       "out": {"path": "../template"}}}
      """, to: collection + "/cookiecutter.json")
    for name in ["one", "two"] {
      try folder.write(#"{"slug": "\#(name)"}"#, to: "\(collection)/\(name)/cookiecutter.json")
      try folder.write("x", to: "\(collection)/\(name)/{{cookiecutter.slug}}/\(name)")
    }
    #expect(try generate(collection)["one"] == "644 x")
    #expect(try generate(collection, ["template": "two"])["two"] == "644 x")
    #expect(
      folder.failure { _ = try generate(collection, ["template": "out"]) }
        == "/collection/cookiecutter.json: the path '../template' of a template leads out of the "
        + "collection. Correct the template.")
  }

  @Test func replaysAnswers() throws {
    let template = try folder.template(
      #"{"name": "p", "x": "1", "k": "s"}"#, ["a.txt": "{{ cookiecutter.x }}"])
    try folder.write("questions: {k: {secret: true}}", to: template + "/fairmlpf-template.yaml")
    let replays = folder.path + "/replays"
    _ = try generate(template, ["x": "kept", "k": "hidden"]) { $0.replayFolder = replays }
    let text = try String(contentsOfFile: replays + "/template.json", encoding: .utf8)
    #expect(text.contains("\"x\": \"kept\"") && !text.contains("hidden"))
    try FileManager.default.removeItem(atPath: output)
    let again = try generate(template) {
      $0.replayFolder = replays
      $0.replays = true
    }
    #expect(again["a.txt"] == "644 kept")
    #expect(
      folder.failure { _ = try generate(template) { $0.replayFile = "/nowhere.json" } }
        == "/nowhere.json: there are no answers of an earlier run. Run the command once without "
        + "--replay.")
  }

  @Test func fixesRandomTexts() throws {
    let template = try folder.template(
      #"{"name": "p"}"#,
      ["a": "{{ random_ascii_string(20) }}", "b": "{{ random_ascii_string(20) }}"])
    let first = try generate(template) { $0.seed = 7 }
    try FileManager.default.removeItem(atPath: output)
    #expect(try generate(template) { $0.seed = 7 } == first)
    #expect(first["a"] != first["b"])
  }

  @Test func previewWritesNothing() throws {
    let template = try folder.template(#"{"name": "p"}"#, ["a.txt": "a", "d/b.txt": "b"])
    try folder.write("#!/bin/sh\ntouch \(folder.path)/ran\n", to: template + "/hooks/pre_prompt.sh")
    let (path, contents) = try Generator(template: template)
      .preview(GeneratorOptions(now: 0, output: output))
    #expect(path == output + "/p")
    #expect(contents == ["a.txt", "d/", "d/b.txt"])
    #expect(!FileManager.default.fileExists(atPath: output))
    #expect(!FileManager.default.fileExists(atPath: folder.path + "/ran"))
  }
}
