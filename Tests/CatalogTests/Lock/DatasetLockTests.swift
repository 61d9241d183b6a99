import Catalog
import Files
import Foundation
import TestSupport
import Testing

@Suite struct DatasetLockTests {
  private static let text = """
    {
      "authors" : [],
      "complete" : [],
      "files" : [
        {
          "md5" : "900150983cd24fb0d6963f7d28e17f72",
          "name" : "a",
          "sha256" : "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
          "size" : 3,
          "url" : "https://zenodo.org/records/1/files/a?download=1"
        }
      ],
      "page" : "https://zenodo.org/records/1",
      "record" : "1",
      "repository" : "https://zenodo.org",
      "retrieved" : "2026-01-31",
      "schema" : 1,
      "title" : "Three letters"
    }

    """

  private static func test(_ text: String, _ body: (String) throws -> Void) throws {
    try withFolder { folder in
      try AtomicFile.write(text, to: DatasetLock.path(in: folder))
      try body(folder)
    }
  }

  @Test func isWrittenAsItWasRead() throws {
    try Self.test(Self.text) { folder in
      let lock = try #require(try DatasetLock.read(in: folder))
      #expect(lock.name == "https://zenodo.org/records/1")
      try FileManager.default.removeItem(atPath: DatasetLock.path(in: folder))
      try lock.write(in: folder)
      #expect(
        try String(contentsOfFile: DatasetLock.path(in: folder), encoding: .utf8) == Self.text)
    }
    try withFolder { folder in
      let missing = try DatasetLock.read(in: folder)
      #expect(missing == nil)
    }
  }

  @Test func isRefusedWhenDamagedAtAnyPlace() throws {
    let bytes = Array(Self.text.utf8)
    for count in stride(from: 0, to: bytes.count - 3, by: 7) {
      try Self.test(String(decoding: bytes.prefix(count), as: UTF8.self)) { folder in
        let problem = failure { () throws(Failure) in _ = try DatasetLock.read(in: folder) }
        #expect(
          problem?.description
            == "\(DatasetLock.path(in: folder)): this is not the lock of a data set. "
            + "Restore it from a copy, or remove it and run 'fairmlpf fetch' again.")
        #expect(problem?.status == .badData)
      }
    }
  }

  @Test(arguments: ["../../a", "/a", "a/../../b", "x.part"])
  func namesCannotLeadElsewhere(_ name: String) throws {
    let text = Self.text.replacing("\"name\" : \"a\"", with: "\"name\" : \"\(name)\"")
    try Self.test(text) { folder in
      let problem = failure { () throws(Failure) in _ = try DatasetLock.read(in: folder) }
      #expect(problem?.status == .badData)
    }
  }

  @Test func newerLayoutsAreRefused() throws {
    try Self.test(Self.text.replacing("\"schema\" : 1", with: "\"schema\" : 2")) { folder in
      let problem = failure { () throws(Failure) in _ = try DatasetLock.read(in: folder) }
      #expect(problem?.what == "the layout has version 2, this program reads version 1")
    }
  }

  @Test func filesAreReadOnceUnlessTheyChange() throws {
    try Self.test(Self.text) { folder in
      let lock = try #require(try DatasetLock.read(in: folder))
      func check(reads: Bool = false) throws -> DatasetCheck {
        try DatasetCheck(lock.files, in: folder, reads: reads)
      }
      #expect(try check().missing == ["a"])
      try AtomicFile.write("abc", to: folder + "/a")
      #expect(try check().sound == ["a"])
      // Other bytes with the same size and time: only who reads sees it.
      let times = try FileManager.default.attributesOfItem(atPath: folder + "/a")
      try Data("abd".utf8).write(to: URL(filePath: folder + "/a"))
      try FileManager.default.setAttributes(
        [.modificationDate: times[.modificationDate] as Any], ofItemAtPath: folder + "/a")
      let sameTime = FileStamp(folder + "/a")
      #expect(try check(reads: true).wrong == ["a"])
      #expect(sameTime?.size == 3)
      try Data("abcd".utf8).write(to: URL(filePath: folder + "/a"))
      #expect(try check().wrong == ["a"])
    }
  }
}
