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
    #expect(prompter.asked == ["pick 1/2", "mail 2/2"])
    #expect(
      prompter.said == [
        "The earlier answer to 'pick' is not used: it is no longer one of the choices.",
        "The earlier answer to 'mail' is not used: 'x' does not match the pattern .*!.",
      ])
    #expect(try project.text("answers") == "mail=mail!\nname=p\npick=c\n")
  }

  @Test func onlyWhatIsAskedIsCounted() throws {
    let project = try UpdatedProject(["answers": Self.shown])
    try project.home.folder.write(
      "questions: {key: {secret: true}, more: {when: 'false'}, b: {required: true}}\n",
      to: project.template.path + "/fairmlpf-template.yaml")
    try setSettings(
      #"{"name": "p", "a": "", "key": "", "more": "", "b": "", "c": true, "d": "d"}"#, project)
    let prompter = NamingPrompter()
    try project.update(nil, ["d": "given"], prompter: prompter)
    #expect(prompter.asked == ["a 1/3", "b 2/3", "c 3/3"])
  }

  @Test(arguments: [
    (#"["yes", "no"]"#, "no", "true", "False"), ("true", "no", #"["yes", "no"]"#, "no"),
    (#"["on", "off"]"#, "off", #"["on", "off", "no"]"#, "off"),
    ("false", "yes", #"["No", "Yes"]"#, "Yes"),
  ])
  func aYesOrNoIsTakenOver(_ old: String, _ answer: String, _ new: String, _ shown: String) throws {
    let project = try UpdatedProject(
      #"{"name": "p", "flag": \#(old)}"#, ["answers": Self.shown + "1\n"], answers: ["flag": answer]
    )
    try setSettings(#"{"name": "p", "flag": \#(new)}"#, project)
    try project.change("answers", to: Self.shown + "2\n")
    try project.publish()
    let prompter = NamingPrompter()
    #expect(try project.update(prompter: prompter) == ["M answers"])
    #expect(prompter.asked == [] && prompter.said == [])
    #expect(try project.text("answers") == "flag=\(shown)\nname=p\n2\n")
  }

  @Test(arguments: [true, false]) func privateVariablesThatWereSetStay(_ isCommitted: Bool) throws {
    let project = try UpdatedProject(
      #"{"name": "p", "_x": "1", "_y": "1"}"#,
      ["file": "{{cookiecutter._x}} {{cookiecutter._y}}\n"], isCommitted: isCommitted,
      answers: ["_x": "7"])
    #expect(try project.look() == [])
    try project.home.folder.write(
      #"{"name": "p", "_x": "2", "_y": "2"}"#, to: project.template.path + "/cookiecutter.json")
    if isCommitted { try project.publish() }
    #expect(try project.update() == ["M file"])
    #expect(try project.text("file") == "7 2\n")
    try project.commit()
    #expect(try project.update(nil, ["_y": "9"]) == ["M file"])
    #expect(try project.text("file") == "7 9\n")
    try project.commit()
    #expect(try project.update() == [])
    #expect(
      JSON.object(try project.record.answers)
        == (try JSONReader.read(#"{"name": "p", "_x": "7", "_y": "9"}"#)))
  }

  /// A secret of one line must not come into another that looks the same.
  @Test func aSecretThatHasNoLineOfItsOwnIsTold() throws {
    let project = try UpdatedProject(
      #"{"name": "p", "token": ""}"#, ["env": "[a]\nkey={{cookiecutter.token}}\n[b]\nkey=\n"],
      extras: "questions: {token: {secret: true}}\n", answers: ["token": "OLD"])
    try project.change(
      "env",
      to: "[a]\nkey={{cookiecutter.token}}\n[b]\nkey=\n[c]\nkey={{cookiecutter.token}}\n")
    try project.publish()
    let unfilled = try project.prepare(nil, ["token": "NEW"]) { $0.unfilled }
    #expect(unfilled == ["env"])
    #expect(try project.update(nil, ["token": "NEW"]) == ["M env"])
    #expect(try project.text("env") == "[a]\nkey=OLD\n[b]\nkey=\n[c]\nkey=\n")
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
