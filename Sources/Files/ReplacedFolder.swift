import CSystem
import FoundationEssentials

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Writes folders whole or not at all.
public enum ReplacedFolder {
  /// Lets `body` fill a new folder, which then gets its name; a folder of that name is replaced.
  ///
  /// At every moment the old folder or the new one is there whole; only where the file system cannot
  /// exchange two names, there is neither for a moment. Until then the new one is called
  /// `<name>.<number>.part`, and what interrupted runs have left under such names is removed.
  /// - Parameters:
  ///   - path: the folder; what is there must be a folder, and no other process may write it.
  ///   - body: fills the folder whose path it is given. When it throws, nothing is left behind.
  /// - Throws: `Failure` from `body` or from the file system; then the old folder is as it was, unless it
  ///   was replaced and cannot be removed.
  public static func write(
    _ path: String, _ body: (_ made: String) throws(Failure) -> Void
  ) throws(Failure) {
    try removeLeftovers(of: path)
    let made = "\(path).\(UInt32.random(in: .min ... .max)).part"
    let old: String?
    do throws(Failure) {
      try FolderContents.create(made)
      try body(made)
      try StagedFile.flush(made)
      old = try place(made, at: path)
    } catch {
      try? remove(made)
      var failure = error
      // What it is called until it is whole is nothing to the user.
      failure.place = failure.place.replacing(made, with: path)
      throw failure
    }
    if let old { try remove(old) }
  }

  /// Removes what interrupted runs have left.
  private static func removeLeftovers(of path: String) throws(Failure) {
    let parent = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
    let name = path.split(separator: "/").last.map(String.init) ?? path
    for other in try FolderContents.names(parent) {
      let parts = other.dropFirst(name.count).split(
        separator: ".", omittingEmptySubsequences: false)
      guard other.hasPrefix("\(name)."), parts.count >= 3, UInt32(parts[1]) != nil,
        parts[2] == "part"
      else { continue }
      try remove("\(parent)/\(other)")
    }
  }

  private static func remove(_ folder: String) throws(Failure) {
    do {
      guard FolderContents.isFolder(folder) else { return }
      try FileManager.default.removeItem(atPath: folder)
    } catch {
      throw Failure(
        "the folder cannot be removed", at: folder, remedy: "Remove it yourself",
        status: .noPermission, cause: "\(error)")
    }
  }

  /// Gives a folder its final name.
  ///
  /// - Returns: where the old folder is now; `nil` if there was none.
  private static func place(_ made: String, at path: String) throws(Failure) -> String? {
    guard FolderContents.isFolder(path) else {
      try FolderContents.rename(made, to: path)
      return nil
    }
    let code = unsafe exchange_names(made, path)
    if code == 0 { return made }
    guard [EINVAL, ENOSYS, ENOTSUP].contains(code) else {
      throw Failure.system(code, "replace", path)
    }
    let old = "\(made).old"
    try FolderContents.rename(path, to: old)
    do throws(Failure) {
      try FolderContents.rename(made, to: path)
    } catch {
      try FolderContents.rename(old, to: path)
      throw error
    }
    return old
  }
}
