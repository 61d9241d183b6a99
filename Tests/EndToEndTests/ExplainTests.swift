import Foundation
import TestSupport
import Testing

@Suite struct ExplainTests {
  @Test func explainsAndSaysSo() throws {
    try Program.testExperiment { fairmlpf in
      #expect(try fairmlpf("train", "-q").status == 0)
      let first = try fairmlpf("explain")
      #expect(first.status == 0, "\(first.errors)")
      #expect(first.output.contains("| class "))
      #expect(first.output.contains("| on neighbours"))
      #expect(first.output.contains("| |sum R - output| / |output| |"))
      #expect(first.errors.contains("elements: \(fairmlpf.folder)/reports/explanation.json\n"))
      let made = try FolderSnapshot(fairmlpf.folder)
      #expect(made.leftovers == [])
      for name in [
        "explanation.json", "relevance.safetensors", "r_maps.csv", "r_scores.csv",
        "relevant_nodes.csv", "neighbour_share.csv", "conservation.csv", "physics_checks.csv",
        "relevance_summary.csv",
      ] {
        #expect(made.files["reports/\(name)"] != nil, "\(name)")
      }
      let second = try fairmlpf("explain")
      #expect(second.output == first.output)
      #expect(
        second.errors
          == "The explanation is up to date: \(fairmlpf.folder)/reports/explanation.json\n")
      #expect(try FolderSnapshot(fairmlpf.folder) == made)
      let json = try fairmlpf("explain", "--json", "-q")
      #expect(json.errors == "")
      #expect(Data(json.output.utf8) == made.files["reports/explanation.json"]?.bytes)
    }
  }

  @Test(arguments: [
    ("--rule lambda", "Error: The value 'lambda' is invalid for '--rule <rule>'."),
    ("--events 3-1", "Error: The value '3-1' is invalid for '--events <events>'"),
    ("--classes photon,quark", "Error: The value 'photon,quark' is invalid for '--classes "),
    ("--output mass", "Error: The value 'mass' is invalid for '--output <output>'."),
    ("--graph 3", "Error: The value '3' is invalid for '--graph <event:element>'"),
    ("--elements=-1", "Error: --elements is -1 and must be 0 or more."),
    ("--epsilon=-1", "Error: --epsilon is -1.0 and must be a number, 0 or more."),
    ("--epsilon nan", "Error: --epsilon is nan and must be a number, 0 or more."),
    ("--neighbours 101", "Error: --neighbours is 101 and must be 0 to 100."),
    ("--block 0", "Error: --block is 0 and must be 1 or more."),
  ])
  func wrongOptions(_ option: String, _ says: String) throws {
    try Program.test { fairmlpf in
      let result = try fairmlpf.shell("\"$P\" explain \(option)")
      #expect(result.status == 64 && result.output == "")
      #expect(result.errors.hasPrefix(says), "\(result.errors)")
    }
  }

  @Test func optionsChangeWhatIsExplained() throws {
    try Program.testExperiment { fairmlpf in
      #expect(try fairmlpf("train", "-q").status == 0)
      let result = try fairmlpf(
        "explain", "-q", "--json", "--events", "0,2", "--output", "pT", "--rule", "gamma",
        "--gamma", "0.5", "--neighbours", "1", "--elements", "2", "--seed", "7", "--graph", "2:0")
      #expect(result.status == 0, "\(result.errors)")
      let json = try #require(
        try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
      let subject = try #require(json["subject"] as? [String: Any])
      #expect(subject["output"] as? String == "pT")
      #expect(subject["rule"] as? String == "gamma")
      #expect(subject["gamma"] as? Double == 0.5)
      #expect(subject["neighbours"] as? Int == 1)
      #expect(subject["elements_per_class"] as? Int == 2)
      #expect(subject["seed"] as? Int == 7)
      #expect(subject["events"] as? [Int] == [0, 2])
      #expect((json["graph"] as? [String: Any])?["event"] as? Int == 2)
    }
  }

  #if os(Linux)
    @Test func aFullDisk() throws {
      try Program.testExperiment { fairmlpf in
        #expect(try fairmlpf("train", "-q").status == 0)
        #expect(try fairmlpf("data", "convert", "-q").status == 0)
        let result = try fairmlpf.shell("trap '' XFSZ; ulimit -f 1; \"$P\" explain -q")
        #expect(result.status == 74 && result.output == "")
        #expect(
          result.errors
            == "fairmlpf: \(fairmlpf.folder)/reports/relevance.safetensors: "
            + "cannot write (file too large). Check the disk and run the command again.\n")
        let left = try FolderSnapshot(fairmlpf.folder)
        #expect(left.leftovers == [])
        #expect(left.files["reports/explanation.json"] == nil)
      }
    }
  #endif
}
