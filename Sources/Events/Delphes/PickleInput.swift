import Files

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The bytes of a pickle, one by one, in lines or in blocks, with their offset.
@safe final class PickleInput {
  private let stream: Bzip2Stream
  private let buffer: UnsafeMutableRawBufferPointer
  private var start = 0
  private var end = 0
  private var bufferOffset = 0

  /// More than any array of an event needs; a pickle that claims more is not of events.
  private static let largestBlock = 1 << 30

  init(_ stream: Bzip2Stream) {
    self.stream = stream
    unsafe buffer = .allocate(byteCount: 1 << 16, alignment: 16)
  }

  deinit { unsafe buffer.deallocate() }

  /// Offset of the next byte in the unpacked pickle.
  var offset: Int { bufferOffset + start }

  /// The file the bytes come from.
  var path: String { stream.path }

  /// The next byte.
  ///
  /// - Throws: `Failure` at the end of the pickle.
  func byte() throws(Failure) -> UInt8 {
    if start == end { guard try refill() else { throw truncated() } }
    defer { start += 1 }
    return unsafe buffer[start]
  }

  /// Whether no byte is left; reads on to find out.
  func isAtEnd() throws(Failure) -> Bool {
    if start < end { return false }
    return try !refill()
  }

  /// A little-endian number of 1 to 8 bytes.
  func unsigned(_ width: Int) throws(Failure) -> UInt64 {
    var value: UInt64 = 0
    for position in 0..<width { value |= UInt64(try byte()) << UInt64(8 * position) }
    return value
  }

  /// A length that the pickle gives in `width` bytes; refused when it is no possible one.
  func length(_ width: Int) throws(Failure) -> Int {
    let place = offset
    let value = try unsigned(width)
    guard value <= UInt64(Self.largestBlock) else {
      throw failure("the pickle claims an object of \(value) bytes", at: place)
    }
    return Int(value)
  }

  /// The next bytes, as many as asked for.
  ///
  /// Memory grows as they arrive, never by what `count` claims.
  func block(_ count: Int) throws(Failure) -> ByteBlock {
    let block = ByteBlock()
    while block.count < count {
      let missing = count - block.count
      if block.isFull {
        guard block.reserve(min(missing, max(1 << 20, block.count))) else { throw outOfMemory() }
      }
      if start < end {
        let taken = unsafe min(missing, end - start, block.room.count)
        unsafe block.append(UnsafeRawBufferPointer(rebasing: buffer[start..<start + taken]))
        start += taken
      } else {
        // Past the buffer, so that large arrays are unpacked straight to where they stay.
        let room = unsafe UnsafeMutableRawBufferPointer(
          rebasing: block.room.prefix(missing))
        let taken = try unsafe stream.read(into: room)
        guard taken > 0 else { throw truncated() }
        block.filled(taken)
        bufferOffset += taken
      }
    }
    return block
  }

  /// The bytes up to the next line end, without it.
  func line() throws(Failure) -> ByteBlock {
    let line = ByteBlock()
    while true {
      if start == end { guard try refill() else { throw truncated() } }
      let rest = unsafe UnsafeRawBufferPointer(rebasing: buffer[start..<end])
      let found = unsafe rest.firstIndex(of: UInt8(ascii: "\n"))
      let taken = found ?? end - start
      let needed = line.count + taken
      guard needed <= Self.largestBlock else {
        throw failure("the pickle has a line of more than \(Self.largestBlock) bytes", at: offset)
      }
      guard line.reserve(max(taken, needed > 4096 ? line.count : 0)) else { throw outOfMemory() }
      unsafe line.append(UnsafeRawBufferPointer(rebasing: rest[0..<taken]))
      start += taken
      if found != nil {
        start += 1
        return line
      }
    }
  }

  /// A failure at a byte of the pickle.
  ///
  /// - Parameters:
  ///   - what: what is wrong there.
  ///   - place: the offset.
  ///   - remedy: what to do.
  /// - Returns: a failure with status `badData`.
  func failure(
    _ what: String, at place: Int, remedy: String = "Download or copy the file again"
  ) -> Failure {
    Failure(
      what, at: "\(stream.path), byte \(place) of the pickle", remedy: remedy, status: .badData)
  }

  private func refill() throws(Failure) -> Bool {
    bufferOffset += end
    start = 0
    end = 0
    end = try unsafe stream.read(into: buffer)
    return end > 0
  }

  private func truncated() -> Failure {
    offset == 0
      ? Failure(
        "the file is empty", at: stream.path, remedy: "Download or copy the file again",
        status: .badData)
      : failure("the file is truncated: its pickle ends too early", at: offset)
  }

  private func outOfMemory() -> Failure {
    Failure(
      "there is not enough memory to read the file", at: stream.path,
      remedy: "Use fewer workers", status: .inputOutput)
  }
}
