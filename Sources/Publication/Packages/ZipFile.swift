import CZip
import Files
import FoundationEssentials

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A zip archive made in memory; the same files always give the same bytes.
///
/// Files are stored as they are: what compression makes of them depends on the version of a library,
/// and weights hardly become smaller. All have the oldest time that zip knows and the same permissions.
enum ZipFile {
  /// 1 January 1980, as zip writes it.
  private static let oldestDay: UInt16 = 0x21

  /// Packs files.
  ///
  /// - Parameters:
  ///   - files: paths within the archive and contents, in their order there.
  ///   - name: what the archive is called, for messages.
  /// - Returns: the archive.
  /// - Throws: `Failure` when libzip cannot make it.
  static func pack(
    _ files: [(path: String, content: Data)], as name: String
  ) throws(Failure) -> Data {
    let failure = Failure(
      "the archive cannot be made", at: name, remedy: "Run the command again with more free memory",
      status: .internalError)
    guard let store = unsafe zip_source_buffer_create(nil, 0, 0, nil) else { throw failure }
    defer { unsafe zip_source_free(store) }
    // Closing the archive gives back one hold on what it was written to.
    unsafe zip_source_keep(store)
    guard let archive = unsafe zip_open_from_source(store, ZIP_TRUNCATE, nil) else {
      unsafe zip_source_free(store)
      throw failure
    }
    for file in files {
      guard unsafe add(file.path, file.content, to: archive) else {
        unsafe zip_discard(archive)
        throw failure
      }
    }
    guard unsafe zip_close(archive) == 0 else {
      unsafe zip_discard(archive)
      throw failure
    }
    guard let bytes = unsafe content(of: store) else { throw failure }
    return bytes
  }

  private static func add(_ path: String, _ content: Data, to archive: OpaquePointer) -> Bool {
    // libzip frees the copy, which it reads when the archive is closed.
    guard let copy = unsafe malloc(max(content.count, 1)) else { return false }
    unsafe content.copyBytes(
      to: UnsafeMutableRawBufferPointer(start: copy, count: content.count))
    guard let source = unsafe zip_source_buffer(archive, copy, UInt64(content.count), 1) else {
      unsafe free(copy)
      return false
    }
    let index = unsafe zip_file_add(archive, path, source, UInt32(ZIP_FL_ENC_UTF_8))
    guard index >= 0 else {
      unsafe zip_source_free(source)
      return false
    }
    let place = UInt64(index)
    return unsafe zip_set_file_compression(archive, place, ZIP_CM_STORE, 0) == 0
      && zip_file_set_dostime(archive, place, 0, oldestDay, 0) == 0
      && zip_file_set_external_attributes(
        archive, place, 0, UInt8(ZIP_OPSYS_UNIX), UInt32(S_IFREG | 0o644) << 16) == 0
  }

  /// All bytes of what an archive was written to.
  private static func content(of store: OpaquePointer) -> Data? {
    var status = unsafe zip_stat_t()
    guard unsafe zip_source_stat(store, &status) == 0, unsafe zip_source_open(store) == 0 else {
      return nil
    }
    defer { unsafe zip_source_close(store) }
    var bytes = Data(count: Int(unsafe status.size))
    let count = unsafe bytes.withUnsafeMutableBytes {
      unsafe zip_source_read(store, $0.baseAddress, UInt64($0.count))
    }
    return count == bytes.count ? bytes : nil
  }
}
