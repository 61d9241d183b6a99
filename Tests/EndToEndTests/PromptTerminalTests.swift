import Foundation
import TestSupport
import Testing

/// Questions on a pseudo terminal.
@Suite struct PromptTerminalTests {
  private static let questions = #"""
    {
      "name": "study", "tool": ["pip", "conda", "uv"], "tests": true, "docs": false,
      "more": {"a": 1}, "last": "{{ cookiecutter.name }}!",
      "__prompts__": {"name": "Name", "tool": {"__prompt__": "Tool", "uv": "uv, the quick one"}}
    }
    """#

  /// Runs a test with a template whose only file shows all answers.
  private func test(_ questions: String = questions, _ body: (Program) throws -> Void) throws {
    try Program.test { fairmlpf in
      let place = fairmlpf.folder + "/template/{{cookiecutter.name}}"
      try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
      try Data(questions.utf8)
        .write(to: URL(filePath: fairmlpf.folder + "/template/cookiecutter.json"))
      let text =
        "{{ cookiecutter.name }}|{{ cookiecutter.tool }}|{{ cookiecutter.tests }}|"
        + "{{ cookiecutter.docs }}|{{ cookiecutter.more }}|{{ cookiecutter.last }}"
      try Data(text.utf8).write(to: URL(filePath: place + "/answers"))
      try body(fairmlpf)
    }
  }

  private func answers(_ fairmlpf: Program, _ name: String) throws -> String {
    try String(contentsOfFile: "\(fairmlpf.folder)/\(name)/answers", encoding: .utf8)
  }

  @Test func answersByKeys() throws {
    try test { fairmlpf in
      let terminal = try PseudoTerminal(fairmlpf, "new", "template")
      try terminal.wait(for: "Name [study]: ")
      #expect(!terminal.isNormal)
      // A wide character removed, a word put before the other.
      terminal.type("study日\u{7F}\u{1}my-\u{5}\r")
      try terminal.wait(for: "› \u{1B}[1m1 pip")
      terminal.type("\u{1B}[B\u{1B}[B\r")
      try terminal.wait(for: "Tool: uv, the quick one\r\n")
      try terminal.wait(for: "tests [Y/n]: ")
      terminal.type("no\r")
      try terminal.wait(for: "docs [y/N]: ")
      terminal.type("y\r")
      try terminal.wait(for: "last [my-study!]: ")
      terminal.type("\u{1B}[200~two\nlines\u{1B}[201~\r")
      try terminal.wait(for: "more (default): ")
      terminal.type("[]\r")
      try terminal.wait(for: "  the answer is not a JSON object.\r\n")
      // What was wrong can be mended.
      try terminal.wait(for: "more (default): []")
      terminal.type("\u{15}{\"b\": 2}\r")
      let (code, output) = try terminal.wait()
      #expect(code == 0, "\(terminal.shown)")
      #expect(output == "my-study\n")
      #expect(terminal.isNormal)
      let text = try answers(fairmlpf, "my-study")
      #expect(text == "my-study|uv|False|True|OrderedDict([('b', 2)])|two lines")
    }
  }

  @Test func enterTakesDefaults() throws {
    try test { fairmlpf in
      // All at once, before the first question is asked.
      let terminal = try PseudoTerminal(
        fairmlpf, "new", "template", columns: 30, rows: 4, environment: ["NO_COLOR": "1"])
      terminal.type("\r\r\r\r\r\r")
      #expect(try terminal.wait().code == 0, "\(terminal.shown)")
      #expect(try answers(fairmlpf, "study") == "study|pip|True|False|{'a': '1'}|study!")
      #expect(!terminal.shown.contains("\u{1B}[1m") && !terminal.shown.contains("\u{1B}[2m"))
      #expect(terminal.isNormal)
    }
  }

  @Test func controlC() throws {
    try test { fairmlpf in
      let before = try FolderSnapshot(fairmlpf.folder)
      let terminal = try PseudoTerminal(fairmlpf, "new", "template")
      try terminal.wait(for: "Name [study]: ")
      terminal.type("x\r")
      try terminal.wait(for: "Tool: ")
      terminal.type("\u{3}")
      let (code, output) = try terminal.wait()
      #expect(code == 130 && output == "")
      #expect(
        terminal.shown.hasSuffix(
          "fairmlpf: the question 'tool' was interrupted. Run the same command again.\r\n"),
        "\(terminal.shown)")
      #expect(terminal.isNormal)
      #expect(try FolderSnapshot(fairmlpf.folder) == before)
    }
  }

  @Test func controlD() throws {
    try test { fairmlpf in
      let terminal = try PseudoTerminal(fairmlpf, "new", "template")
      try terminal.wait(for: "Name [study]: ")
      terminal.type("x\u{4}\u{7F}\u{4}")
      #expect(try terminal.wait().code == 64)
      #expect(
        terminal.shown.hasSuffix(
          "fairmlpf: there is no answer to 'name': the input has ended. Answer every question, give "
            + "name=… on the command line, or use --no-input.\r\n"), "\(terminal.shown)")
      #expect(terminal.isNormal)
    }
  }

  @Test(arguments: [SIGTERM, SIGINT, SIGHUP, SIGQUIT]) func signals(_ name: Int32) throws {
    try test { fairmlpf in
      let terminal = try PseudoTerminal(fairmlpf, "new", "template")
      try terminal.wait(for: "Name [study]: ")
      terminal.send(name)
      #expect(try terminal.wait().code == -name)
      #expect(terminal.isNormal)
      #expect(terminal.shown.hasSuffix("\u{1B}[?2004l"))
    }
  }

  @Test func stopsAndGoesOn() throws {
    try test { fairmlpf in
      let terminal = try PseudoTerminal(fairmlpf, "new", "template")
      try terminal.wait(for: "Name [study]: ")
      terminal.type("abc")
      try terminal.wait(for: "Name [study]: abc")
      // A session without a shell has nobody to go on with it, and Control-Z changes nothing there.
      terminal.type("\u{1A}")
      try terminal.wait(for: "Name [study]: abc")
      terminal.send(SIGSTOP)
      try terminal.waitUntilStopped()
      terminal.send(SIGCONT)
      try terminal.wait(for: "Name [study]: abc")
      #expect(!terminal.isNormal)
      terminal.send(SIGWINCH)
      try terminal.wait(for: "Name [study]: abc")
      terminal.type("d\r\r\r\r\r\r")
      #expect(try terminal.wait().code == 0)
      #expect(try answers(fairmlpf, "abcd") == "abcd|pip|True|False|{'a': '1'}|abcd!")
    }
  }

  @Test func plainTerminals() throws {
    try test { fairmlpf in
      let terminal = try PseudoTerminal(
        fairmlpf, "new", "template", environment: ["TERM": "dumb"])
      try terminal.wait(for: "Name [study]: ")
      #expect(terminal.isNormal)
      terminal.type("a\nuv\n\n\n\n\n")
      #expect(try terminal.wait().code == 0)
      #expect(try answers(fairmlpf, "a") == "a|uv|True|False|{'a': '1'}|a!")
      #expect(!terminal.shown.contains("\u{1B}"))
    }
  }

  @Test func nothingCommandsTheTerminal() throws {
    try test(#"{"name": "a\u001b]0;x\u0007b"}"#) { fairmlpf in
      let terminal = try PseudoTerminal(fairmlpf, "new", "template")
      try terminal.wait(for: "name [a]0;xb]: ")
      terminal.type("\u{3}")
      #expect(try terminal.wait().code == 130)
      #expect(!terminal.shown.contains("\u{7}"))
    }
  }

  @Test func linesOfAPipe() throws {
    try test { fairmlpf in
      let result = try fairmlpf(
        "new", "template", input: "a\r\n4\nuv, the quick one\nja\nno\n\n\n\n")
      #expect(result.status == 0, "\(result.errors)")
      #expect(try answers(fairmlpf, "a") == "a|uv|False|False|{'a': '1'}|a!")
      let list = "[2/6] Tool\n  1 - pip\n  2 - conda\n  3 - uv, the quick one\nNumber or name [1]: "
      #expect(
        result.errors
          == "[1/6] Name [study]: \(list)  '4' is not one of 'pip', 'conda', 'uv'.\n\(list)"
          + "[3/6] tests [yes]:   'ja' is neither yes nor no.\n[3/6] tests [yes]: "
          + "[4/6] docs [no]: [5/6] last [a!]: [6/6] more (default): The project is ready: a\n")
    }
  }

  @Test func nothingIsReadAhead() throws {
    try test { fairmlpf in
      let result = try fairmlpf.shell(
        "printf 'a\\n\\n\\n\\n\\n\\nrest\\nof it\\n' | { \"$P\" new -q template 2>/dev/null; cat; }"
      )
      #expect(result.output == "a\nrest\nof it\n", "\(result.errors)")
    }
  }

  @Test func linesThatAreNone() throws {
    try test { fairmlpf in
      let long = try fairmlpf.shell("head -c 70000 /dev/zero | tr '\\0' x | \"$P\" new template")
      #expect(long.status == 64)
      #expect(
        long.errors
          == "[1/6] Name [study]: \nfairmlpf: standard input: an answer is longer than 65536 bytes. Write "
          + "one short line for each question.\n")
      let bytes = try fairmlpf.shell(
        "printf '\\377\\nb' | \"$P\" new template tool=uv tests=y docs=y")
      #expect(bytes.status == 64)
      #expect(
        bytes.errors.hasPrefix(
          "[1/6] Name [study]:   the answer is not UTF-8 text.\n[1/6] Name [study]: "
            + "[5/6] last [b!]: \nfairmlpf: there"
        ), "\(bytes.errors)")
      #expect(
        try FolderSnapshot(fairmlpf.folder).files.keys.allSatisfy { $0.hasPrefix("template") })
    }
  }
}
