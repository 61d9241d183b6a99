import Files
import Foundation
import Publication
import TestSupport
import Testing

/// Which files go into a record.
@Suite struct DepositFileTests {
  /// What is wrong with a folder that a test has changed.
  private func problem(_ change: (String) throws -> Void) throws -> Failure? {
    try withFolder { folder in
      try PublicationSample.make(in: folder)
      try change(folder)
      return failure { () throws(Failure) in _ = try DepositFile.all(in: folder) }
    }
  }

  @Test func areThoseOfTheFolderWithTheirDigests() throws {
    try withFolder { folder in
      try PublicationSample.make(in: folder)
      let files = try DepositFile.all(in: folder)
      #expect(files.map(\.name) == PublicationSample.names)
      // By md5sum.
      #expect(files[1].md5 == "44501a0d1ac89a2f72ecd1eaa218bccc")
      #expect(files[2].size == 300_000)
    }
  }

  @Test func haveContent() throws {
    let problem = try problem { try Data().write(to: URL(filePath: $0 + "/empty")) }
    #expect(problem?.what == "a record has no empty files")
  }

  @Test func lieInNoFolder() throws {
    let problem = try problem { try FolderContents.create($0 + "/docker") }
    #expect(problem?.what == "a record has no folders, and this one is in no archive")
  }

  @Test func areNoLinks() throws {
    let problem = try problem { folder in
      try FileManager.default.createSymbolicLink(
        atPath: folder + "/link", withDestinationPath: "README.md")
    }
    #expect(problem?.what == "only files can be sent, and this is something else, such as a link")
  }

  @Test func areAtMostAHundred() throws {
    let problem = try problem { folder in
      for number in 0..<96 { try AtomicFile.write("x", to: "\(folder)/\(number)") }
    }
    #expect(problem?.what == "there are 101 files, and a record has at most 100")
  }

  @Test func areNotTooLarge() throws {
    let problem = try problem { folder in
      let handle = open(folder + "/large", O_CREAT | O_WRONLY, 0o600)
      ftruncate(handle, 61_000_000_000)
      close(handle)
    }
    #expect(problem?.what == "the files have 61.0 GB, and a record has at most 50.0 GB")
  }
}
