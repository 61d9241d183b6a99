import Foundation
import TestSupport
import Testing

@Suite struct NewTests {
  @Test func makesAnExperimentOnce() throws {
    try Program.test { fairmlpf in
      let result = try fairmlpf("new", "--no-input")
      #expect(result.status == 0)
      #expect(result.output == "mlpf-experiment\n")
      #expect(
        result.errors
          == "The experiment is ready. Next: cd 'mlpf-experiment' && fairmlpf run\n")
      let made = try FolderSnapshot(fairmlpf.folder)
      #expect(made.files.keys.contains("mlpf-experiment/experiment.yaml"))
      #expect(made.leftovers == [])

      let again = try fairmlpf("new", "--no-input")
      #expect(again.status == 73)
      #expect(again.output == "")
      #expect(
        again.errors
          == "fairmlpf: ./mlpf-experiment: the folder exists already. "
          + "Choose another name or place, remove it, or write over it with --overwrite-if-exists.\n"
      )
      #expect(try FolderSnapshot(fairmlpf.folder) == made)
    }
  }

  @Test func datesAreReproducible() throws {
    try Program.test { fairmlpf in
      for name in ["a", "b"] {
        let result = try fairmlpf(
          "new", "-q", "--no-input", "-o", name, environment: ["SOURCE_DATE_EPOCH": "0"])
        #expect(result.status == 0 && result.errors == "")
        #expect(result.output == "\(name)/mlpf-experiment\n")
      }
      let a = try FolderSnapshot(fairmlpf.folder + "/a").files.mapValues(\.bytes)
      #expect(try FolderSnapshot(fairmlpf.folder + "/b").files.mapValues(\.bytes) == a)
      let wrong = try fairmlpf(
        "new", "--no-input", environment: ["SOURCE_DATE_EPOCH": "today"])
      #expect(wrong.status == 64)
      #expect(
        wrong.errors
          == "fairmlpf: SOURCE_DATE_EPOCH is 'today' and must be a number of seconds since 1970, "
          + "before the year 10000. Correct or unset the variable.\n")
    }
  }

  @Test func anAnswerToNoQuestion() throws {
    try Program.test { fairmlpf in
      let result = try fairmlpf("new", "--no-input", "repo_nam=x")
      #expect(result.status == 64)
      #expect(
        result.errors.contains(
          "the template has no question named 'repo_nam'. Did you mean 'repo_name'?"))
      #expect(try FolderSnapshot(fairmlpf.folder).files.isEmpty)
      let choice = try fairmlpf("new", "--no-input", "open_source_license=GPL")
      #expect(choice.status == 64 && choice.output == "")
    }
  }

  @Test func answersFromAPipe() throws {
    try Program.test { fairmlpf in
      // Name and author are given; a licence is chosen by number, the rest are defaults.
      let input = "My study\n\nJane Doe\n" + String(repeating: "\n", count: 5) + "9\n3\n\n\nno\n"
      let result = try fairmlpf("new", input: input)
      #expect(result.status == 0, "\(result.errors)")
      #expect(result.output == "my-study\n")
      #expect(result.errors.contains("Name of the experiment [MLPF experiment]: "))
      #expect(result.errors.contains("  3 - Apache 2.0\n"))
      let files = try FolderSnapshot(fairmlpf.folder + "/my-study").files
      let settings = String(decoding: files["experiment.yaml"]?.bytes ?? Data(), as: UTF8.self)
      #expect(settings.contains("name: \"My study\""))
      let licence = String(decoding: files["LICENSE"]?.bytes ?? Data(), as: UTF8.self)
      #expect(licence.contains("Apache License"))
      #expect(files["Dockerfile"] == nil)
    }
  }

  @Test func inputThatEndsTooEarly() throws {
    try Program.test { fairmlpf in
      let result = try fairmlpf("new", input: "My study\n")
      #expect(result.status == 64)
      #expect(result.output == "")
      #expect(
        result.errors.hasSuffix(
          "fairmlpf: there is no answer to 'repo_name': the input has ended. Answer every question, "
            + "give repo_name=… on the command line, or use --no-input.\n"))
      #expect(try FolderSnapshot(fairmlpf.folder).files.isEmpty)
    }
  }

  @Test func listsWhatWasFetched() throws {
    try Program.test { fairmlpf in
      let home = fairmlpf.folder + "/home"
      let none = try fairmlpf("new", "--list-installed", environment: ["HOME": home])
      #expect(none.status == 0 && none.output == "")
      #expect(none.errors == "No templates are in \(home)/.cookiecutters yet.\n")
      for name in ["b", "a", "c"] {
        try FileManager.default.createDirectory(
          atPath: "\(home)/.cookiecutters/\(name)", withIntermediateDirectories: true)
        if name != "c" {
          try Data("{}".utf8).write(
            to: URL(filePath: "\(home)/.cookiecutters/\(name)/cookiecutter.json"))
        }
      }
      let some = try fairmlpf("new", "-l", environment: ["HOME": home])
      #expect(some.status == 0 && some.output == "a\nb\n" && some.errors == "")
      let both = try fairmlpf("new", "-l", "a")
      #expect(both.status == 64)
    }
  }

  /// What has a slash or a colon before the sign is a place, not an answer.
  @Test func placesMayHaveEqualsSigns() throws {
    try Program.test { fairmlpf in
      for (place, status) in [("./a=b", 66), ("http://127.0.0.1:1/a=b.zip", 69)] {
        let result = try fairmlpf("new", "--no-input", place)
        #expect(result.status == Int32(status))
        #expect(result.errors.contains("a=b"), "\(result.errors)")
      }
    }
  }

  @Test func aPlaceThatCannotBeWritten() throws {
    try Program.test { fairmlpf in
      let result = try fairmlpf("new", "--no-input", "-o", "/dev/null/x")
      #expect(result.status == 73)
      #expect(result.errors.hasPrefix("fairmlpf: /dev/null"), "\(result.errors)")
      let template = try fairmlpf("new", "--no-input", "nowhere")
      #expect(template.status == 66)
      #expect(
        template.errors
          == "fairmlpf: there is no template 'nowhere' (no cookiecutter.json in 'nowhere' or "
          + "'\(Program.home)/.cookiecutters/nowhere'). Name a folder that has one, or the address "
          + "of a git repository.\n")
    }
  }
}
