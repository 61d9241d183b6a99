import Events
import Files
import Foundation
import TestSupport
import Testing

@Suite struct ConversionTests {
  private let fixtures = [
    "sound-np2-p3.pkl", "sound-f4-p5.pkl", "sound-packed-p3.pkl.bz2", "sound-extra-p2.pkl",
  ]

  @Test func `all files are converted and then left alone`() throws {
    try withFolder { folder in
      let files = fixtures.map(Place.fixture)
      let progress = Recorder()
      let first = try Conversion.convert(
        files: files, into: folder + "/new/stores", workers: 3, progress: progress)
      #expect(first.converted == 4 && first.skipped == 0)
      #expect(first.stores == files.map { folder + "/new/stores/" + EventStore.name(for: $0) })
      for store in first.stores { try Expected.load().check(try EventStore(store), "\(store)") }
      #expect(progress.reports.last == 4 && progress.reports == progress.reports.sorted())
      #expect(progress.lines == [])

      let bytes = try first.stores.map { try Data(contentsOf: URL(filePath: $0)) }
      let again = try Conversion.convert(
        files: files, into: folder + "/new/stores", workers: 3, progress: progress)
      #expect(again.converted == 0 && again.skipped == 4 && again.stores == first.stores)
      #expect(progress.lines == ["All 4 event stores are up to date."])
      #expect(try first.stores.map { try Data(contentsOf: URL(filePath: $0)) } == bytes)

      try Data("x".utf8).write(to: URL(filePath: first.stores[1]))
      let third = try Conversion.convert(
        files: files, into: folder + "/new/stores", workers: 1, progress: progress)
      #expect(third.converted == 1 && third.skipped == 3)
      #expect(progress.lines.last == "3 of 4 event stores are up to date.")
      #expect(try first.stores.map { try Data(contentsOf: URL(filePath: $0)) } == bytes)
    }
  }

  @Test func `the first failure in the order of files is reported and the rest stays`() throws {
    try withFolder { folder in
      let files = ["sound-np2-p3.pkl", "damaged-nan.pkl", "damaged-type.pkl"].map(Place.fixture)
      for workers in [1, 2, 8] {
        let found = failure { () throws(Failure) in
          try Conversion.convert(
            files: files, into: folder, workers: workers, progress: SilentProgress())
        }
        #expect(found?.place == files[1] + ", byte 1116 of the pickle, event 2")
        let names = try FolderContents.names(folder)
        #expect(names == ["sound-np2-p3.safetensors"])
      }
    }
  }

  @Test func `half-written files that nobody holds are removed`() throws {
    try withFolder { folder in
      let names = [
        "a.safetensors.999999999-5.part", "a.safetensors.\(getpid())-1.part", "notes.part",
        "a.safetensors.x-3.part",
      ]
      for name in names { try Data().write(to: URL(filePath: "\(folder)/\(name)")) }
      // Another process, perhaps on another machine, is writing the second one.
      let descriptor = open("\(folder)/\(names[1])", O_RDWR)
      defer { close(descriptor) }
      try #require(flock(descriptor, LOCK_EX | LOCK_NB) == 0)
      try Conversion.convert(files: [], into: folder, workers: 1, progress: SilentProgress())
      #expect(try Set(FolderContents.names(folder)) == Set(names[1...]))
    }
  }

  @Test func `two files that would make the same store are refused`() throws {
    try withFolder { folder in
      let found = failure { () throws(Failure) in
        try Conversion.convert(
          files: ["/a/x.pkl", "/b/x.pkl.bz2"], into: folder, workers: 1,
          progress: SilentProgress())
      }
      #expect(found?.status == .usage)
      #expect(
        found?.what == "/a/x.pkl and /b/x.pkl.bz2 would make the same event store")
    }
  }
}
