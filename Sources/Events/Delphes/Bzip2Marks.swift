/// The 48 bits that mark where a block of a bzip2 file begins and where a stream ends, at any bit.
enum Bzip2Marks {
  /// Before a block: the digits of pi.
  static let block: UInt64 = 0x3141_5926_5359
  /// After the last block: the digits of its square root.
  static let end: UInt64 = 0x1772_4538_5090
  /// Bits of a mark.
  static let bits = 48

  /// For a byte that a mark covers after its first one: the shifts by which a mark can lie there, those of
  /// a block's mark in the lower 8 bits, those of an end's in the upper.
  private static let shifts: [UInt16] = {
    var table = [UInt16](repeating: 0, count: 256)
    for shift in 0..<8 {
      table[Int(block >> UInt64(32 + shift) & 0xFF)] |= 1 << UInt16(shift)
      table[Int(end >> UInt64(32 + shift) & 0xFF)] |= 1 << UInt16(8 + shift)
    }
    return table
  }()

  /// Finds the next mark.
  ///
  /// - Parameters:
  ///   - bytes: where to look.
  ///   - first: the bit to begin with.
  /// - Returns: the mark's first bit, and whether it is an end; `nil` if none begins so that 8 bytes are
  ///   there from the byte it begins in.
  static func next(
    in bytes: UnsafeRawBufferPointer, from first: Int
  ) -> (bit: Int, isEnd: Bool)? {
    unsafe shifts.withUnsafeBufferPointer { shifts in
      var byte = first / 8
      while byte + 8 <= bytes.count {
        let possible = unsafe shifts[Int(bytes[byte + 1])]
        if possible != 0 {
          let word = unsafe UInt64(
            bigEndian: bytes.loadUnaligned(fromByteOffset: byte, as: UInt64.self))
          for shift in 0..<8
          where possible & (0x101 << UInt16(shift)) != 0 && byte * 8 + shift >= first {
            let found = word >> UInt64(16 - shift) & 0xFFFF_FFFF_FFFF
            if found == block { return (byte * 8 + shift, false) }
            if found == end { return (byte * 8 + shift, true) }
          }
        }
        byte += 1
      }
      return nil
    }
  }
}
