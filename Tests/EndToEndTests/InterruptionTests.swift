import Foundation
import TestSupport
import Testing

/// A training that is stopped at any moment goes on and ends with the same weights, bit for bit.
@Suite struct InterruptionTests {
  private static let model = "models/baseline/model.safetensors"
  private static let metrics = "models/baseline/metrics.csv"
  private static let epochs = 400

  private static var settings: String {
    TinyExperiment.settings("epochs: \(epochs)\nschedule: cosine\nclip_gradient: 1.0")
  }

  /// What the same training writes when nothing stops it: weights, and metrics without times.
  private static func reference() throws -> (model: Data?, metrics: [String]) {
    try withFolder { folder in
      try TinyExperiment.make(in: folder, settings)
      #expect(try Program(folder: folder)("train", "-q").status == 0)
      return try result(folder)
    }
  }

  private static func result(_ folder: String) throws -> (model: Data?, metrics: [String]) {
    let files = try FolderSnapshot(folder)
    #expect(files.leftovers == [])
    #expect(files.files["models/baseline/training.json"] != nil)
    let rows = String(decoding: files.files[metrics]?.bytes ?? Data(), as: UTF8.self)
      .split(separator: "\n").map { row in
        row.split(separator: ",", omittingEmptySubsequences: false).dropLast().joined(
          separator: ",")
      }
    #expect(rows.count == 1 + epochs)
    return (files.files[model]?.bytes, rows)
  }

  /// Waits until a training has written its first results, or has ended.
  private static func waitForStart(_ command: Command, _ folder: String) {
    while command.isRunning,
      !FileManager.default.fileExists(atPath: "\(folder)/models/baseline/checkpoint.safetensors")
    {
      usleep(1000)
    }
  }

  @Test(arguments: [SIGINT, SIGTERM]) func politeStop(_ name: Int32) throws {
    let reference = try Self.reference()
    try Program.testExperiment(Self.settings) { fairmlpf in
      let command = try fairmlpf.start("run")
      Self.waitForStart(command, fairmlpf.folder)
      command.send(name)
      let stopped = try command.wait()
      #expect(stopped.status == 130)
      #expect(stopped.output == "")
      let sentence = try #require(stopped.errors.split(separator: "\n").last)
      let run = fairmlpf.folder + "/models/baseline"
      #expect(
        sentence.hasPrefix("fairmlpf: \(run): the training was interrupted after "), "\(sentence)")
      #expect(
        sentence.hasSuffix(". Run the same command again to go on from the checkpoint."),
        "\(sentence)")
      #expect(!FileManager.default.fileExists(atPath: run + "/training.json"))

      let resumed = try fairmlpf("run", "-q")
      #expect(resumed.status == 0)
      let result = try Self.result(fairmlpf.folder)
      #expect(result.model == reference.model)
      #expect(result.metrics == reference.metrics)
    }
  }

  @Test func killedAtAnyMoment() throws {
    let reference = try Self.reference()
    var random = Seeded(state: 20_261)
    for _ in 0..<3 {
      try Program.testExperiment(Self.settings) { fairmlpf in
        for _ in 0..<4 {
          let command = try fairmlpf.start("train", "-q")
          // Anywhere from the first conversion to the middle of the training.
          if Bool.random(using: &random) { Self.waitForStart(command, fairmlpf.folder) }
          usleep(UInt32.random(in: 0...60_000, using: &random))
          command.send(SIGKILL)
          _ = try command.wait()
        }
        let last = try fairmlpf("train", "-q")
        #expect(last.status == 0, "\(last.errors)")
        let result = try Self.result(fairmlpf.folder)
        #expect(result.model == reference.model)
        #expect(result.metrics == reference.metrics)
      }
    }
  }

  /// SplitMix64 (Steele, Lea and Flood 2014).
  private struct Seeded: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state &+= 0x9e37_79b9_7f4a_7c15
      var z = state
      z = (z ^ z >> 30) &* 0xbf58_476d_1ce4_e5b9
      z = (z ^ z >> 27) &* 0x94d0_49bb_1331_11eb
      return z ^ z >> 31
    }
  }
}
