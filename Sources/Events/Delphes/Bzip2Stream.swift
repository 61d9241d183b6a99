import CBzip2
import Files

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The unpacked bytes of a `.pkl.bz2` file, or of a plain `.pkl` file as it is, from first to last.
///
/// Files of several bzip2 streams (pbzip2, `cat a.bz2 b.bz2`) are read as one. What follows the
/// last stream without being one is ignored, as bzip2 itself does.
@safe final class Bzip2Stream {
  /// The file as the user named it.
  let path: String
  /// Size of the file in bytes when it was opened.
  let size: Int
  /// When the file was last changed, as seen at opening.
  let modified: String
  /// Bytes of the file that have been used; the place named in messages.
  private(set) var fileOffset = 0

  private let descriptor: Int32
  private let input: UnsafeMutableRawBufferPointer
  private var inputStart = 0
  private var inputEnd = 0
  private var digest: SHA256Digest? = SHA256Digest()

  /// libbz2 keeps a pointer to this structure, so it must never move.
  private let state: UnsafeMutablePointer<bz_stream>
  private var format = Format.unknown
  private var insideStream = false
  private var streams = 0

  /// Unpacks blocks beside each other; `nil` where one thread does it.
  private(set) var blocks: Bzip2Blocks?
  /// The block at hand, how much of it has been handed out, and how much of all of them.
  private var block = ByteBlock()
  private var blockStart = 0
  private var delivered = 0

  private enum Format { case unknown, plain, packed, ended }
  private static let inputSize = 1 << 18
  /// Smaller files have too few blocks for several threads.
  private static let smallest = 1 << 19

  /// Opens a file.
  ///
  /// - Parameters:
  ///   - path: an existing file, packed or not.
  ///   - threads: how many may unpack.
  /// - Throws: `Failure` when it cannot be opened.
  init(_ path: String, threads: Int = 1) throws(Failure) {
    self.path = path
    let status = try FileStatus(path)
    size = status.size
    modified = status.modified
    descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw Failure.system(errno, "open", path) }
    unsafe input = .allocate(byteCount: Self.inputSize, alignment: 16)
    unsafe state = .allocate(capacity: 1)
    unsafe state.initialize(to: bz_stream())
    if threads > 1, size >= Self.smallest { blocks = Bzip2Blocks(threads: threads) }
  }

  deinit {
    if insideStream { unsafe BZ2_bzDecompressEnd(state) }
    unsafe state.deallocate()
    unsafe input.deallocate()
    close(descriptor)
  }

  /// Puts the next bytes into `target`.
  ///
  /// - Parameter target: room for at least one byte.
  /// - Returns: how many bytes were put there; 0 only at the end of the data.
  /// - Throws: `Failure` with status `badData` when the file is truncated or damaged.
  @unsafe func read(into target: UnsafeMutableRawBufferPointer) throws(Failure) -> Int {
    while true {
      if inputStart == inputEnd { try refill() }
      let available = inputEnd - inputStart
      if format == .unknown {
        format = unsafe input[0..<available].starts(with: Self.magic) ? .packed : .plain
      }
      switch format {
      case .plain, .unknown:
        let count = min(available, target.count)
        unsafe UnsafeMutableRawBufferPointer(rebasing: target[0..<count]).copyMemory(
          from: UnsafeRawBufferPointer(rebasing: input[inputStart..<inputStart + count]))
        consume(count)
        return count
      case .ended:
        return 0
      case .packed:
        if let blocks {
          guard let count = try unsafe deliver(blocks, into: target) else { continue }
          return count
        }
        if available == 0 {
          guard !insideStream else { throw truncated() }
          format = .ended
          return 0
        }
        let produced = try unsafe unpack(into: target)
        if produced > 0 { return produced }
      }
    }
  }

  /// Reads what is left of the file, so that the digest covers all of it.
  ///
  /// - Returns: the SHA-256 of the file as 64 hexadecimal digits; empty when asked twice.
  /// - Throws: `Failure` when the file cannot be read.
  func finishDigest() throws(Failure) -> String {
    repeat {
      consume(inputEnd - inputStart)
      try refill()
    } while inputStart < inputEnd
    guard let digest = digest.take() else { return "" }
    return digest.finish()
  }

  private static let magic = Array("BZh".utf8)

  /// Hands out what the blocks hold; `nil` when one thread has to start again.
  private func deliver(
    _ blocks: Bzip2Blocks, into target: UnsafeMutableRawBufferPointer
  ) throws(Failure) -> Int? {
    while blockStart == block.count {
      let part = try blocks.next { () throws(Failure) in
        if inputStart == inputEnd { try refill() }
        defer { consume(inputEnd - inputStart) }
        return unsafe Array(input[inputStart..<inputEnd])
      }
      switch part {
      case .bytes(let bytes): (block, blockStart) = (bytes, 0)
      case .end:
        format = .ended
        return 0
      case .unclear:
        try startAgain()
        return nil
      }
    }
    let count = min(block.count - blockStart, target.count)
    unsafe UnsafeMutableRawBufferPointer(rebasing: target[0..<count]).copyMemory(
      from: UnsafeRawBufferPointer(rebasing: block.bytes[blockStart..<blockStart + count]))
    blockStart += count
    delivered += count
    return count
  }

  /// Goes back to the first byte that has not been handed out, with one thread.
  private func startAgain() throws(Failure) {
    guard lseek(descriptor, 0, SEEK_SET) == 0 else { throw Failure.system(errno, "read", path) }
    blocks = nil
    digest = SHA256Digest()
    (inputStart, inputEnd, fileOffset) = (0, 0, 0)
    let scratch = ByteBlock()
    guard scratch.reserve(1 << 20) else { throw outOfMemory() }
    var missing = delivered
    while missing > 0 {
      let room = unsafe UnsafeMutableRawBufferPointer(rebasing: scratch.room.prefix(missing))
      let count = try unsafe read(into: room)
      guard count > 0 else { throw damaged() }
      missing -= count
    }
  }

  /// Unpacks from the input at hand; 0 means that more input is needed or that a stream ended.
  private func unpack(into target: UnsafeMutableRawBufferPointer) throws(Failure) -> Int {
    if !insideStream {
      unsafe state.pointee = bz_stream()
      let code = unsafe BZ2_bzDecompressInit(state, 0, 0)
      guard code == BZ_OK else { throw outOfMemory() }
      insideStream = true
    }
    let available = inputEnd - inputStart
    let room = min(target.count, 1 << 30)
    unsafe state.pointee.next_in = (input.baseAddress.map { unsafe $0 + inputStart })?
      .assumingMemoryBound(to: CChar.self)
    unsafe state.pointee.avail_in = UInt32(available)
    unsafe state.pointee.next_out = target.baseAddress?.assumingMemoryBound(to: CChar.self)
    unsafe state.pointee.avail_out = UInt32(room)
    let code = unsafe BZ2_bzDecompress(state)
    let used = unsafe available - Int(state.pointee.avail_in)
    let produced = unsafe room - Int(state.pointee.avail_out)
    consume(used)
    switch code {
    case BZ_OK:
      guard used > 0 || produced > 0 else { throw damaged() }
    case BZ_STREAM_END:
      endStream()
      streams += 1
    case BZ_DATA_ERROR_MAGIC where streams > 0:
      endStream()
      format = .ended
    case BZ_MEM_ERROR:
      throw outOfMemory()
    default:
      throw damaged()
    }
    return produced
  }

  private func endStream() {
    unsafe BZ2_bzDecompressEnd(state)
    insideStream = false
  }

  private func consume(_ count: Int) {
    inputStart += count
    fileOffset += count
  }

  private func refill() throws(Failure) {
    inputStart = 0
    inputEnd = 0
    while true {
      let count = unsafe Self.readOnce(descriptor, input)
      if count < 0 {
        if errno == EINTR { continue }
        throw Failure.system(errno, "read", path)
      }
      inputEnd = count
      break
    }
    let fresh = unsafe UnsafeRawBufferPointer(rebasing: input[0..<inputEnd])
    digest?.update(unsafe fresh.bytes)
  }

  private static func readOnce(_ descriptor: Int32, _ buffer: UnsafeMutableRawBufferPointer) -> Int
  {
    #if canImport(Glibc)
      unsafe Glibc.read(descriptor, buffer.baseAddress, buffer.count)
    #else
      unsafe Darwin.read(descriptor, buffer.baseAddress, buffer.count)
    #endif
  }

  private func truncated() -> Failure {
    Failure(
      "the file is truncated: it ends inside its bzip2 data",
      at: "\(path), byte \(fileOffset)", remedy: "Download or copy the file again", status: .badData
    )
  }

  private func damaged() -> Failure {
    Failure(
      "the bzip2 data are damaged", at: "\(path), byte \(fileOffset)",
      remedy: "Download or copy the file again", status: .badData)
  }

  private func outOfMemory() -> Failure {
    Failure(
      "there is not enough memory to unpack the file", at: path,
      remedy: "Use fewer workers", status: .inputOutput)
  }
}
