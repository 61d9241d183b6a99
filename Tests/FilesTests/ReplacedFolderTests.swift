import Files
import Foundation
import TestSupport
import Testing

@Suite struct ReplacedFolderTests {
  private static func write(_ text: String, to path: String) throws(Failure) {
    try ReplacedFolder.write(path) { made throws(Failure) in
      try AtomicFile.write(text, to: made + "/a")
    }
  }

  @Test func `the new folder takes the place of the old one`() throws {
    try withFolder { folder in
      let path = folder + "/x"
      try Self.write("old", to: path)
      try AtomicFile.write("", to: path + "/b")
      try Self.write("new", to: path)
      #expect(try FolderContents.names(path) == ["a"])
      #expect(try MappedFile.data(path + "/a") == Data("new".utf8))
      #expect(try FolderContents.names(folder) == ["x"])
    }
  }

  @Test func `after a failure the old folder is as it was, and the place is the final one`() throws
  {
    try withFolder { folder in
      let path = folder + "/x"
      try Self.write("old", to: path)
      let problem = failure { () throws(Failure) in
        try ReplacedFolder.write(path) { made throws(Failure) in
          try AtomicFile.write("half", to: made + "/a")
          throw Failure("the disk is full", at: made + "/b", status: .inputOutput)
        }
      }
      #expect(problem?.place == path + "/b")
      #expect(try MappedFile.data(path + "/a") == Data("old".utf8))
      #expect(try FolderContents.names(folder) == ["x"])
    }
  }
}
