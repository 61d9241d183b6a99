import CZip
public import Files
public import FoundationEssentials

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Writes zip archives that depend on nothing but what is in them.
public enum Zip {
  /// Packs files, in the order of their names and with one fixed time.
  ///
  /// - Parameters:
  ///   - entries: the bytes of each file by its path in the archive.
  ///   - name: the archive's name, for messages.
  /// - Returns: the archive.
  /// - Throws: `Failure` when libzip cannot make it.
  public static func archive(
    _ entries: [String: Data], name: String
  ) throws(Failure) -> Data {
    let folder = try TemporaryPlace.make(for: "zip")
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let path = "\(folder)/archive.zip"
    var code: Int32 = 0
    guard let handle = unsafe zip_open(path, ZIP_CREATE | ZIP_EXCL, &code) else {
      throw failure(name, code)
    }
    do throws(Failure) {
      for (entry, data) in entries.sorted(by: { $0.key < $1.key }) {
        guard unsafe add(entry, data, to: handle) else {
          throw failure(name, unsafe zip_error_code_zip(zip_get_error(handle)))
        }
      }
    } catch {
      unsafe zip_discard(handle)
      throw error
    }
    guard unsafe zip_close(handle) == 0 else {
      let code = unsafe zip_error_code_zip(zip_get_error(handle))
      unsafe zip_discard(handle)
      throw failure(name, code)
    }
    return try MappedFile(path).withBytes { bytes in
      unsafe bytes.withUnsafeBytes { unsafe Data($0) }
    }
  }

  /// 1 January 1980 at midnight, the first moment that a zip archive knows.
  private static let firstDay: UInt16 = 1 << 5 | 1
  /// Unix, whose permission bits unzip follows.
  private static let unix: UInt8 = 3
  private static let permissions = UInt32(S_IFREG | 0o644) << 16
  /// Of 9, which libzip takes by itself: figures and tables get 3 % larger in a fourth of the time.
  private static let effort: UInt32 = 3

  private static func add(_ entry: String, _ data: Data, to handle: OpaquePointer) -> Bool {
    // libzip reads the bytes when it closes the archive, and frees them then.
    guard let copy = unsafe malloc(max(data.count, 1)) else { return false }
    unsafe data.withUnsafeBytes { bytes in
      if let start = bytes.baseAddress { unsafe memcpy(copy, start, bytes.count) }
    }
    guard let source = unsafe zip_source_buffer(handle, copy, UInt64(data.count), 1) else {
      unsafe free(copy)
      return false
    }
    let index = unsafe zip_file_add(handle, entry, source, zip_flags_t(ZIP_FL_ENC_UTF_8))
    guard index >= 0 else {
      unsafe zip_source_free(source)
      return false
    }
    return unsafe zip_set_file_compression(
      handle, UInt64(index), Int32(ZIP_CM_DEFLATE), effort) == 0
      && zip_file_set_dostime(handle, UInt64(index), 0, firstDay, 0) == 0
      && zip_file_set_external_attributes(handle, UInt64(index), 0, unix, permissions) == 0
  }

  private static func failure(_ name: String, _ code: Int32) -> Failure {
    Failure(
      "the archive cannot be written", at: name,
      remedy: "Check the space for temporary files", status: .cannotCreate,
      cause: "libzip: error \(code)")
  }
}
