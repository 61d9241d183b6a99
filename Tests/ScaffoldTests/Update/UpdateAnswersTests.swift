import Files
import Foundation
import TestSupport
import Testing

@testable import Scaffold

/// What becomes of the answers when a project is updated.
@Suite struct UpdateAnswersTests {
  /// Answers every question with its name, and remembers which they were.
  private final class NamingPrompter: Prompter {
    private(set) var asked: [String] = []
    private(set) var said: [String] = []

    func ask(_ question: Question, default fallback: String?) throws(Failure) -> String {
      let place = question.place.map { " \($0.number)/\($0.count)" } ?? ""
      asked.append(question.name + place)
      return question.kind == .text ? question.name + "!" : fallback ?? ""
    }

    func confirm(_ text: String, default fallback: Bool) throws(Failure) -> Bool { fallback }

    func password(_ text: String) throws(Failure) -> String? { nil }

    func say(_ text: String) { said.append(text) }
  }

  private static let shown =
    "{% for key in cookiecutter.keys()|sort if key[0] != '_' %}{{ key }}={{ cookiecutter[key] }}\n"
    + "{% endfor %}"

  private func setSettings(_ text: String, _ project: UpdatedProject) throws {
    try project.home.folder.write(text, to: project.template.path + "/cookiecutter.json")
    try project.publish()
  }

  @Test func newQuestionsAreAskedAndOldOnesDropOut() throws {
    let project = try UpdatedProject(
      #"{"name": "p", "who": "A user", "old": "x", "flag": true, "pick": ["a", "b"]}"#,
      ["answers": Self.shown], answers: ["who": "Me", "pick": "b"])
    try setSettings(
      #"{"name": "p", "new": "n", "who": "Nobody", "flag": true, "pick": ["a", "b", "c"]}"#, project
    )
    let prompter = NamingPrompter()
    #expect(try project.update(prompter: prompter) == ["M answers"])
    #expect(prompter.asked == ["new 1/1"])
    #expect(try project.text("answers") == "flag=True\nname=p\nnew=new!\npick=b\nwho=Me\n")
    #expect(
      JSON.object(try project.record.answers)
        == (try JSONReader.read(
          #"{"name": "p", "new": "new!", "who": "Me", "flag": true, "pick": "b"}"#)))
  }

  @Test func answersCanBeChanged() throws {
    let project = try UpdatedProject(
      #"{"name": "p", "who": "A user", "slug": "{{ cookiecutter.who|slugify }}"}"#,
      ["answers": Self.shown])
    #expect(try project.update(nil, ["who": "Other"]) == ["M answers"])
    #expect(try project.text("answers") == "name=p\nslug=a-user\nwho=Other\n")
    try project.commit()
    #expect(try project.update() == [])
    #expect(
      project.problem(nil, ["whom": "x"])?.contains("Did you mean 'who'?") == true)
  }

  @Test func anAnswerThatNoLongerFitsIsAskedAgain() throws {
    let project = try UpdatedProject(
      #"{"name": "p", "pick": ["a", "b"], "mail": "x"}"#, ["answers": Self.shown],
      answers: ["pick": "b"])
    try project.home.folder.write(
      "questions: {mail: {pattern: '.*!'}}\n",
      to: project.template.path + "/fairmlpf-template.yaml")
    try setSettings(#"{"name": "p", "pick": ["c", "d"], "mail": "x"}"#, project)
    let prompter = NamingPrompter()
    try project.update(prompter: prompter)
    #expect(prompter.asked == ["pick", "mail"])
    #expect(
      prompter.said == [
        "The earlier answer to 'pick' is not used: it is no longer one of the choices.",
        "The earlier answer to 'mail' is not used: 'x' does not match the pattern .*!.",
      ])
    #expect(try project.text("answers") == "mail=mail!\nname=p\npick=c\n")
  }

  @Test func nobodyAnswersForARefusedUpdate() throws {
    let project = try UpdatedProject(["answers": Self.shown])
    try setSettings(#"{"name": "p", "new": "n"}"#, project)
    try project.edit("answers", to: "mine\n")
    let prompter = NamingPrompter()
    #expect(throws: Failure.self) { try project.update(prompter: prompter) }
    #expect(prompter.asked == [])
  }

  @Test func lookingAsksNothing() throws {
    let project = try UpdatedProject(["answers": Self.shown])
    try project.home.folder.write(
      "questions: {new: {required: true}}\n",
      to: project.template.path + "/fairmlpf-template.yaml")
    try setSettings(#"{"name": "p", "new": ""}"#, project)
    let prompter = NamingPrompter()
    let kinds = try project.prepare(for: .look, prompter: prompter) { $0.changes.map(\.kind) }
    #expect(kinds == [.changed])
    #expect(prompter.asked == [])
  }

  @Test(arguments: [true, false]) func secretsAreNeverWrittenDown(_ isCommitted: Bool) throws {
    let project = try UpdatedProject(
      #"{"name": "p", "key": "default"}"#, ["env": "KEY={{cookiecutter.key}}\n1\n"],
      extras: "questions: {key: {secret: true}}\n", isCommitted: isCommitted,
      answers: ["key": "hunter2"])
    #expect(try project.text("env") == "KEY=hunter2\n1\n")
    #expect(try project.text(".fairmlpf.json").contains("hunter2") == false)
    try project.change("env", to: "KEY={{cookiecutter.key}}\n2\n")
    if isCommitted { try project.publish() }
    #expect(try project.update() == ["M env"])
    #expect(try project.text("env") == "KEY=hunter2\n2\n")
    #expect(try project.text(".fairmlpf.json").contains("hunter2") == false)
    #expect(
      project.home.prompter.said == [
        "Secrets are not remembered: new lines that show one have its default, unless you give "
          + "key=… again."
      ])
    try project.commit()

    try project.change("env", to: "KEY={{cookiecutter.key}}\n2\nAGAIN={{cookiecutter.key}}\n")
    if isCommitted { try project.publish() }
    #expect(try project.update(nil, ["key": "hunter2"]) == ["M env"])
    #expect(try project.text("env") == "KEY=hunter2\n2\nAGAIN=hunter2\n")
    #expect(try project.text(".fairmlpf.json").contains("hunter2") == false)
  }

  @Test func aTemplateOfACollectionIsFoundAgain() throws {
    let home = try Home()
    let template = try TemplateRepository(home.folder.path + "/theirs")
    try home.folder.write(
      #"{"templates": {"a": {"path": "./a"}, "b": {"path": "./some/b"}}}"#,
      to: template.path + "/cookiecutter.json")
    for name in ["a", "some/b"] {
      let folder = "\(template.path)/\(name)"
      try home.folder.write(#"{"name": "p"}"#, to: folder + "/cookiecutter.json")
      try home.folder.write(name, to: folder + "/{{cookiecutter.name}}/file")
    }
    try template.commit("first", to: "message")
    let path = try Generator(
      template: home.locate(template.address), name: template.address, tool: "fairmlpf test"
    ).generate(
      GeneratorOptions(now: 0, output: home.folder.path, answers: ["template": "b"]))
    #expect(try ProjectRecord(of: path).directory == "some/b")
    try home.folder.write("new", to: template.path + "/some/b/{{cookiecutter.name}}/file")
    try template.commit("second", to: "message")
    let changes = try home.updater().prepare(
      path, checkout: nil, GeneratorOptions(now: 0), for: .look, prompter: home.prompter
    ) { update in update.changes.map(\.path) }
    #expect(changes == ["file"])
  }
}
