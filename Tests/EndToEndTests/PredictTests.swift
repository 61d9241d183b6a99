import Foundation
import TestSupport
import Testing

@Suite struct PredictTests {
  /// Oracle: ONNX Runtime with the exported network, the safetensors package, and Python's csv.
  @Test(.enabled(if: PythonTools.onnx != nil, "needs python3 and its package index"))
  func findsWhatTheExportedNetworkFinds() throws {
    let tools = try #require(PythonTools.onnx)
    try Program.testExperiment { fairmlpf in
      #expect(try fairmlpf("train", "-q").status == 0)
      #expect(try fairmlpf("export", "-q").status == 0)
      let result = try fairmlpf("predict", "data/raw/a.pkl")
      #expect(result.status == 0, "\(result.errors)")
      #expect(result.output == "a.particles.safetensors\n")
      #expect(result.errors.contains(" particles among 9 elements of 3 events.\n"))
      let table = try fairmlpf("predict", "-q", "--format", "csv", "data/raw/a.pkl")
      #expect(table.output == "a.particles.csv\n" && table.errors == "")
      let check = try tools.run(
        "python",
        [
          Repository.path + "/Tests/EndToEndTests/check-particles.py", "models/baseline/model.onnx",
          "data/processed/a.safetensors", "a.particles.safetensors", "a.particles.csv",
        ], in: fairmlpf.folder)
      #expect(check.status == 0, "\(check.errors)")
    }
  }

  @Test func needsNoExperimentAndWritesNothingElse() throws {
    try Program.testExperiment { experiment in
      #expect(try experiment("train", "-q").status == 0)
      #expect(try experiment("predict", "-q", "data/raw/a.pkl", "data/raw/b.pkl").status == 0)
      let model = experiment.folder + "/models/baseline/model.safetensors"
      try Program.test { fairmlpf in
        let before = try FolderSnapshot(experiment.folder)
        let raw = experiment.folder + "/data/raw"
        let result = try fairmlpf(
          "predict", "-q", "--model", model, "-o", "found/here", "\(raw)/a.pkl", "\(raw)/b.pkl",
          environment: ["HOME": "/nowhere", "USER": ""])
        #expect(result.status == 0, "\(result.errors)")
        #expect(
          result.output
            == "found/here/a.particles.safetensors\nfound/here/b.particles.safetensors\n")
        let made = try FolderSnapshot(fairmlpf.folder).files
        #expect(made.count == 2)
        #expect(
          made["found/here/a.particles.safetensors"]?.bytes
            == before.files["a.particles.safetensors"]?.bytes)
        #expect(try FolderSnapshot(experiment.folder) == before)
      }
    }
  }

  @Test func anEventStoreGivesTheSameBytesAsItsSource() throws {
    try Program.testExperiment { fairmlpf in
      #expect(try fairmlpf("train", "-q").status == 0)
      #expect(try fairmlpf("predict", "-q", "data/raw/a.pkl", "--threads", "1").status == 0)
      let path = fairmlpf.folder + "/a.particles.safetensors"
      let first = try Data(contentsOf: URL(filePath: path))
      try FileManager.default.removeItem(atPath: path)
      #expect(
        try fairmlpf("predict", "-q", "data/processed/a.safetensors", "--threads", "3").status == 0)
      #expect(try Data(contentsOf: URL(filePath: path)) == first)
    }
  }

  @Test func saysWhatIsMissing() throws {
    try Program.testExperiment { fairmlpf in
      let untrained = try fairmlpf("predict", "data/raw/a.pkl")
      #expect(untrained.status == 66)
      #expect(
        untrained.errors.hasSuffix("there is no trained model. Run 'fairmlpf train' first.\n"))
      let noModel = try fairmlpf("predict", "--model", "m.safetensors", "data/raw/a.pkl")
      #expect(noModel.status == 66)
      #expect(noModel.errors.hasPrefix("fairmlpf: m.safetensors: "), "\(noModel.errors)")
      #expect(try fairmlpf("train", "-q").status == 0)
      let twice = try fairmlpf("predict", "data/raw/a.pkl", "./data/raw/a.pkl")
      #expect(twice.status == 64)
      #expect(
        twice.errors
          == "fairmlpf: a.particles.safetensors: data/raw/a.pkl and ./data/raw/a.pkl would make the "
          + "same file of particles. Name each file once and give files of different folders "
          + "different names.\n")
      let file = Repository.events("damaged-truncated.pkl")
      let damaged = try fairmlpf("predict", "-o", "found", "data/raw/b.pkl", file, "-q")
      #expect(damaged.status == 65)
      #expect(damaged.output == "found/b.particles.safetensors\n")
      #expect(damaged.errors.hasPrefix("fairmlpf: \(file)"), "\(damaged.errors)")
      // What was finished stays, and nothing is left of the rest.
      #expect(
        try FolderSnapshot(fairmlpf.folder + "/found").files.keys.sorted()
          == ["b.particles.safetensors"])
    }
  }

  @Test func withAClosedStandardErrorNothingIsWrittenIntoTheResult() throws {
    try Program.testExperiment { fairmlpf in
      #expect(try fairmlpf("train", "-q").status == 0)
      #expect(try fairmlpf("predict", "data/raw/a.pkl", "-o", "open").status == 0)
      #expect(try fairmlpf.shell("$P predict data/raw/a.pkl -o closed 2>&-").status == 0)
      let found = try FolderSnapshot(fairmlpf.folder).files
      let name = "a.particles.safetensors"
      #expect(found["open/\(name)"] != nil)
      #expect(found["closed/\(name)"]?.bytes == found["open/\(name)"]?.bytes)
    }
  }

  @Test func aFolderThatCannotBeMadeIsSaidFirst() throws {
    try Program.testExperiment { fairmlpf in
      #expect(try fairmlpf("train", "-q").status == 0)
      let result = try fairmlpf("predict", "data/raw/a.pkl", "-o", "experiment.yaml/found")
      #expect(result.status != 0)
      // No line of progress before it.
      #expect(result.errors.split(separator: "\n").count == 1, "\(result.errors)")
    }
  }
}
