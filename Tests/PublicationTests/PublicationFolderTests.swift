import Files
import Foundation
import Publication
import TestSupport
import Testing

@Suite struct PublicationFolderTests {
  private static func file(_ path: String, _ text: String) -> PublicationFile {
    PublicationFile(path, .result, "text/plain", "A file", text: text)
  }

  private static let files = [file("b/c.txt", "see"), file("a.txt", "A\n")]

  private func text(_ path: String) throws -> String {
    try String(contentsOfFile: path, encoding: .utf8)
  }

  @Test func isWrittenOnceWithItsDigests() throws {
    try withFolder { folder in
      let place = PublicationFolder(folder + "/publication")
      #expect(try !place.write(Self.files, force: false))
      #expect(try text(place.path + "/b/c.txt") == "see")
      // As sha256sum writes them.
      #expect(
        try text(place.path + "/checksums.sha256") == """
          06f961b802bc46ee168555f066d28f4f0e9afdf3f88174c1ee6f9de004fc30a0  a.txt
          aa9e9b5c907d50feb410f2a84e81ab72c5ae6724d57ccc53650f9361d33dc734  b/c.txt

          """)
      let before = try FolderSnapshot(place.path)
      #expect(try place.write(Self.files, force: false))
      #expect(try FolderSnapshot(place.path) == before)
    }
  }

  @Test func isReplacedAsAWhole() throws {
    try withFolder { folder in
      let place = PublicationFolder(folder + "/publication")
      _ = try place.write(Self.files, force: false)
      #expect(try !place.write([Self.file("a.txt", "new")], force: false))
      #expect(try text(place.path + "/a.txt") == "new")
      #expect(!FileManager.default.fileExists(atPath: place.path + "/b"))
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["publication"])
    }
  }

  @Test func aFileOfTheUserIsRefused() throws {
    try withFolder { folder in
      let place = PublicationFolder(folder + "/publication")
      _ = try place.write(Self.files, force: false)
      try AtomicFile.write("mine", to: place.path + "/notes.txt")
      for force in [false, true] {
        let found = failure { () throws(Failure) in
          _ = try place.write([Self.file("a.txt", "new")], force: force)
        }
        #expect(
          found?.what
            == "the folder holds a file that 'fairmlpf package' did not write, 'notes.txt'")
      }
      #expect(try text(place.path + "/a.txt") == "A\n")
      #expect(try text(place.path + "/notes.txt") == "mine")
    }
  }

  @Test func aChangeOfTheUserIsLostOnlyByForce() throws {
    try withFolder { folder in
      let place = PublicationFolder(folder + "/publication")
      _ = try place.write(Self.files, force: false)
      try AtomicFile.write("edited", to: place.path + "/a.txt")
      let found = failure { () throws(Failure) in _ = try place.write(Self.files, force: false) }
      #expect(found?.what == "the file was changed after it was written")
      #expect(try !place.write(Self.files, force: true))
      #expect(try text(place.path + "/a.txt") == "A\n")
    }
  }

  @Test func leftoversOfAnInterruptedRunGo() throws {
    try withFolder { folder in
      try FolderContents.create(folder + "/publication.77.part/x")
      try FolderContents.create(folder + "/publication.old")
      _ = try PublicationFolder(folder + "/publication").write(Self.files, force: false)
      let names = try FileManager.default.contentsOfDirectory(atPath: folder)
      #expect(Set(names) == ["publication", "publication.old"])
    }
  }

  @Test func aLinkInThePlaceOfTheFolderIsLeftAlone() throws {
    try withFolder { folder in
      try FolderContents.create(folder + "/elsewhere")
      let place = PublicationFolder(folder + "/publication")
      try FileManager.default.createSymbolicLink(
        atPath: place.path, withDestinationPath: "elsewhere")
      let found = failure { () throws(Failure) in _ = try place.write(Self.files, force: true) }
      #expect(
        found?.description
          == "\(place.path): the folder of the publication is to be here, and this is a file or a "
          + "link. Move it to another place.")
      #expect(try FolderContents.names(folder).sorted() == ["elsewhere", "publication"])
    }
  }

  @Test func aLinkInThePlaceOfAFileIsAChange() throws {
    try withFolder { folder in
      let place = PublicationFolder(folder + "/publication")
      _ = try place.write(Self.files, force: false)
      // To what is the same now, and may be something else later.
      try AtomicFile.write("A\n", to: folder + "/same.txt")
      try FileManager.default.removeItem(atPath: place.path + "/a.txt")
      try FileManager.default.createSymbolicLink(
        atPath: place.path + "/a.txt", withDestinationPath: "../same.txt")
      let found = failure { () throws(Failure) in _ = try place.write(Self.files, force: false) }
      #expect(found?.what == "the file was changed after it was written")
      #expect(try !place.write(Self.files, force: true))
      #expect(FolderContents.isFileItself(place.path + "/a.txt"))
    }
  }

  @Test func withoutItsListTheFilesAreStillKnown() throws {
    try withFolder { folder in
      let place = PublicationFolder(folder + "/publication")
      _ = try place.write(Self.files, force: false)
      try FileManager.default.removeItem(atPath: place.path + "/checksums.sha256")
      #expect(try !place.write(Self.files, force: false))
      #expect(try place.write(Self.files, force: false))
    }
  }

  @Test func aCopyIsOfWhatWasDescribed() throws {
    try withFolder { folder in
      let bytes = Data((0..<2_500_000).map { UInt8(truncatingIfNeeded: $0 &* 31) })
      let source = folder + "/source"
      try AtomicFile.write(bytes, to: source)
      let copy = try PublicationFile("copy", .result, "text/plain", "A copy", copyOf: source)
      let place = PublicationFolder(folder + "/publication")
      _ = try place.write([copy], force: false)
      #expect(try Data(contentsOf: URL(filePath: place.path + "/copy")) == bytes)
      try FileManager.default.removeItem(atPath: place.path)
      try AtomicFile.write("other", to: source)
      let found = failure { () throws(Failure) in _ = try place.write([copy], force: false) }
      #expect(
        found?.description
          == "\(source): the file was changed while it was copied. Run the command again.")
      #expect(try FolderContents.names(folder) == ["source"])
    }
  }
}
