import Files
import Foundation
import TestSupport
import Testing

/// A training that is stopped at any moment goes on and ends with the same weights, bit for bit.
@Suite struct InterruptionTests {
  private static let model = "models/baseline/model.safetensors"
  private static let metrics = "models/baseline/metrics.csv"
  private static let settings = TinyExperiment.settings(
    "epochs: 1000000\npatience: 1000000\nclip_gradient: 1.0")

  /// Shortens a training that would never end to some epochs more than it has, and ends it.
  private static func finish(_ fairmlpf: Program) throws {
    let epochs = try rows(FolderSnapshot(fairmlpf.folder)).count + 3
    let shorter = settings.replacing("epochs: 1000000", with: "epochs: \(epochs)")
    try Data(shorter.utf8).write(to: URL(filePath: fairmlpf.folder + "/experiment.yaml"))
    let last = try fairmlpf("train", "-q")
    #expect(last.status == 0, "\(last.errors)")
    let files = try FolderSnapshot(fairmlpf.folder)
    #expect(files.leftovers == [])
    #expect(files.files["models/baseline/training.json"] != nil)
    #expect(try rows(files).count == epochs)

    // The same training when nothing stops it.
    try withFolder { folder in
      try TinyExperiment.make(in: folder, shorter)
      #expect(try Program(folder: folder)("train", "-q").status == 0)
      let whole = try FolderSnapshot(folder)
      #expect(files.files[model]?.bytes == whole.files[model]?.bytes)
      #expect(try rows(files) == rows(whole))
    }
  }

  /// The epochs in metrics.csv, without the time they took.
  private static func rows(_ files: FolderSnapshot) throws -> [String] {
    let text = String(decoding: files.files[metrics]?.bytes ?? Data(), as: UTF8.self)
    return text.split(separator: "\n").dropFirst().map { row in
      row.split(separator: ",", omittingEmptySubsequences: false).dropLast()
        .joined(separator: ",")
    }
  }

  /// Waits until a training has finished its first epoch, or has ended for another reason.
  private static func waitForStart(_ command: Command, _ folder: String) {
    while command.isRunning,
      !FileManager.default.fileExists(atPath: "\(folder)/models/baseline/checkpoint.safetensors")
    {
      usleep(1000)
    }
  }

  @Test(arguments: [SIGINT, SIGTERM]) func stopsPolitely(_ name: Int32) throws {
    try Program.testExperiment(Self.settings) { fairmlpf in
      let command = try fairmlpf.start("run")
      Self.waitForStart(command, fairmlpf.folder)
      command.send(name)
      let stopped = try command.wait()
      #expect(stopped.status == 130)
      #expect(stopped.output == "")
      let run = fairmlpf.folder + "/models/baseline"
      let count = try Self.rows(FolderSnapshot(fairmlpf.folder)).count
      #expect(
        stopped.errors.hasSuffix(
          "\nfairmlpf: \(run): the training was interrupted after \(count) "
            + "epoch\(count == 1 ? "" : "s"). "
            + "Run the same command again to go on from the checkpoint.\n"), "\(stopped.errors)")
      #expect(!FileManager.default.fileExists(atPath: run + "/training.json"))
      try Self.finish(fairmlpf)
    }
  }

  @Test func survivesKillsAtAnyMoment() throws {
    var random = SplitMix64(state: 20_261)
    for _ in 0..<3 {
      try Program.testExperiment(Self.settings) { fairmlpf in
        for _ in 0..<4 {
          let command = try fairmlpf.start("train", "-q")
          // Anywhere from the start of the program to some epochs on.
          if Bool.random(using: &random) { Self.waitForStart(command, fairmlpf.folder) }
          usleep(UInt32.random(in: 0...60_000, using: &random))
          #expect(command.isRunning)
          command.send(SIGKILL)
          _ = try command.wait()
        }
        try Self.finish(fairmlpf)
      }
    }
  }
}
