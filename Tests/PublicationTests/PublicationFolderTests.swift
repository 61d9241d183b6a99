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
}
