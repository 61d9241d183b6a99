import Catalog
import Files
import TestSupport
import Testing

@Suite struct DatasetTests {
  @Test(arguments: ["dataset.lock.json", "Dataset.Lock.json"])
  func leavesTheLockAloneIfTheRecordHasSuchAFile(_ name: String) throws {
    let fetching = try Fetching([name: [1, 2, 3]])
    defer { fetching.server.stop() }
    let dataset = Dataset(folder: fetching.folder.path, lockFolder: fetching.folder.path)
    let text =
      #"{"authors":[],"complete":[],"files":[],"page":"p","record":"1","repository":"r","#
      + #""retrieved":"2026-01-31","schema":1,"title":"t"}"#
    try AtomicFile.write(text, to: DatasetLock.path(in: fetching.folder.path))
    let known = try dataset.lock()
    let lock = try #require(known)
    let problem = failure { () throws(Failure) in
      _ = try dataset.fetch(
        fetching.described(), of: lock, completing: ["*"], fetching.downloader, mirror: nil,
        progress: fetching.lines, shouldStop: { false })
    }
    #expect(
      problem.map { fetching.general($0.description) }
        == "FOLDER/dataset.lock.json: the record has a file '\(name)', the name of the lock. "
        + "Choose other files with --files.")
    let contents = try fetching.contents
    #expect(contents == ["dataset.lock.json": Array(text.utf8)])
  }
}
