import Experiment
import Files
import Foundation
import TestSupport
import Testing

@Suite struct ExperimentFolderTests {
  @Test func namedFolders() throws {
    try withFolder { folder in
      try TinyExperiment.make(in: folder)
      for name in [folder, folder + "/", folder + "//"] {
        let found = try ExperimentFolder(name)
        #expect(found.path == folder)
        #expect(found.settings == folder + "/experiment.yaml")
        #expect(found.processed == folder + "/data/processed")
        #expect(found.reports == folder + "/reports")
        #expect(found.run("a") == folder + "/models/a")
        #expect(found.resolve("data/raw") == folder + "/data/raw")
        #expect(found.resolve("/data/raw") == "/data/raw")
      }
    }
  }

  /// A folder that is named is taken as it is; folders above it do not count.
  @Test(arguments: [
    ("data", "data: there is no experiment.yaml in this folder"),
    ("nowhere", "nowhere: there is no such folder"),
    ("experiment.yaml", "experiment.yaml: this is a file, not a folder"),
  ])
  func noExperiment(_ name: String, _ says: String) throws {
    try withFolder { folder in
      try TinyExperiment.make(in: folder)
      let found = failure { () throws(Failure) in _ = try ExperimentFolder("\(folder)/\(name)") }
      #expect(found?.status == .missingInput)
      #expect(
        found?.description == "\(folder)/\(says). "
          + "Name an experiment's folder with -C, or make one with 'fairmlpf new'.")
    }
  }

  @Test func anEmptyNameIsNoFolder() {
    let found = failure { () throws(Failure) in _ = try ExperimentFolder("") }
    #expect(
      found?.description == "-C '': there is no such folder. "
        + "Name an experiment's folder with -C, or make one with 'fairmlpf new'.")
  }
}
