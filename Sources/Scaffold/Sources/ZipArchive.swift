import CZip
import Files

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A zip archive opened for reading with libzip.
@safe final class ZipArchive {
  /// What the archive says of one of its entries.
  struct Entry {
    enum Kind { case folder, file, link, other }

    let index: UInt64
    /// The path as it is written in the archive.
    let name: String
    let kind: Kind
    /// Permission bits; 0 if the archive has none.
    let mode: UInt32
    let size: UInt64
    let isLocked: Bool
  }

  private let handle: OpaquePointer
  /// The path or URL for messages.
  let shown: String
  let entries: [Entry]

  /// Opens an archive and reads the list of its entries.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - shown: the path or URL for messages.
  ///   - limit: the most entries it may have.
  /// - Throws: `Failure` when it is no archive or has more entries.
  init(_ path: String, shown: String, limit: Int) throws(Failure) {
    var code: Int32 = 0
    guard let handle = unsafe zip_open(path, ZIP_RDONLY, &code) else {
      if code == ZIP_ER_OPEN || code == ZIP_ER_NOENT || code == ZIP_ER_READ {
        throw Failure.system(errno == 0 ? ENOENT : errno, "open", path)
      }
      throw Self.damaged(shown, "libzip: error \(code)")
    }
    unsafe self.handle = unsafe handle
    self.shown = shown
    do throws(Failure) {
      let count = unsafe zip_get_num_entries(handle, 0)
      guard count <= limit else {
        throw Failure(
          "Zip repository \(shown) has more than \(limit) entries",
          remedy: "Check where it comes from", status: .badData)
      }
      entries = try (0..<UInt64(max(count, 0))).map { index throws(Failure) in
        guard let entry = unsafe Self.entry(handle, index) else { throw Self.damaged(shown) }
        return entry
      }
    } catch {
      unsafe zip_discard(handle)
      throw error
    }
  }

  deinit { unsafe zip_discard(handle) }

  /// Sets the password of all entries.
  func unlock(_ password: String) { unsafe zip_set_default_password(handle, password) }

  /// Reads an entry piece by piece.
  ///
  /// - Returns: `false` if the password is wrong.
  func read(
    _ entry: Entry, _ body: (RawSpan) throws(Failure) -> Void
  ) throws(Failure) -> Bool {
    guard let file = unsafe zip_fopen_index(handle, entry.index, 0) else {
      let code = unsafe zip_error_code_zip(zip_get_error(handle))
      if code == ZIP_ER_WRONGPASSWD || code == ZIP_ER_NOPASSWD { return false }
      throw failure(code, entry)
    }
    defer { unsafe zip_fclose(file) }
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = unsafe buffer.withUnsafeMutableBytes {
        unsafe zip_fread(file, $0.baseAddress, UInt64($0.count))
      }
      if count == 0 { return true }
      guard count > 0 else {
        throw failure(unsafe zip_error_code_zip(zip_file_get_error(file)), entry)
      }
      try unsafe body(buffer.span.bytes.extracting(first: Int(count)))
    }
  }

  private func failure(_ code: Int32, _ entry: Entry) -> Failure {
    switch code {
    case ZIP_ER_COMPNOTSUPP, ZIP_ER_ENCRNOTSUPP:
      Failure(
        "Zip repository \(shown) is compressed or locked in a way that is not supported",
        at: entry.name, remedy: "Pack it again, with the usual method", status: .badData)
    default: Self.damaged(shown, "\(entry.name): libzip: error \(code)")
    }
  }

  static func damaged(_ shown: String, _ cause: String? = nil) -> Failure {
    Failure(
      "Zip repository \(shown) is not a valid zip archive", remedy: "Fetch or pack it again",
      status: .badData, cause: cause)
  }

  private static func entry(_ handle: OpaquePointer, _ index: UInt64) -> Entry? {
    var status = unsafe zip_stat_t()
    guard unsafe zip_stat_index(handle, index, 0, &status) == 0, let bytes = unsafe status.name
    else {
      return nil
    }
    var system: UInt8 = 0
    var attributes: UInt32 = 0
    unsafe zip_file_get_external_attributes(handle, index, 0, &system, &attributes)
    // Only archives made on Unix (3) and macOS (19) carry modes.
    let mode = system == 3 || system == 19 ? attributes >> 16 : 0
    let name = unsafe String(cString: bytes)
    let kind: Entry.Kind =
      switch mode_t(mode) & S_IFMT {
      case S_IFLNK: .link
      case S_IFDIR: .folder
      case S_IFREG, 0: name.hasSuffix("/") ? .folder : .file
      default: .other
      }
    let (size, method) = unsafe (status.size, status.encryption_method)
    return Entry(
      index: index, name: name, kind: kind, mode: mode & 0o777, size: size,
      isLocked: method != UInt16(ZIP_EM_NONE))
  }
}
