import Files
import Foundation
import TestSupport
import Testing

@Suite struct FolderContentsTests {
  @Test func `names are listed without the dots`() throws {
    try withFolder { folder in
      #expect(try FolderContents.names(folder) == [])
      try AtomicFile.write("", to: folder + "/a b")
      try FolderContents.create(folder + "/x/y")
      #expect(try FolderContents.names(folder).sorted() == ["a b", "x"])
      #expect(FolderContents.isFolder(folder + "/x"))
      #expect(!FolderContents.isFolder(folder + "/a b"))
    }
  }

  @Test func `creating a folder twice is no error, over a file it is`() throws {
    try withFolder { folder in
      try FolderContents.create(folder + "/x/")
      try FolderContents.create(folder + "/x")
      try AtomicFile.write("", to: folder + "/a")
      let over = failure { () throws(Failure) in try FolderContents.create(folder + "/a") }
      #expect(over?.status == .cannotCreate)
      let under = failure { () throws(Failure) in try FolderContents.create(folder + "/a/b") }
      #expect(under != nil)
    }
  }

  @Test func `a missing folder is missing input`() throws {
    try withFolder { folder in
      let path = folder + "/missing"
      let found = failure { () throws(Failure) in _ = try FolderContents.names(path) }
      #expect(
        found?.description == "\(path): cannot open (no such file or directory). Check the path.")
      #expect(found?.status == .missingInput)
    }
  }

  @Test func `links are no files or folders themselves, and some lead out`() throws {
    try withFolder { parent in
      let folder = parent + "/in"
      try FolderContents.create(folder + "/x")
      try AtomicFile.write("", to: folder + "/a")
      try AtomicFile.write("", to: parent + "/in-other")
      for (name, target) in [
        ("inside", "a"), ("sideways", "../in-other"), ("nowhere", "b"), ("folder", "x"),
      ] {
        try FileManager.default.createSymbolicLink(
          atPath: "\(folder)/\(name)", withDestinationPath: target)
      }
      let names = ["a", "x", "inside", "sideways", "nowhere", "folder", "missing"]
      func all(_ holds: (String) -> Bool) -> [String] { names.filter { holds("\(folder)/\($0)") } }
      #expect(all(FolderContents.isFileItself) == ["a"])
      #expect(all(FolderContents.isFolderItself) == ["x"])
      #expect(all(FolderContents.isTaken) == names.dropLast())
      #expect(all { FolderContents.isLink($0, outOf: folder) } == ["sideways", "nowhere"])
    }
  }
}
