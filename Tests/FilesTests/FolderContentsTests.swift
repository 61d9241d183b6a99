import Files
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

  @Test func `a missing folder is missing input`() {
    let found = failure { () throws(Failure) in _ = try FolderContents.names("/nowhere") }
    #expect(
      found?.description == "/nowhere: cannot open (no such file or directory). Check the path.")
    #expect(found?.status == .missingInput)
  }
}
