import Files
import Foundation
import TestSupport
import Testing

@testable import Scaffold

@Suite struct UserConfigurationTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func read(
    _ text: String, _ environment: [String: String] = [:]
  ) throws -> UserConfiguration {
    let file = folder.path + "/config.yaml"
    try folder.write(text, to: file)
    return try UserConfiguration(
      file: file, ignoresFiles: false,
      environment: environment.merging(["HOME": folder.path]) { $1 })
  }

  private func failure(_ text: String) throws -> Failure? {
    do {
      _ = try read(text)
      return nil
    } catch let error as Failure {
      var error = error
      error.place = error.place.replacing(folder.path, with: "")
      return error
    }
  }

  @Test func hasDefaults() throws {
    for ignoresFiles in [true, false] {
      let configuration = try UserConfiguration(
        file: nil, ignoresFiles: ignoresFiles, environment: ["HOME": "/home/u"])
      #expect(configuration.defaultContext == [])
      #expect(configuration.cookiecuttersFolder == "/home/u/.cookiecutters")
      #expect(configuration.replayFolder == "/home/u/.cookiecutter_replay")
      #expect(configuration.abbreviations.keys.sorted() == ["bb", "gh", "gl"])
    }
  }

  @Test func looksForFilesInOrder() throws {
    for name in ["named", "variable", ".cookiecutterrc"] {
      try folder.write("replay_dir: /\(name)", to: folder.path + "/" + name)
    }
    let home = ["HOME": folder.path]
    let both = home.merging(["COOKIECUTTER_CONFIG": folder.path + "/variable"]) { $1 }
    func replay(
      _ file: String?, _ ignores: Bool, _ environment: [String: String]
    ) throws -> String {
      try UserConfiguration(file: file, ignoresFiles: ignores, environment: environment)
        .replayFolder
    }
    #expect(try replay(folder.path + "/named", false, both) == "/named")
    #expect(try replay(nil, false, both) == "/variable")
    #expect(try replay(nil, false, home) == "/.cookiecutterrc")
    #expect(
      try replay(folder.path + "/named", true, both) == folder.path + "/.cookiecutter_replay")
  }

  @Test func expandsHomeAndVariables() throws {
    let configuration = try read(
      "cookiecutters_dir: ~/a/$WHERE/${WHERE}x\nreplay_dir: $NOBODY/${NOBODY}/~$",
      ["WHERE": "w"])
    #expect(configuration.cookiecuttersFolder == folder.path + "/a/w/wx")
    #expect(configuration.replayFolder == "$NOBODY/${NOBODY}/~$")
  }

  @Test func mergesAbbreviations() throws {
    let configuration = try read(
      "abbreviations: {gh: 'ssh://git@host/{0}', lab: 'https://lab/{0}'}")
    #expect(
      configuration.abbreviations == [
        "gh": "ssh://git@host/{0}", "gl": "https://gitlab.com/{0}.git",
        "bb": "https://bitbucket.org/{0}", "lab": "https://lab/{0}",
      ])
  }

  /// What PyYAML 6.0.3's safe_load makes of these, written with Python's `str`.
  @Test func readsScalarsAsPyYAML() throws {
    let expected: [(String, JSON)] = [
      ("yes", .bool(true)), ("Off", .bool(false)), ("y", .string("y")), ("tRUE", .string("tRUE")),
      ("~", .null), ("", .null), ("null", .null), ("nULL", .string("nULL")),
      ("12", .number("12")), ("-1_000", .number("-1000")), ("+5", .number("5")),
      ("010", .number("8")), ("09", .string("09")), ("0x1F", .number("31")),
      ("0b101", .number("5")), ("0o17", .string("0o17")), ("1:30", .number("90")),
      ("-1:30:00", .number("-5400")), ("1:60", .string("1:60")),
      ("123456789012345678901234", .number("123456789012345678901234")),
      ("1.50", .number("1.5")), ("1.", .number("1.0")), (".5", .number("0.5")),
      ("+.5", .string("+.5")), (".5e3", .string(".5e3")), ("0_", .number("0")),
      ("-0", .number("0")),
      ("+.nan", .string("+.nan")), ("-1:30.5", .number("-90.5")), ("1e5", .string("1e5")),
      ("1.0e5", .string("1.0e5")), ("1.0e+5", .number("100000.0")),
      ("1:30.5", .number("90.5")), ("-.inf", .string("-inf")), (".NaN", .string("nan")),
      ("2026-01-15", .string("2026-01-15")), ("'12'", .string("12")), ("\"no\"", .string("no")),
      ("!!str 12", .string("12")), ("a b", .string("a b")),
      ("[1, no]", .array([.number("1"), .bool(false)])),
      ("{k: v}", .object([.init(name: "k", value: .string("v"))])),
    ]
    let lines = expected.enumerated().map { "  k\($0.offset): \($0.element.0)\n" }.joined()
    let context = try read("default_context:\n" + lines).defaultContext
    #expect(context.map(\.name) == expected.indices.map { "k\($0)" })
    for ((text, value), member) in zip(expected, context) {
      #expect(member.value == value, "\(text)")
    }
  }

  @Test(arguments: [
    ("", nil), ("null", nil), ("other: [1]", nil), ("default_context:", nil),
    (
      "a: [1",
      "/config.yaml:2: the configuration file is not valid YAML (did not find expected ',' or ']'). "
        + "Check indentation, quotes and colons on this line and the one above."
    ),
    (
      "a: 1\na: 2",
      "/config.yaml:1: the configuration file is not valid YAML (the key 'a' stands twice in the same "
        + "group). Check indentation, quotes and colons on this line and the one above."
    ),
    (
      "- a",
      "/config.yaml: the configuration file must be a group of keys, such as 'default_context:'. "
        + "Write every setting as 'key: value'."
    ),
    (
      "\ndefault_context: [a]",
      "/config.yaml:2: 'default_context' must be a group of names and values. Correct the value."
    ),
    (
      "replay_dir: 5",
      "/config.yaml:1: 'replay_dir' must be the path of a folder. Correct the value."
    ),
    (
      "abbreviations: {a: 5}",
      "/config.yaml:1: 'abbreviations' must be a group of names and addresses. Correct the value."
    ),
  ])
  func refusesWhatIsNoConfiguration(_ text: String, _ sentence: String?) throws {
    let failure = try failure(text)
    #expect(failure?.description == sentence)
    #expect(failure == nil || failure?.status == .badData)
  }

  @Test func refusesMissingFiles() throws {
    for (file, variable) in [("/nowhere/a", ""), (nil, "/nowhere/a")] as [(String?, String)] {
      let failure = TestSupport.failure { () throws(Failure) in
        _ = try UserConfiguration(
          file: file, ignoresFiles: false, environment: ["COOKIECUTTER_CONFIG": variable])
      }
      #expect(
        failure?.description
          == "/nowhere/a: the configuration file does not exist. Check the path.")
      #expect(failure?.status == .missingInput)
    }
  }
}
