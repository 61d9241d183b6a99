#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension Failure {
  /// Puts an `errno` of a system call on a path into the user's words.
  ///
  /// - Parameters:
  ///   - code: the value of `errno` right after the call.
  ///   - doing: what was tried, as a verb phrase: "open", "write", "rename".
  ///   - path: the file or folder it was tried on.
  /// - Returns: a failure with the matching exit status and a remedy.
  public static func system(_ code: Int32, _ doing: String, _ path: String) -> Failure {
    let reason = unsafe strerror(code).map { unsafe String(cString: $0) } ?? "error \(code)"
    let (remedy, status): (String, ExitStatus) =
      switch code {
      case ENOENT, ENOTDIR: ("Check the path", .missingInput)
      case EACCES, EPERM, EROFS: ("Check the permissions of the file and its folder", .noPermission)
      case ENOSPC, EDQUOT: ("Free some space and run the command again", .inputOutput)
      case EISDIR: ("Name a file, not a folder", .badData)
      case EEXIST: ("Choose another name or remove it", .cannotCreate)
      case ENAMETOOLONG: ("Choose a shorter name", .cannotCreate)
      case ELOOP: ("Check where the link leads", .badData)
      default: ("Check the disk and run the command again", .inputOutput)
      }
    return Failure(
      "cannot \(doing) (\(reason.lowercased()))", at: path.isEmpty ? "''" : path, remedy: remedy,
      status: status)
  }

  /// Makes sure that what was opened is a file.
  static func requireFile(_ status: stat, _ path: String) throws(Failure) {
    switch status.st_mode & S_IFMT {
    case S_IFREG: return
    case S_IFDIR: throw .system(EISDIR, "read", path)
    default:
      throw Failure(
        "this is a pipe or a device", at: path, remedy: "Name a file", status: .badData)
    }
  }
}
