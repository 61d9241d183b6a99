public import Files
import Foundation
import Synchronization

/// A new empty folder, removed with this object or by `remove`.
public final class TemporaryFolder {
  /// Its path.
  public let path: String

  /// In memory where there is such a folder, so that writing does not wait for a disk.
  private static let parent =
    FileManager.default.isWritableFile(atPath: "/dev/shm")
    ? "/dev/shm" : FileManager.default.temporaryDirectory.path

  private static var newPath: String { "\(parent)/fairmlpf-\(UUID().uuidString)" }

  /// Makes the folder.
  ///
  /// - Throws: `Failure` when it cannot be made.
  public init() throws(Failure) {
    path = Self.newPath
    try FolderContents.create(path)
  }

  deinit { remove() }

  /// A folder for all tests of the process, which is removed at its end.
  ///
  /// - Returns: its path.
  /// - Throws: `Failure` when it cannot be made.
  public static func untilTheEnd() throws(Failure) -> String {
    let path = newPath
    try FolderContents.create(path)
    lasting.withLock { $0.append(path) }
    atexit {
      for path in TemporaryFolder.lasting.withLock({ $0 }) {
        try? FileManager.default.removeItem(atPath: path)
      }
    }
    return path
  }

  private static let lasting = Mutex<[String]>([])

  /// Removes the folder and all that is in it.
  public func remove() { try? FileManager.default.removeItem(atPath: path) }
}

/// Runs a test in a folder of its own, which is removed afterwards.
///
/// - Parameter body: is given the folder's path.
/// - Returns: what `body` returns.
/// - Throws: what `body` throws.
public func withFolder<Result>(_ body: (String) throws -> Result) throws -> Result {
  let folder = try TemporaryFolder()
  defer { folder.remove() }
  return try body(folder.path)
}
