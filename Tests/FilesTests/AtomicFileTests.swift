import Files
import Foundation
import TestSupport
import Testing

@Suite struct AtomicFileTests {
  @Test func `a file appears whole`() throws {
    try withFolder { folder in
      try AtomicFile.write("first", to: folder + "/a")
      try AtomicFile.write("second", to: folder + "/a")
      #expect(text(folder + "/a") == "second")
      #expect(try FolderContents.names(folder) == ["a"])
    }
  }

  @Test func `after a failure the old file is there and nothing else`() throws {
    try withFolder { folder in
      let path = folder + "/a"
      try AtomicFile.write("old", to: path)
      let wanted = Failure("stop", status: .badData)
      let found = failure { () throws(Failure) in
        try AtomicFile.write(to: path) { file throws(Failure) in
          try file.append(Data("new".utf8))
          throw wanted
        }
      }
      #expect(found == wanted)
      #expect(text(path) == "old")
      #expect(try FolderContents.names(folder) == ["a"])
    }
  }

  @Test func `a folder that does not exist cannot be written to`() throws {
    try withFolder { folder in
      let path = folder + "/none/a"
      let found = failure { () throws(Failure) in try AtomicFile.write("x", to: path) }
      #expect(found?.status == .cannotCreate)
      #expect(
        found?.description
          == "\(path): cannot create (no such file or directory). "
          + "Create its folder first or choose another place.")
    }
  }

  @Test func `a file does not replace a folder`() throws {
    try withFolder { folder in
      try FolderContents.create(folder + "/a/b")
      let found = failure { () throws(Failure) in try AtomicFile.write("x", to: folder + "/a") }
      #expect(found?.status == .badData)
      #expect(try FolderContents.names(folder) == ["a"])
    }
  }

  @Test func `pieces of all sizes keep their order`() throws {
    try withFolder { folder in
      var all = Data()
      try AtomicFile.write(to: folder + "/a") { file throws(Failure) in
        for size in [1, 300_000, 0, 7, 2_000_000, 3] {
          let piece = Data((0..<size).map { UInt8(truncatingIfNeeded: $0 * 31 + size) })
          all.append(piece)
          if size % 2 == 0 {
            let bytes = [UInt8](piece)
            try file.append(bytes.span.bytes)
          } else {
            try file.append(piece)
          }
        }
        let (count, expected) = (file.count, all.count)
        #expect(count == expected)
      }
      #expect(try Data(contentsOf: URL(filePath: folder + "/a")) == all)
    }
  }
}
