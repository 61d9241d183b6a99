import Experiment
import Files
import Foundation
import TestSupport

/// Settings from text, by way of a file.
func settings(_ text: String) throws -> ExperimentFile {
  try withFolder { folder in
    let path = folder + "/experiment.yaml"
    try AtomicFile.write(text, to: path)
    return try ExperimentFile(path)
  }
}

/// What is said of settings that are wrong, with the folder of the test left out.
func problem(_ bytes: some Sequence<UInt8>) throws -> String? {
  try withFolder { folder in
    let path = folder + "/experiment.yaml"
    try AtomicFile.write(Data(bytes), to: path)
    let found = failure { () throws(Failure) in _ = try ExperimentFile(path) }
    if let found, found.status != .badData { return "status \(found.status)" }
    return found?.description.replacing(folder + "/", with: "")
  }
}
