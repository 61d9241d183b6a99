import Files
import Foundation
import Scaffold
import TestSupport
import Testing

@Suite struct GeneratorTests {
  let folder: TemporaryFolder
  let output: String

  init() throws {
    folder = try TemporaryFolder()
    output = folder.path + "/out"
  }

  private func generate(
    _ template: String, _ overrides: [String: String] = [:]
  ) throws(Failure) -> String {
    try Generator(template: template)
      .generate(GeneratorOptions(now: 1_768_480_496, output: output, answers: overrides))
  }

  private func failure(_ template: String, _ overrides: [String: String] = [:]) -> String? {
    folder.failure { _ = try generate(template, overrides) }
  }

  @Test func rendersNamesAndContents() throws {
    let template = try folder.template(
      """
      {"name": "a b", "slug": "{{ cookiecutter.name|replace(' ', '_') }}", "n": 5, "x": 1.50,
       "pick": ["one", "two"], "flag": true, "none": null, "d": {"k": "{{ cookiecutter.n }}"},
       "_private": "{{ raw }}", "__shown": "{{ cookiecutter.n }}!",
       "_copy_without_render": ["*.tpl"]}
      """,
      [
        "{{cookiecutter.slug}}/f.txt":
          "{{ cookiecutter.n ~ cookiecutter.x ~ cookiecutter.pick }}\n",
        "a.tpl": "{{ cookiecutter.nobody }}", "crlf.txt": "a\r\n{{ cookiecutter.flag }}\r\n",
        "{% if false %}no{% endif %}": "x", "b.bin": "\u{0}{{ x }}",
        "all": "{{ cookiecutter.none }}{{ cookiecutter.d }}{{ cookiecutter._private }}"
          + "{{ cookiecutter.__shown }}{% now 'utc' %}{{ _cookiecutter.pick }}",
      ])
    let path = try generate(template, ["pick": "two"])
    #expect(path == output + "/a b")
    var tree = try TemporaryFolder.tree(path)
    let record = tree.removeValue(forKey: ".fairmlpf.json")
    #expect(
      tree == [
        "a_b": "folder 755", "a_b/f.txt": "644 51.5two\n", "a.tpl": "644 {{ cookiecutter.nobody }}",
        "crlf.txt": "644 a\r\nTrue\r\n", "b.bin": "644 \u{0}{{ x }}",
        "all": "644 None{'k': '5'}{{ raw }}5!2026-01-15['two', 'one']",
      ])
    #expect(
      record?.hasPrefix(
        """
        644 {
          "schema": 1,
          "template": "template",
          "tool": "fairmlpf test",
          "created": "2026-01-15T12:34:56Z",
          "answers": {
            "name": "a b",
            "slug": "a_b",
            "n": "5",
            "x": "1.5",
            "pick": "two",
            "flag": true,
            "none": null,
            "d": {
              "k": "5"
            }
          },
          "rendering": {
            "a.tpl": {
              "lines": [
                "{{ cookiecutter.nobody }}"
              ]
            },

        """) == true)
  }

  @Test func refusesWhatLeavesTheProject() throws {
    let template = try folder.template(
      #"{"name": "p", "file": "ok", "target": "ok"}"#, ["{{cookiecutter.file}}.txt": "x"])
    for name in ["../p", "/p", "..", "", "a/../b", "a//b", "a/"] {
      #expect(
        failure(template, ["name": name])
          == "{{cookiecutter.name}}: the answers give the project the folder name '\(name)', which "
          + "is not a plain name. Choose a name of letters, digits, '-' and '_'.")
    }
    for file in ["../f", "/f", "a/../../f"] {
      #expect(
        failure(template, ["file": file])
          == "{{cookiecutter.file}}.txt: the name becomes '\(file).txt', which leads out of the "
          + "project. Correct the template or the answers.")
    }
    let link = template + "/{{cookiecutter.name}}/link"
    try FileManager.default.createSymbolicLink(
      atPath: link, withDestinationPath: "{{cookiecutter.target}}")
    for target in ["/etc", "..", "a/../..", "../../x"] {
      #expect(
        failure(template, ["target": target])
          == "link: the link to '\(target)' leads out of the project. Correct the template.")
    }
    #expect(!FileManager.default.fileExists(atPath: output))
    let path = try generate(template)
    #expect(try TemporaryFolder.tree(path)["link"] == "link ok")
  }

  @Test func endsSentencesOnce() throws {
    let template = try folder.template(
      #"{"name": "p"}"#, ["a.txt": "{% now 'Mars/Phobos' %}"])
    #expect(
      failure(template)
        == "a.txt:1:4: Could not parse timezone expression 'Mars/Phobos'. "
        + "Correct the template or the answers.")
  }

  @Test func leavesNothingAfterAnError() throws {
    let template = try folder.template(
      #"{"name": "p"}"#, ["a.txt": "fine", "z.txt": "one\n{{ cookiecutter.nobody }}"])
    #expect(
      failure(template)
        == "z.txt:2:16: 'collections.OrderedDict object' has no attribute 'nobody'. "
        + "Correct the template or the answers.")
    #expect(!FileManager.default.fileExists(atPath: output))
  }

  @Test func refusesAnExistingFolder() throws {
    let template = try folder.template(#"{"name": "p"}"#, ["a.txt": "fine"])
    let path = try generate(template)
    try folder.write("mine", to: path + "/a.txt")
    #expect(
      failure(template)
        == "/out/p: the folder exists already. Choose another name or place, remove it, or write over "
        + "it with --overwrite-if-exists.")
    #expect(try TemporaryFolder.tree(path)["a.txt"] == "644 mine")
    #expect(try FileManager.default.contentsOfDirectory(atPath: output) == ["p"])
  }

  @Test func namesTheNearestQuestion() throws {
    let template = try folder.template(#"{"name": "p", "author": "A"}"#, ["a.txt": "fine"])
    #expect(
      failure(template, ["autor": "x"])
        == "/template/cookiecutter.json: the template has no question named 'autor'. Did you mean "
        + "'author'? The names are 'name', 'author'.")
    let choices = try folder.template(#"{"name": "p", "c": ["a", "b"], "f": true}"#, [:])
    #expect(
      failure(choices, ["c": "x"])
        == "c: 'x' is not one of 'a', 'b'. Give another answer to this question.")
    #expect(
      failure(choices, ["f": "maybe"])
        == "f: 'maybe' is neither yes nor no. Give another answer to this question.")
  }

  @Test func refusesWhatIsNotSupported() throws {
    let template = try folder.template(#"{"name": "p", "_extensions": ["a.B"]}"#, ["a": ""])
    #expect(failure(template)?.contains("the template needs Python extensions (a.B)") == true)
    #expect(
      failure("/nowhere") == "/nowhere: there is no template folder. Check the path.")
    try folder.write("{\"a\": 1,\n ?}", to: template + "/cookiecutter.json")
    #expect(
      failure(template)
        == "/template/cookiecutter.json:2: the file is not valid JSON: a name or text in double "
        + "quotes is missing. Correct the file.")
  }

  @Test func keepsPermissions() throws {
    let template = try folder.template(#"{"name": "p"}"#, ["run.sh": "echo"])
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o750], ofItemAtPath: template + "/{{cookiecutter.name}}/run.sh")
    #expect(try TemporaryFolder.tree(generate(template))["run.sh"] == "750 echo")
  }
}
