import Foundation
import TestSupport
import Testing

/// Oracle for the numbers: numpy 2.2 on the unpickled files of the sample.
@Suite struct DataTests {
  @Test func sample() throws {
    try Program.test { fairmlpf in
      let result = try fairmlpf("data", "sample", "raw")
      #expect(result.status == 0 && result.output == "")
      #expect(result.errors == "Wrote the bundled sample to raw.\n")
      let made = try FolderSnapshot(fairmlpf.folder + "/raw")
      let sample = try FolderSnapshot(Repository.sample)
      #expect(made.files.mapValues(\.bytes) == sample.files.mapValues(\.bytes))
      #expect(try fairmlpf("data", "sample", "raw", "--quiet").errors == "")
      #expect(try FolderSnapshot(fairmlpf.folder + "/raw") == made)

      try Data("mine".utf8).write(to: URL(filePath: fairmlpf.folder + "/raw/README.md"))
      let refused = try fairmlpf("data", "sample", "raw")
      #expect(refused.status == 73)
      #expect(
        refused.errors
          == "fairmlpf: raw/README.md: a different file of this name exists already and is not "
          + "overwritten. Move it away or choose another folder.\n")
      #expect(try fairmlpf("data", "sample", "/dev/null/x").status == 73)
    }
  }

  @Test func info() throws {
    try Program.test { fairmlpf in
      let file = Repository.sample + "/tev14_pythia8_ttbar_pu20_1.pkl.bz2"
      let text = try fairmlpf("data", "info", "-q", file)
      #expect(text.status == 0 && text.errors == "")
      let first = text.output.split(separator: "\n").first.map(String.init)

      let json = try fairmlpf("data", "info", "-q", "--json", file)
      #expect(json.status == 0 && json.errors == "")
      let info = try #require(
        try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any])
      let numbers = ["events", "elements", "clusters", "tracks"].map { info[$0] as? Int ?? -1 }
      #expect(
        first == "\(numbers[0]) events, \(numbers[1]) elements: \(numbers[2]) clusters, "
          + "\(numbers[3]) tracks")
    }
  }

  @Test func infoOfTheFirstFile() throws {
    try Program.test { fairmlpf in
      let file = Repository.sample + "/tev14_pythia8_ttbar_pu20_0.pkl.bz2"
      let json = try fairmlpf("data", "info", "--json", "--quiet", file)
      let info = try #require(
        try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any])
      #expect(info["events"] as? Int == 100)
      #expect(info["clusters"] as? Int == 20_053)
      #expect(info["tracks"] as? Int == 17_896)
      #expect(info["elements"] as? Int == 37_949)
    }
  }

  @Test func convert() throws {
    try Program.testExperiment { fairmlpf in
      let result = try fairmlpf("data", "convert")
      #expect(result.status == 0)
      let stores = ["a", "b", "c"].map { "/data/processed/\($0).safetensors\n" }
      let lines = result.output.split(separator: "\n")
      #expect(lines.count == 3)
      for (line, store) in zip(lines, stores) { #expect((line + "\n").hasSuffix(store)) }
      #expect(result.errors.hasSuffix("3 converted, 0 up to date.\n"))
      let made = try FolderSnapshot(fairmlpf.folder)
      let again = try fairmlpf("data", "convert", "-q")
      #expect(again.output == result.output && again.errors == "")
      #expect(try FolderSnapshot(fairmlpf.folder) == made)

      let one = try fairmlpf("data", "convert", "-q", "data/raw/a.pkl", "-o", "stores")
      #expect(one.output == "stores/a.safetensors\n")
      let info = try fairmlpf("data", "info", "-q", "stores/a.safetensors")
      #expect(info.output.hasPrefix("3 events, 9 elements: "))
    }
  }

  @Test func damagedFile() throws {
    try Program.test { fairmlpf in
      let file = Repository.events("damaged-truncated.pkl")
      for arguments in ["info", "convert -o stores"] {
        let result = try fairmlpf.shell("\"$P\" data \(arguments) -q '\(file)'")
        #expect(result.status == 65 && result.output == "")
        #expect(result.errors.hasPrefix("fairmlpf: \(file)"), "\(result.errors)")
        #expect(result.errors.split(separator: "\n").count == 1)
      }
      #expect(try FolderSnapshot(fairmlpf.folder).files.isEmpty)
      let missing = try fairmlpf("data", "info", "-q", "nowhere.pkl")
      #expect(missing.status == 66)
      #expect(missing.errors.hasPrefix("fairmlpf: nowhere.pkl: cannot open"), "\(missing.errors)")
    }
  }

  /// A pickle that runs a command when Python loads it.
  @Test func aPickleIsNeverExecuted() throws {
    try Program.test { fairmlpf in
      let marker = fairmlpf.folder + "/executed"
      let pickle = "cos\nsystem\n(S'touch \(marker)'\ntR."
      let file = fairmlpf.folder + "/a.pkl"
      try Data(pickle.utf8).write(to: URL(filePath: file))
      let result = try fairmlpf("data", "info", "-q", "a.pkl")
      #expect(result.status == 65 && result.output == "")
      #expect(result.errors.hasPrefix("fairmlpf: a.pkl"), "\(result.errors)")
      #expect(result.errors.contains("os.system"), "\(result.errors)")
      #expect(!FileManager.default.fileExists(atPath: marker))
    }
  }
}
