import Files

/// The blocks of a bzip2 file, unpacked on several threads and handed out in order.
///
/// Where a block begins is known only from its mark, which can occur by chance within another one. Then,
/// as with a damaged file, the answer is `unclear`, and the file is to be read from first to last by
/// one thread, which finds out what is the matter.
@safe final class Bzip2Blocks {
  /// What comes next.
  enum Part {
    /// Unpacked bytes.
    case bytes(ByteBlock)
    /// The end of the data.
    case end
    /// One thread has to look.
    case unclear
  }

  /// Gives more packed bytes; an empty answer is the end of the file.
  typealias Source = () throws(Failure) -> [UInt8]

  private enum Place {
    /// Before a stream's header, at a whole byte.
    case header
    /// Before a block, whose mark has been seen.
    case block
    /// Behind the last stream.
    case end
    /// At something that cannot be.
    case unclear
  }

  /// Packed bytes, and how many of their bits are behind us.
  private var window: [UInt8] = []
  private var used = 0
  /// The bit from which the block's end has still to be looked for.
  private var searched = 0
  private var place = Place.header
  private var streams = 0
  /// The digit of the stream's header, which limits its blocks.
  private var level = UInt8(ascii: "9")
  /// Of the stream so far, made of its blocks' checksums.
  private var checksum: UInt32 = 0
  /// Blocks under way, in order, and how many there may be.
  private var blocks: [Bzip2Block] = []
  private let ahead: Int

  /// No block is longer in bits: 900,000 symbols of at most 20 bits, and 45,000 bytes of tables.
  private static let longest = 900_000 * 20 + 45_000 * 8

  /// Prepares for a file.
  ///
  /// - Parameter threads: how many may work, at least 2.
  init(threads: Int) { ahead = threads + 1 }

  /// The bytes of the next block.
  ///
  /// - Parameter source: the file, from its beginning.
  /// - Returns: what comes next.
  /// - Throws: what `source` throws.
  func next(_ source: Source) throws(Failure) -> Part {
    while blocks.count < ahead, let block = try discover(source) {
      block.start()
      blocks.append(block)
    }
    if blocks.isEmpty {
      if case .end = place { return .end }
      return .unclear
    }
    guard let bytes = blocks.removeFirst().value() else { return .unclear }
    return .bytes(bytes)
  }

  /// The next block that has not been started; `nil` if none follows.
  private func discover(_ source: Source) throws(Failure) -> Bzip2Block? {
    while true {
      switch place {
      case .header: try readHeader(source)
      case .block: if let block = try cut(source) { return block }
      case .end, .unclear: return nil
      }
    }
  }

  /// `BZh`, a digit from 1 to 9, and the mark of what follows.
  private func readHeader(_ source: Source) throws(Failure) {
    while window.count * 8 < used + 32 + Bzip2Marks.bits, try grow(source) {}
    let header = window[(used / 8)...].prefix(4)
    guard let digit = header.last, header.starts(with: "BZh".utf8),
      UInt8(ascii: "1")...UInt8(ascii: "9") ~= digit
    else {
      // What follows the last stream without being one is ignored, but not a header that is cut off.
      let isCut = header.count < 4 && !header.isEmpty && "BZh".utf8.starts(with: header)
      place = streams > 0 && !isCut ? .end : .unclear
      return
    }
    level = digit
    used += 32
    checksum = 0
    switch number(at: used, bits: Bzip2Marks.bits) {
    case Bzip2Marks.block: (place, searched) = (.block, used + 80)
    case Bzip2Marks.end: try endStream(source)
    default: place = .unclear
    }
  }

  /// The block at hand, up to the next mark.
  private func cut(_ source: Source) throws(Failure) -> Bzip2Block? {
    while true {
      let mark = unsafe window.withUnsafeBytes { unsafe Bzip2Marks.next(in: $0, from: searched) }
      guard let mark else {
        searched = max(searched, (window.count - 7) * 8)
        if searched - used <= Self.longest, try grow(source) { continue }
        place = .unclear
        return nil
      }
      let block = unsafe window.withUnsafeBytes { bytes in
        unsafe Bzip2Block(
          UnsafeRawBufferPointer(rebasing: bytes[(used / 8)...]), shift: used % 8,
          bits: mark.bit - used, level: level)
      }
      checksum = (checksum << 1 | checksum >> 31) ^ block.checksum
      (used, searched) = (mark.bit, mark.bit + 80)
      if mark.isEnd { try endStream(source) }
      trim()
      return block
    }
  }

  /// The mark of the end, the checksum of all blocks, and bits up to a whole byte.
  private func endStream(_ source: Source) throws(Failure) {
    used += Bzip2Marks.bits
    while window.count * 8 < used + 32, try grow(source) {}
    guard number(at: used, bits: 32) == UInt64(checksum) else {
      place = .unclear
      return
    }
    used = (used + 32 + 7) / 8 * 8
    streams += 1
    place = .header
  }

  /// Some bits as a number; `nil` if the window ends before.
  private func number(at bit: Int, bits: Int) -> UInt64? {
    guard bit + bits <= window.count * 8 else { return nil }
    let bytes = window[bit / 8...(bit + bits - 1) / 8]
    let value = bytes.reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    return value >> UInt64(bytes.count * 8 - bit % 8 - bits) & (1 << UInt64(bits) - 1)
  }

  private func grow(_ source: Source) throws(Failure) -> Bool {
    let more = try source()
    window.append(contentsOf: more)
    return !more.isEmpty
  }

  /// Forgets what is behind us.
  private func trim() {
    let whole = used / 8
    window.removeFirst(whole)
    used -= whole * 8
    searched -= whole * 8
  }
}
