#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What lies in a folder.
public enum FolderContents {
  /// The names of the files and folders in a folder.
  ///
  /// - Parameter folder: an existing folder; empty for the current one.
  /// - Returns: names in no particular order, without `.` and `..`.
  /// - Throws: `Failure` when the folder does not exist or cannot be read.
  public static func names(_ folder: String) throws(Failure) -> [String] {
    guard let handle = unsafe opendir(folder.isEmpty ? "." : folder) else {
      throw Failure.system(errno, "open", folder)
    }
    defer { unsafe closedir(handle) }
    var names: [String] = []
    errno = 0
    while let entry = unsafe readdir(handle) {
      let name = unsafe withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name != "." && name != ".." { names.append(name) }
      errno = 0
    }
    guard errno == 0 else { throw Failure.system(errno, "read", folder) }
    return names
  }

  /// Whether a path is an existing folder.
  ///
  /// - Parameter path: any path.
  /// - Returns: `false` also when it cannot be looked at.
  public static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return unsafe stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// Whether a path is a file itself: no link to one, no folder, pipe or device.
  ///
  /// - Parameter path: any path.
  /// - Returns: `false` also when it cannot be looked at.
  public static func isFileItself(_ path: String) -> Bool { kind(path) == S_IFREG }

  /// Whether a path is a folder itself, and no link to one.
  ///
  /// - Parameter path: any path.
  /// - Returns: `false` also when it cannot be looked at.
  public static func isFolderItself(_ path: String) -> Bool { kind(path) == S_IFDIR }

  /// Whether there is anything of this name, a link that leads nowhere included.
  ///
  /// - Parameter path: any path.
  /// - Returns: `false` also when it cannot be looked at.
  public static func isTaken(_ path: String) -> Bool { kind(path) != nil }

  /// Whether a path is a link to something outside a folder.
  ///
  /// - Parameters:
  ///   - path: any path.
  ///   - folder: an existing folder.
  /// - Returns: `true` also for a link that leads nowhere.
  public static func isLink(_ path: String, outOf folder: String) -> Bool {
    guard kind(path) == S_IFLNK else { return false }
    guard let target = real(path), let folder = real(folder) else { return true }
    return !target.hasPrefix(folder.hasSuffix("/") ? folder : folder + "/")
  }

  /// What is there, links not followed.
  private static func kind(_ path: String) -> mode_t? {
    var status = stat()
    return unsafe lstat(path, &status) == 0 ? status.st_mode & S_IFMT : nil
  }

  private static func real(_ path: String) -> String? {
    guard let name = unsafe realpath(path, nil) else { return nil }
    defer { unsafe free(name) }
    return unsafe String(cString: name)
  }

  /// Removes a file, if it is there.
  ///
  /// - Parameter path: the file.
  /// - Throws: `Failure` when it is there and stays.
  public static func remove(_ path: String) throws(Failure) {
    guard unsafe unlink(path) == 0 || errno == ENOENT else {
      throw Failure.system(errno, "remove", path)
    }
  }

  /// Gives a file another name; another file of that name is replaced.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - name: the path it gets, on the same disk.
  /// - Throws: `Failure` when it keeps its name.
  public static func rename(_ path: String, to name: String) throws(Failure) {
    guard systemRename(path, name) == 0 else {
      var failure = Failure.system(errno, "create", name)
      if failure.status == .badData { failure.remedy = "Remove the folder of that name" }
      throw failure
    }
  }

  /// Creates a folder and those it lies in, as far as they do not exist.
  ///
  /// - Parameter path: the folder.
  /// - Throws: `Failure` with status `cannotCreate` or `noPermission`.
  public static func create(_ path: String) throws(Failure) {
    guard !path.isEmpty, !isFolder(path) else { return }
    if let slash = path.lastIndex(of: "/"), slash != path.startIndex {
      try create(String(path[..<slash]))
    }
    guard unsafe mkdir(path, 0o755) != 0 else { return }
    let code = errno
    if code == EEXIST && isFolder(path) { return }  // Another process was quicker.
    var failure = Failure.system(code, "create", path)
    if failure.status == .missingInput { failure.status = .cannotCreate }
    throw failure
  }
}

/// The system's `rename`, which methods of that name would hide.
private func systemRename(_ old: String, _ new: String) -> Int32 { unsafe rename(old, new) }
