import Events
import Files
import Foundation
import MLPF
import Synchronization
import TestSupport
import Testing

@testable import Experiment

/// Event files that ranks convert together.
@Suite struct SharedConversionTests {
  /// Two large files among small ones: taken in turn, one rank would have both.
  @Test func ranksConvertAboutAsManyBytes() throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let (large, small) = ("sound-np2-p0.pkl", "sound-np2-p2.pkl")
    var files: [String] = []
    for (name, source) in [("a", large), ("b", small), ("c", large), ("d", small)] {
      files.append("\(folder.path)/\(name).pkl")
      try FileManager.default.copyItem(
        atPath: Repository.events(source), toPath: files[files.count - 1])
    }
    let (given, stores) = (files, folder.path + "/stores")
    let results = ThreadMessenger.run(2) { ranks in
      let finished = FinishedFiles()
      let conversion = try ranks.convert(given, into: stores, workers: 1, progress: finished)
      return (finished.names, conversion)
    }
    #expect(try results.map { try $0.get().0 } == [["a.pkl", "b.pkl"], ["c.pkl", "d.pkl"]])
    for result in results {
      let conversion = try result.get().1
      #expect(conversion.converted == 4)
      #expect(
        conversion.stores == ["a", "b", "c", "d"].map { "\(stores)/\($0).safetensors" })
      for store in conversion.stores { #expect(try EventStore(store).source.sha256.count == 64) }
    }
  }

  @Test func filesOfTheSameNameAreRefusedWhoeverConvertsThem() throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let files = ["one", "two"].map { "\(folder.path)/\($0)/a.pkl" }
    for file in files {
      try FolderContents.create(String(file.dropLast("/a.pkl".count)))
      try FileManager.default.copyItem(
        atPath: Repository.events("sound-np2-p3.pkl"), toPath: file)
    }
    let stores = folder.path + "/stores"
    let results = ThreadMessenger.run(2) { ranks in
      try ranks.convert(files, into: stores, workers: 1, progress: SilentProgress())
    }
    for result in results {
      guard case .failure(let failure as Failure) = result else {
        Issue.record("the files were converted")
        continue
      }
      #expect(failure.what == "\(files[0]) and \(files[1]) would make the same event store")
    }
  }
}

/// Remembers the files of which a conversion has said that they are finished.
private final class FinishedFiles: Files.Progress {
  private let found = Mutex<[String]>([])

  var names: [String] { found.withLock { $0 } }

  func report(_ done: Int, of total: Int, note: String) {
    if note.hasSuffix(".pkl") { found.withLock { $0.append(note) } }
  }

  func say(_ line: String) {}
}
