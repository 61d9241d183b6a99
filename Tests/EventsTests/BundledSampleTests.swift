import Events
import Files
import Foundation
import TestSupport
import Testing

@Suite struct BundledSampleTests {
  private func write(_ folder: String) -> Failure? {
    failure { () throws(Failure) in
      try BundledSample.write(from: Repository.sample, to: folder)
    }
  }

  @Test func `the files are copied once and can be read`() throws {
    try withFolder { parent in
      let folder = parent + "/data/raw"
      #expect(write(folder) == nil)
      #expect(try Set(FolderContents.names(folder)) == Set(BundledSample.files))
      for name in BundledSample.files {
        #expect(
          try SHA256Digest.ofFile("\(folder)/\(name)")
            == SHA256Digest.ofFile("\(Repository.sample)/\(name)"))
      }
      let before =
        try FileManager.default.attributesOfItem(
          atPath: folder + "/README.md")[.modificationDate] as? Date
      #expect(write(folder) == nil)
      let after =
        try FileManager.default.attributesOfItem(
          atPath: folder + "/README.md")[.modificationDate] as? Date
      #expect(before == after)
      let last = try DelphesFile.read(folder + "/tev14_pythia8_ttbar_pu20_2.pkl.bz2")
      #expect(last.events.count == 30)
    }
  }

  @Test func `a different file is not overwritten`() throws {
    try withFolder { folder in
      let own = folder + "/tev14_pythia8_ttbar_pu20_1.pkl.bz2"
      try AtomicFile.write("mine", to: own)
      let found = write(folder)
      #expect(found?.status == .cannotCreate)
      #expect(
        found?.description == "\(own): a different file of this name exists already and is not "
          + "overwritten. Move it away or choose another folder.")
      #expect(try FolderContents.names(folder) == ["tev14_pythia8_ttbar_pu20_1.pkl.bz2"])
    }
  }

  @Test func `a sample that is not there is missing input`() throws {
    try withFolder { folder in
      let found = failure { () throws(Failure) in
        try BundledSample.write(from: folder + "/none", to: folder)
      }
      #expect(found?.status == .missingInput)
    }
  }
}
