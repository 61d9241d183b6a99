import Files
import FoundationEssentials

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The few operations on files and folders that templates need, with failures in the user's words.
enum Folder {
  enum Entry { case file, folder, link, other, missing }

  /// What a path is; links are not followed.
  static func kind(_ path: String) -> Entry {
    guard let mode = mode(path) else { return .missing }
    return switch mode & S_IFMT {
    case S_IFREG: .file
    case S_IFDIR: .folder
    case S_IFLNK: .link
    default: .other
    }
  }

  /// Kind and permissions of a path; links are not followed.
  private static func mode(_ path: String) -> mode_t? {
    var status = stat()
    return unsafe lstat(path, &status) == 0 ? status.st_mode : nil
  }

  /// The permission bits of a path.
  static func permissions(_ path: String) -> mode_t { (mode(path) ?? 0o644) & 0o7777 }

  /// The names in a folder in the order of their scalars, which does not depend on the system.
  static func names(_ path: String) throws(Failure) -> [String] {
    try FolderContents.names(path).sorted {
      $0.unicodeScalars.lexicographicallyPrecedes($1.unicodeScalars)
    }
  }

  static func read(_ path: String) throws(Failure) -> Data {
    do {
      return try Data(contentsOf: URL(filePath: path))
    } catch {
      throw Failure(
        "the file cannot be read", at: path, remedy: "Check the path and its permissions",
        status: .missingInput, cause: "\(error)")
    }
  }

  static func target(ofLink path: String) throws(Failure) -> String {
    do {
      return try FileManager.default.destinationOfSymbolicLink(atPath: path)
    } catch {
      throw Failure(
        "the link cannot be read", at: path, remedy: "Check the path and its permissions",
        status: .missingInput, cause: "\(error)")
    }
  }

  /// Removes a file, or a folder with everything in it.
  static func remove(_ path: String) { try? FileManager.default.removeItem(atPath: path) }

  /// Removes a folder that has nothing in it, and leaves any other.
  static func removeIfEmpty(_ path: String) { unsafe rmdir(path) }

  /// Copies a folder with everything in it; links stay links.
  static func copy(_ path: String, to target: String) throws(Failure) {
    do {
      try FileManager.default.copyItem(atPath: path, toPath: target)
    } catch {
      throw Failure(
        "the template cannot be copied", at: target, remedy: "Check the space for temporary files",
        status: .inputOutput, cause: "\(error)")
    }
  }

  /// A path from the root without links, dots and double slashes; `nil` if nothing is there.
  static func real(_ path: String) -> String? {
    guard let buffer = unsafe realpath(path, nil) else { return nil }
    defer { unsafe free(buffer) }
    return unsafe String(cString: buffer)
  }

  /// The same, or the path itself if nothing is there.
  static func resolved(_ path: String) -> String { real(path) ?? path }

  /// The folder that a path lies in, as it is written.
  static func parent(_ path: String) -> String {
    path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
  }

  /// A path from the root, without following links.
  static func absolute(_ path: String) -> String {
    let whole =
      path.hasPrefix("/") ? path : FileManager.default.currentDirectoryPath + "/" + path
    var parts: [Substring] = []
    for part in whole.split(separator: "/") where part != "." {
      if part == ".." { _ = parts.popLast() } else { parts.append(part) }
    }
    return "/" + parts.joined(separator: "/")
  }
}
