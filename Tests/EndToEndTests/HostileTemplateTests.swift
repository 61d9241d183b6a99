import Foundation
import TestSupport
import Testing

/// Templates that would do harm: each is refused with one sentence, and nothing is written.
@Suite struct HostileTemplateTests {
  struct Attack: CustomTestStringConvertible, Sendable {
    let testDescription: String
    /// By path in the template; `=>` before a text makes a link to it.
    var files: [String: String] = [:]
    var questions = #"{"name": "made", "way": "../../stolen"}"#
    var arguments = ["template"]
    var status: Int32 = 65
    /// What the sentence says.
    let says: String
  }

  static let attacks = [
    Attack(
      testDescription: "a path that leads out, by name",
      files: ["{{cookiecutter.name}}/{{'..'}}/{{'..'}}/stolen": "x"],
      says: "leads out of the project"),
    Attack(
      testDescription: "a path that leads out, by an answer",
      files: ["{{cookiecutter.name}}/{{cookiecutter.way}}": "x"],
      says: "leads out of the project"),
    Attack(
      testDescription: "a path from the root, by an answer",
      files: ["{{cookiecutter.name}}/{{cookiecutter.way}}": "x"],
      arguments: ["template", "way=/proc/stolen-by-a-template"], says: "leads out of the project"),
    Attack(
      testDescription: "a project that is the folder above",
      files: ["{{cookiecutter.name}}/a": "x"], arguments: ["template", "name=.."],
      status: 64, says: "not a plain name"),
    Attack(
      testDescription: "a link to a file outside the template",
      files: ["{{cookiecutter.name}}/a": "=>../../secret"], says: "link"),
    Attack(
      testDescription: "a link to the root",
      files: ["{{cookiecutter.name}}/a": "=>/etc"], says: "link"),
    Attack(
      testDescription: "a file through a link of the template",
      files: [
        "{{cookiecutter.name}}/a": "=>sub", "{{cookiecutter.name}}/sub/b": "x",
        "{{cookiecutter.name}}/{{cookiecutter.way}}": "x",
      ], arguments: ["template", "way=a/stolen"], says: "is not a folder"),
    Attack(
      testDescription: "a program for git, by name",
      files: ["{{cookiecutter.name}}/{{'.git'}}/hooks": "#!/bin/sh\n"],
      says: "git runs programs"),
    Attack(
      testDescription: "a program for git, by an answer, in capitals",
      files: ["{{cookiecutter.name}}/sub/{{cookiecutter.way}}": "x"],
      arguments: ["template", "way=.GIT/config"], says: "git runs programs"),
    Attack(
      testDescription: "a program for git, copied",
      files: ["{{cookiecutter.name}}/.git/config": "[core]\n"],
      questions: #"{"name": "made", "_copy_without_render": ["*"]}"#, says: "git runs programs"),
    Attack(
      testDescription: "a file that leads git elsewhere",
      files: ["{{cookiecutter.name}}/.git": "gitdir: ../elsewhere\n"], says: "git runs programs"),
    Attack(
      testDescription: "an address that looks like an option", arguments: ["--", "-u:touch"],
      status: 64, says: "cannot begin with '-'"),
    Attack(
      testDescription: "a host that looks like an option",
      arguments: ["git+ssh://-oProxyCommand/a"], status: 69, says: "cannot be fetched"),
    Attack(
      testDescription: "a branch that looks like an option",
      arguments: ["file:///nowhere/a.git", "--checkout=--upload-pack=touch stolen"], status: 64,
      says: "cannot begin with '-'"),
    Attack(
      testDescription: "a program as transport", arguments: ["ext::sh -c touch% stolen"],
      status: 64, says: "is not allowed"),
    Attack(
      testDescription: "a script without consent",
      files: [
        "{{cookiecutter.name}}/a": "x", "hooks/post_gen_project.sh": "#!/bin/sh\ntouch ../stolen\n",
      ],
      status: 64, says: "--accept-hooks yes"),
    Attack(
      testDescription: "a script before the questions without consent",
      files: [
        "{{cookiecutter.name}}/a": "x", "hooks/pre_prompt.sh": "#!/bin/sh\ntouch ../stolen\n",
      ],
      status: 64, says: "--accept-hooks yes"),
    Attack(
      testDescription: "loops within loops",
      files: [
        "{{cookiecutter.name}}/a":
          "{% for a in range(9999) %}{% for b in range(9999) %}{% for c in range(9999) %}"
          + "x{% endfor %}{% endfor %}{% endfor %}"
      ], says: "turns"),
    Attack(
      testDescription: "a huge range",
      files: ["{{cookiecutter.name}}/a": "{% for a in range(10**18) %}{{ a }}{% endfor %}"],
      says: "larger than"),
    Attack(
      testDescription: "a macro that calls itself",
      files: ["{{cookiecutter.name}}/a": "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}"],
      says: "recursion"),
    Attack(
      testDescription: "a text that doubles",
      files: [
        "{{cookiecutter.name}}/a":
          "{% set n = namespace(t='x') %}{% for a in range(99) %}{% set n.t = n.t ~ n.t %}{% endfor %}"
      ], says: "larger than"),
    Attack(
      testDescription: "a power of powers",
      files: ["{{cookiecutter.name}}/a": "{{ 9 ** (9 ** (9 ** 9)) }}"], says: "more than 65536 bits"
    ),
    Attack(
      testDescription: "a template that includes itself",
      files: ["{{cookiecutter.name}}/a": "{% include 'a' %}"], says: "recursion"),
    Attack(
      testDescription: "a bomb as the name of a file",
      files: ["{{cookiecutter.name}}/{{ 'x' * 10**9 }}": ""], says: "larger than"),
    Attack(
      testDescription: "a bomb as a default",
      files: ["{{cookiecutter.name}}/a": "x"],
      questions: #"{"name": "{{ 'x' * 10**9 }}"}"#, says: "larger than"),
    Attack(
      testDescription: "a bomb as a condition",
      files: [
        "{{cookiecutter.name}}/a": "x",
        "fairmlpf-template.yaml": "questions:\n  way:\n    when: \"{{ 'x' * 10**9 }}\"\n",
      ], says: "larger than"),
    Attack(
      testDescription: "questions nested without end",
      files: ["{{cookiecutter.name}}/a": "x"],
      questions: #"{"name": "# + String(repeating: "[", count: 100_000), says: "nested too deeply"),
    Attack(
      testDescription: "a pattern that backtracks without end",
      files: [
        "{{cookiecutter.name}}/a": "x",
        "fairmlpf-template.yaml": "questions:\n  way:\n    pattern: '(a+)+(a+)+(a+)+b'\n",
      ], arguments: ["template", "way=" + String(repeating: "a", count: 5_000)], status: 64,
      says: "does not match the pattern"),
  ]

  @Test(arguments: attacks)
  func isRefused(_ attack: Attack) throws {
    try Program.test { fairmlpf in
      let manager = FileManager.default
      for (name, text) in attack.files.merging(
        ["cookiecutter.json": attack.questions], uniquingKeysWith: { $1 })
      {
        let path = "\(fairmlpf.folder)/template/\(name)"
        try manager.createDirectory(
          atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
        if text.hasPrefix("=>") {
          try manager.createSymbolicLink(
            atPath: path, withDestinationPath: String(text.dropFirst(2)))
        } else {
          try Data(text.utf8).write(to: URL(filePath: path))
          if name.hasSuffix(".sh") {
            try manager.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
          }
        }
      }
      try Data("secret".utf8).write(to: URL(filePath: fairmlpf.folder + "/secret"))
      try manager.createDirectory(
        atPath: fairmlpf.folder + "/out", withIntermediateDirectories: true)
      let before = try FolderSnapshot(fairmlpf.folder)

      let result = try fairmlpf.run(
        ["new", "--no-input", "--output-dir", "out/deep"] + attack.arguments)
      #expect(result.status == attack.status)
      #expect(result.output.isEmpty)
      #expect(result.errors.hasPrefix("fairmlpf: ") && result.errors.contains(attack.says))
      // The sentence, and where there is one the line of the template with its mark.
      let sentences = result.errors.split(separator: "\n").filter { !$0.hasPrefix("  ") }
      #expect(sentences.count == 1, "\(result.errors)")
      #expect(try FolderSnapshot(fairmlpf.folder) == before)
    }
  }
}
