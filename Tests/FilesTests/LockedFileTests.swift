import Files
import Foundation
import TestSupport
import Testing

@Suite struct LockedFileTests {
  @Test func oneAtATime() throws {
    try withFolder { folder in
      let path = folder + "/a"
      var first = try LockedFile.open(path)
      #expect(first != nil)
      #expect(try LockedFile.open(path) == nil)
      try first?.append(Array("abc".utf8).span.bytes)
      try first?.publish(as: folder + "/b")
      // Its name is free, and so is a new file of that name.
      #expect(try LockedFile.open(path)?.size == 0)
      #expect(try LockedFile.open(folder + "/b") == nil)
      first = nil
      let again = try LockedFile.open(folder + "/b")
      #expect(again?.size == 3)
    }
  }

  @Test func oneAtATimeInAFolder() throws {
    try withFolder { folder in
      let busy = Failure("busy", status: .unavailable)
      var calls = 0
      let refused = failure { () throws(Failure) in
        try LockedFile.alone(in: folder, orElse: busy) { () throws(Failure) in
          calls += 1
          try LockedFile.alone(in: folder, orElse: busy) { calls += 10 }
        }
      }
      #expect(refused?.status == .unavailable && calls == 1)
      try LockedFile.alone(in: folder, orElse: busy) { calls += 100 }
      #expect(calls == 101)
    }
  }

  @Test func goesOnAfterWhatIsThere() throws {
    try withFolder { folder in
      try AtomicFile.write("abc", to: folder + "/a")
      let file = try #require(try LockedFile.open(folder + "/a"))
      var seen: [UInt8] = []
      try file.read { piece in
        for index in 0..<piece.byteCount {
          seen.append(piece.unsafeLoad(fromByteOffset: index, as: UInt8.self))
        }
      }
      #expect(seen == Array("abc".utf8))
      try file.append(Array("def".utf8).span.bytes)
      #expect(try String(contentsOfFile: folder + "/a", encoding: .utf8) == "abcdef")
      try file.empty()
      try file.append(Array("x".utf8).span.bytes)
      #expect(try String(contentsOfFile: folder + "/a", encoding: .utf8) == "x")
    }
  }

  @Test func refusesLinksAndMissingFolders() throws {
    try withFolder { folder in
      try FileManager.default.createSymbolicLink(
        atPath: folder + "/a", withDestinationPath: folder + "/b")
      let link = failure { () throws(Failure) in _ = try LockedFile.open(folder + "/a") }
      #expect(link?.status == .badData)
      let problem = failure { () throws(Failure) in _ = try LockedFile.open(folder + "/x/a") }
      #expect(problem?.status == .cannotCreate)
    }
  }
}
