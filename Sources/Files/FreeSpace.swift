#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Room on disks.
public enum FreeSpace {
  /// How many bytes can still be written to the disk that holds a folder.
  ///
  /// - Parameter folder: an existing folder.
  /// - Returns: `nil` where the system does not tell.
  public static func of(_ folder: String) -> Int? {
    var status = statvfs()
    guard unsafe statvfs(folder, &status) == 0 else { return nil }
    let (bytes, overflows) = Int(status.f_bavail).multipliedReportingOverflow(
      by: Int(status.f_frsize))
    return overflows ? nil : bytes
  }
}
