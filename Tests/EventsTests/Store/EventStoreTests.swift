import Events
import Files
import Foundation
import TestSupport
import Testing

@Suite struct EventStoreTests {
  private static let source = "sound-packed-p3.pkl.bz2"

  /// A store of the fixture's three events, and a copy of the fixture beside it.
  private func withStore(_ body: (_ store: String, _ source: String) throws -> Void) throws {
    try withFolder { folder in
      let source = folder + "/a.pkl.bz2"
      try FileManager.default.copyItem(atPath: Place.fixture(Self.source), toPath: source)
      let store = folder + "/a.safetensors"
      try EventStore.write(try DelphesFile.read(source), to: store)
      try body(store, source)
    }
  }

  @Test func `the events come back`() throws {
    try withStore { path, source in
      let store = try EventStore(path)
      try Expected.load().check(store, "store")
      #expect(store.count == 3 && store.elementCount == 9)
      #expect((0..<3).map { store.elementCount(of: $0) } == [3, 1, 5])
      let file = try DelphesFile.read(source)
      #expect(store.source == EventSource(file))
      #expect(store.source.name == "a.pkl.bz2" && store.source.sha256 == file.sha256)
    }
  }

  @Test func `an event outlives the store it came from`() throws {
    var kept: Event?
    try withStore { path, _ in kept = try EventStore(path)[2] }
    let event = try #require(kept)
    #expect(try floats(event.elements) == Expected.load().tables["X"]?[2])
  }

  @Test func `no folder is named in the store`() throws {
    try withStore { path, _ in
      let folder = (path as NSString).deletingLastPathComponent
      let texts = try SafeTensors(path).metadata.values
      #expect(!texts.contains { $0.contains(folder) })
    }
  }

  @Test func `cut at any length it is refused`() throws {
    try withStore { path, _ in
      let whole = try Data(contentsOf: URL(filePath: path))
      for length in 0..<whole.count {
        try Place.replace(path, with: whole.prefix(length))
        let found = failure { () throws(Failure) in _ = try EventStore(path) }
        #expect(found?.status == .badData, "length \(length)")
      }
    }
  }

  @Test func `bytes changed at random never trap`() throws {
    try withStore { path, source in
      let whole = try Data(contentsOf: URL(filePath: path))
      var random = SplitMix64(state: 11)
      for _ in 0..<1500 {
        var changed = whole
        for _ in 0..<Int.random(in: 1...3, using: &random) {
          changed[Int.random(in: 0..<whole.count, using: &random)] =
            Bool.random(using: &random)
            ? UInt8.random(in: 0x20...0x7f, using: &random)
            : UInt8.random(in: .min ... .max, using: &random)
        }
        try Place.replace(path, with: changed)
        guard let store = try? EventStore(path) else { continue }
        for event in store {
          _ = floats(event.elements)
          _ = (0..<event.count).map { event.kind($0) }
          _ = Particles(targets: event.truth)
        }
        _ = EventStore.isUpToDate(store: path, source: source)
        _ = try? DataInfo(of: path)
      }
    }
  }

  @Test func `numbers that are no class do not trap`() {
    let row: [Float] = [.nan, .infinity, -.infinity, 1e30, -1, 0, 0, 0, 0, 0, 0, 0]
    let targets = Table([.nan, 0, 0, 0, 0, 0, 0], rows: 1, columns: 7)
    let event = Event(
      elements: Table(row, rows: 1, columns: 12), truth: targets, ruleBased: targets)
    #expect(event.kind(0) == nil)
    #expect(Particles(targets: targets).pid == [.none])
    #expect(PID(.infinity) == nil && PID(1.5) == nil && PID(6) == nil && PID(5) == .muon)
  }

  @Test func `another safetensors file is no store`() throws {
    try withFolder { folder in
      let path = folder + "/model.safetensors"
      try SafeTensorsWriter(metadata: ["format": "pt"]).write(to: path)
      let found = failure { () throws(Failure) in _ = try EventStore(path) }
      #expect(
        found?.description == "\(path): the safetensors file is no event store. "
          + "Name a store of events, or a .pkl.bz2 file.")
    }
  }

  @Test func `a store goes stale with its source`() throws {
    try withStore { store, source in
      func isFresh() -> Bool { EventStore.isUpToDate(store: store, source: source) }
      #expect(isFresh())
      let content = try Data(contentsOf: URL(filePath: source))

      try content.write(to: URL(filePath: source))
      try FileManager.default.setAttributes(
        [.modificationDate: Date(timeIntervalSince1970: 1_000_000_000)], ofItemAtPath: source)
      #expect(isFresh(), "a new time alone")

      var changed = content
      changed[content.count / 2] ^= 1
      try changed.write(to: URL(filePath: source))
      #expect(!isFresh(), "other bytes of the same size")

      try (content + [0]).write(to: URL(filePath: source))
      #expect(!isFresh(), "another size")

      try FileManager.default.removeItem(atPath: source)
      #expect(!isFresh(), "no source")
    }
  }

  @Test func `a store of another version or none is stale`() throws {
    try withStore { store, source in
      let whole = try Data(contentsOf: URL(filePath: store))
      let old = try #require(whole.range(of: Data(#""version":"1""#.utf8)))
      var newer = whole
      newer.replaceSubrange(old, with: Data(#""version":"9""#.utf8))
      try newer.write(to: URL(filePath: store))
      #expect(!EventStore.isUpToDate(store: store, source: source))
      let found = failure { () throws(Failure) in _ = try EventStore(store) }
      #expect(found?.what == "the event store was written by another version of the program")
      try FileManager.default.removeItem(atPath: store)
      #expect(!EventStore.isUpToDate(store: store, source: source))
    }
  }

  @Test(arguments: [
    ("/a/b.pkl.bz2", "b.safetensors"), ("b.pkl", "b.safetensors"), ("b.x.pkl", "b.x.safetensors"),
    ("b", "b.safetensors"),
  ])
  func `a store is called like its source`(source: String, name: String) {
    #expect(EventStore.name(for: source) == name)
  }
}
