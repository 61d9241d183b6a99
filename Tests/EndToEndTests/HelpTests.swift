import Foundation
import TestSupport
import Testing

@Suite struct HelpTests {
  @Test func version() throws {
    try Program.test { fairmlpf in
      let result = try fairmlpf("--version")
      #expect(result.status == 0)
      #expect(result.output == "0.1.0\n")
      #expect(result.errors == "")
    }
  }

  @Test func helpIsTheSameWithoutArguments() throws {
    try Program.test { fairmlpf in
      let help = try fairmlpf("--help")
      #expect(help.status == 0 && help.errors == "")
      for word in [
        "new", "fetch", "run", "train", "evaluate", "explain", "export", "package", "check", "data",
        "Exit codes: 0 done, 1 the",
      ] {
        #expect(help.output.contains(word), "\(word)")
      }
      let nothing = try fairmlpf()
      #expect(nothing.status == 0)
      #expect(nothing.output == help.output)
    }
  }

  @Test(arguments: [
    ["new"], ["fetch"], ["run"], ["train"], ["evaluate"], ["explain"], ["report"], ["predict"],
    ["export"], ["package"], ["check"], ["publish", "zenodo"], ["publish", "dockerhub"],
    ["publish", "dlhub"], ["data", "info"], ["data", "convert"], ["data", "sample"],
  ])
  func everyCommandHasHelp(_ names: [String]) throws {
    try Program.test { fairmlpf in
      let result = try fairmlpf.shell("\"$P\" \(names.joined(separator: " ")) --help")
      #expect(result.status == 0)
      #expect(result.output.contains("USAGE: fairmlpf \(names.joined(separator: " "))"))
    }
  }

  @Test(arguments: [
    (["tarin"], "Error: Unexpected argument 'tarin'"),
    (["train", "--forse"], "Error: Unknown option '--forse'. Did you mean '--force'?"),
    (["data", "info"], "Error: Missing expected argument '<path>'"),
    (["data", "convert", "--threads", "-1"], "Error: "),
    (["predict"], "Error: Missing expected argument '<file> ...'"),
    (["predict", "a.pkl", "--model", "m", "-C", "d"], "Error: --model and -C exclude each other."),
    (["publish", "dockerhub", "--yes"], "Error: --yes is for --push."),
    (["publish", "dockerhub", "--image", "A"], "Error: 'A' is no name of an image."),
    (["fetch", "1", "--limit", "0"], "Error: --limit is 0 and must be 1 or more."),
    (["fetch", "--verify", "--dry-run"], "Error: --verify and --dry-run exclude each other."),
    (
      ["export", "--format", "pickle"],
      "Error: The value 'pickle' is invalid for '--format <format>'."
    ),
    (
      ["publish", "zenodo", "--sandbox", "--base-url", "https://a"],
      "Error: --sandbox and --base-url exclude each other."
    ),
    (["publish", "zenodo", "--yes"], "Error: --yes is for --publish and --discard."),
    (["new", "a", "b"], "Error: Name one template, not 2: a, b."),
  ])
  func wrongCommandLine(_ arguments: [String], _ says: String) throws {
    try Program.test { fairmlpf in
      let result = try fairmlpf.shell("\"$P\" \(arguments.joined(separator: " "))")
      #expect(result.status == 64)
      #expect(result.output == "")
      #expect(result.errors.hasPrefix(says), "\(result.errors)")
    }
  }
}
