#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A run of bytes that grows only as bytes arrive and can be given back early.
///
/// A plain array would be filled with zeros first and copied when it grows; event arrays are
/// hundreds of kilobytes each, so that would show beside the decompression.
@safe final class ByteBlock {
  private var start: UnsafeMutableRawPointer?
  private var capacity = 0
  /// Number of bytes that have arrived.
  private(set) var count = 0

  init() {}

  init(_ bytes: [UInt8]) {
    reserve(bytes.count)
    unsafe bytes.withUnsafeBytes { unsafe append($0) }
  }

  deinit { unsafe free(start) }

  /// The bytes; valid until the block changes or goes away.
  @unsafe var bytes: UnsafeRawBufferPointer {
    unsafe UnsafeRawBufferPointer(start: start, count: count)
  }

  /// The bytes as an array, for short ones.
  var array: [UInt8] { unsafe Array(bytes) }

  /// Makes room for `extra` more bytes.
  ///
  /// - Parameter extra: a number justified by bytes that have arrived or by a small bound.
  /// - Returns: whether the system had the memory.
  @discardableResult
  func reserve(_ extra: Int) -> Bool {
    guard count + extra > capacity else { return true }
    guard let larger = unsafe realloc(start, count + extra) else { return false }
    unsafe start = larger
    capacity = count + extra
    return true
  }

  /// Whether the next byte needs more memory.
  var isFull: Bool { count == capacity }

  /// The room behind the bytes, to be filled from its beginning.
  @unsafe var room: UnsafeMutableRawBufferPointer {
    guard let start = unsafe start else {
      return unsafe UnsafeMutableRawBufferPointer(start: nil, count: 0)
    }
    return unsafe UnsafeMutableRawBufferPointer(start: start + count, count: capacity - count)
  }

  /// Counts bytes that were written into `room`.
  ///
  /// - Parameter added: how many.
  func filled(_ added: Int) {
    precondition(added >= 0 && count + added <= capacity)
    count += added
  }

  /// Appends bytes if there is memory for them.
  ///
  /// - Parameter more: the bytes.
  func append(_ more: UnsafeRawBufferPointer) {
    guard unsafe !more.isEmpty, reserve(more.count) else { return }
    unsafe room.copyMemory(from: more)
    filled(more.count)
  }
}
