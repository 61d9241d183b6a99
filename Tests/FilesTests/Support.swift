import Files
import Foundation

/// Runs a test in a folder of its own, which is removed afterwards.
func withFolder<Result>(_ body: (String) throws -> Result) throws -> Result {
  let folder = FileManager.default.temporaryDirectory.path + "/files-\(UUID().uuidString)"
  try FolderContents.create(folder)
  defer { try? FileManager.default.removeItem(atPath: folder) }
  return try body(folder)
}

/// The failure a call ends with.
func failure(_ body: () throws(Failure) -> Void) -> Failure? {
  do throws(Failure) {
    try body()
    return nil
  } catch {
    return error
  }
}

/// The text of a file, or nil.
func text(_ path: String) -> String? { try? String(contentsOfFile: path, encoding: .utf8) }
