import CBzip2
import Dispatch
import Synchronization

/// One block of a bzip2 file, unpacked as if it were a file of its own: its bits behind a header, and
/// before an end that repeats its checksum.
///
/// Sendable without a lock because the thread that claims the work writes the result, and the one that
/// asks for it waits until then.
@safe final class Bzip2Block: @unchecked Sendable {
  /// The block's checksum, which the file's own checksum is made of.
  let checksum: UInt32

  private let packed: [UInt8]
  private let isClaimed = Atomic(false)
  private let finished = DispatchSemaphore(value: 0)
  private var unpacked: ByteBlock?

  /// Cuts a block out of the bytes around it.
  ///
  /// - Parameters:
  ///   - bytes: start with the byte that holds the block's first bit, and go on for a byte at least
  ///     behind the one that holds its last.
  ///   - shift: bits before the block in its first byte, 0 to 7.
  ///   - bits: length of the block, at least 80.
  ///   - level: the digit of its stream's header, which limits what it holds.
  init(_ bytes: UnsafeRawBufferPointer, shift: Int, bits: Int, level: UInt8) {
    var packed = Array("BZh".utf8) + [level]
    packed.reserveCapacity(bits / 8 + 20)
    for index in 0...bits / 8 {
      let pair = unsafe UInt16(bytes[index]) << 8 | UInt16(bytes[index + 1])
      packed.append(UInt8(truncatingIfNeeded: pair >> UInt16(8 - shift)))
    }
    // The checksum stands behind the block's own mark.
    checksum = packed[10..<14].reduce(0) { $0 << 8 | UInt32($1) }
    // The last bits of the block, then the mark of the end and the checksum: 80 bits.
    let used = bits % 8
    let last = UInt128(packed.removeLast()) >> UInt128(8 - used)
    let end = UInt128(Bzip2Marks.end) << 32 | UInt128(checksum)
    let tail = (last << 80 | end) << UInt128(8 - used)
    for index in 0..<(used + 80 + 7) / 8 {
      packed.append(UInt8(truncatingIfNeeded: tail >> UInt128(80 - 8 * index)))
    }
    self.packed = packed
  }

  /// Starts the work on another thread.
  func start() {
    DispatchQueue.global().async { [self] in _ = work() }
  }

  /// Waits for the bytes; does the work itself if no other thread has begun it.
  ///
  /// - Returns: the unpacked bytes; `nil` if this is no whole block or it is damaged.
  func value() -> ByteBlock? {
    if !work() { finished.wait() }
    return unpacked
  }

  /// Unpacks, unless another thread does.
  private func work() -> Bool {
    guard isClaimed.compareExchange(expected: false, desired: true, ordering: .relaxed).exchanged
    else { return false }
    unpacked = unpack()
    finished.signal()
    return true
  }

  private func unpack() -> ByteBlock? {
    let state = UnsafeMutablePointer<bz_stream>.allocate(capacity: 1)
    unsafe state.initialize(to: bz_stream())
    defer { unsafe state.deallocate() }
    guard unsafe BZ2_bzDecompressInit(state, 0, 0) == BZ_OK else { return nil }
    defer { unsafe BZ2_bzDecompressEnd(state) }
    let block = ByteBlock()
    return unsafe packed.withUnsafeBytes { packed in
      // libbz2 takes its input as a pointer to variables, and does not change them.
      let input = unsafe UnsafeMutableRawPointer(mutating: packed.baseAddress)
      unsafe state.pointee.next_in = input?.assumingMemoryBound(to: CChar.self)
      unsafe state.pointee.avail_in = UInt32(packed.count)
      while true {
        guard block.reserve(max(1 << 20, block.count)) else { return nil }
        let room = unsafe block.room
        unsafe state.pointee.next_out = room.baseAddress?.assumingMemoryBound(to: CChar.self)
        unsafe state.pointee.avail_out = UInt32(room.count)
        let code = unsafe BZ2_bzDecompress(state)
        unsafe block.filled(room.count - Int(state.pointee.avail_out))
        switch code {
        case BZ_STREAM_END: return unsafe state.pointee.avail_in == 0 ? block : nil
        case BZ_OK where block.isFull: continue
        default: return nil
        }
      }
    }
  }
}
