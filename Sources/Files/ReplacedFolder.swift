import CSystem

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Puts a folder that was made beside another one in its place.
public enum ReplacedFolder {
  /// Gives a folder its final name, so that at every moment the old one or the new one is there whole.
  ///
  /// Where the file system cannot exchange two names, there is neither for a moment.
  /// - Parameters:
  ///   - made: the new folder, on the same disk.
  ///   - path: the final name; what is there must be a folder.
  /// - Returns: where the old folder is now, for the caller to remove; `nil` if there was none.
  /// - Throws: `Failure` when the new one cannot get the name; then the old one has it.
  public static func place(_ made: String, at path: String) throws(Failure) -> String? {
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
