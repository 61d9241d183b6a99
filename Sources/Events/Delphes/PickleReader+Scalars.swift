import Files

/// Numbers and strings of a pickle.
extension PickleReader {
  /// Reads the argument of an instruction that makes a number.
  func number(_ code: UInt8) throws(Failure) -> PickleValue {
    switch code {
    case UInt8(ascii: "K"): return .integer(Int(try input.byte()))
    case UInt8(ascii: "M"): return .integer(Int(try input.unsigned(2)))
    case UInt8(ascii: "J"):
      return .integer(Int(Int32(truncatingIfNeeded: try input.unsigned(4))))
    case UInt8(ascii: "G"):
      return .real(Double(bitPattern: try input.unsigned(8).byteSwapped))
    case 0x8a: return try wide(try input.length(1))
    case 0x8b: return try wide(try input.length(4))
    case UInt8(ascii: "F"):
      guard let value = Double(try shortLine()) else {
        throw fail("the pickle is damaged: a number is not written as one")
      }
      return .real(value)
    default:
      // INT or LONG as text; "00" and "01" are how protocol 0 writes False and True.
      var digits = try shortLine()
      if code == UInt8(ascii: "I"), digits == "00" || digits == "01" {
        return .bool(digits == "01")
      }
      if digits.hasSuffix("L") { digits.removeLast() }
      if let value = Int(digits) { return .integer(value) }
      guard !digits.isEmpty, digits.drop(while: { $0 == "-" }).allSatisfy(\.isNumber) else {
        throw fail("the pickle is damaged: a number is not written as one")
      }
      return .wideInteger
    }
  }

  /// Reads a little-endian two's-complement number of any size.
  private func wide(_ size: Int) throws(Failure) -> PickleValue {
    let bytes = try input.block(size).array
    guard size <= 8 else { return .wideInteger }
    var value: UInt64 = (bytes.last ?? 0) >= 0x80 ? .max : 0
    for byte in bytes.reversed() { value = value << 8 | UInt64(byte) }
    return .integer(Int(Int64(bitPattern: value)))
  }

  private func shortLine() throws(Failure) -> String {
    let line = try input.line()
    guard line.count < 1 << 16 else {
      throw fail("the pickle is damaged: a number is not written as one")
    }
    return String(decoding: line.array, as: UTF8.self)
  }

  /// Reads the argument of an instruction that makes a string of either kind.
  mutating func string(_ code: UInt8) throws(Failure) -> PickleValue {
    switch code {
    case UInt8(ascii: "X"): return text(try input.block(try input.length(4)))
    case 0x8c: return text(try input.block(try input.length(1)))
    case 0x8d: return text(try input.block(try input.length(8)))
    case UInt8(ascii: "V"): return text(try unescapedText(try input.line()))
    case UInt8(ascii: "S"): return bytes(try unquoted(try input.line()))
    case UInt8(ascii: "U"), UInt8(ascii: "C"): return bytes(try input.block(try input.length(1)))
    case 0x8e, 0x96: return bytes(try input.block(try input.length(8)))
    default: return bytes(try input.block(try input.length(4)))
    }
  }

  private mutating func text(_ block: ByteBlock) -> PickleValue {
    blocks.append(block)
    return .text(blocks.count - 1)
  }

  mutating func bytes(_ block: ByteBlock) -> PickleValue {
    blocks.append(block)
    return .bytes(blocks.count - 1)
  }

  /// Python's raw-unicode-escape: Latin-1 bytes with `\uXXXX` and `\UXXXXXXXX`, turned into UTF-8.
  private func unescapedText(_ line: ByteBlock) throws(Failure) -> ByteBlock {
    var result: [UInt8] = []
    result.reserveCapacity(line.count)
    let bytes = line.array
    var position = 0
    while position < bytes.count {
      let byte = bytes[position]
      position += 1
      guard byte == UInt8(ascii: "\\"), position < bytes.count,
        bytes[position] == UInt8(ascii: "u") || bytes[position] == UInt8(ascii: "U")
      else {
        Self.appendUTF8(UInt32(byte), to: &result)
        continue
      }
      let digits = bytes[position] == UInt8(ascii: "u") ? 4 : 8
      position += 1
      guard position + digits <= bytes.count,
        let value = Self.hexadecimal(bytes[position..<position + digits]), value <= 0x10ffff
      else {
        throw fail("the pickle is damaged: a text has an impossible character")
      }
      position += digits
      Self.appendUTF8(value, to: &result)
    }
    return ByteBlock(result)
  }

  /// A Python 2 string literal: quotes around it, backslash escapes inside.
  private func unquoted(_ line: ByteBlock) throws(Failure) -> ByteBlock {
    let bytes = line.array
    func damaged() -> Failure { fail("the pickle is damaged: a string is not quoted") }
    guard bytes.count >= 2, let quote = bytes.first, quote == bytes.last,
      quote == UInt8(ascii: "'") || quote == UInt8(ascii: "\"")
    else { throw damaged() }
    let end = bytes.count - 1
    var result: [UInt8] = []
    result.reserveCapacity(end)
    var position = 1
    while position < end {
      let byte = bytes[position]
      position += 1
      guard byte == UInt8(ascii: "\\") else {
        result.append(byte)
        continue
      }
      guard position < end else { throw damaged() }
      let escape = bytes[position]
      position += 1
      switch escape {
      case UInt8(ascii: "n"): result.append(10)
      case UInt8(ascii: "r"): result.append(13)
      case UInt8(ascii: "t"): result.append(9)
      case UInt8(ascii: "x"):
        guard position + 2 <= end,
          let value = Self.hexadecimal(bytes[position..<position + 2])
        else { throw damaged() }
        result.append(UInt8(value))
        position += 2
      case UInt8(ascii: "\\"), UInt8(ascii: "'"), UInt8(ascii: "\""): result.append(escape)
      default:
        result.append(UInt8(ascii: "\\"))
        result.append(escape)
      }
    }
    return ByteBlock(result)
  }

  private static func hexadecimal(_ digits: ArraySlice<UInt8>) -> UInt32? {
    var value: UInt32 = 0
    for digit in digits {
      guard let number = Character(UnicodeScalar(digit)).hexDigitValue else { return nil }
      value = value << 4 | UInt32(number)
    }
    return value
  }

  /// Appends a code point; surrogates, which Python allows in texts, get three bytes as well.
  private static func appendUTF8(_ value: UInt32, to bytes: inout [UInt8]) {
    switch value {
    case 0..<0x80:
      bytes.append(UInt8(value))
    case 0x80..<0x800:
      bytes.append(UInt8(0xc0 | value >> 6))
      bytes.append(UInt8(0x80 | value & 0x3f))
    case 0x800..<0x10000:
      bytes.append(UInt8(0xe0 | value >> 12))
      bytes.append(UInt8(0x80 | value >> 6 & 0x3f))
      bytes.append(UInt8(0x80 | value & 0x3f))
    default:
      bytes.append(UInt8(0xf0 | value >> 18))
      bytes.append(UInt8(0x80 | value >> 12 & 0x3f))
      bytes.append(UInt8(0x80 | value >> 6 & 0x3f))
      bytes.append(UInt8(0x80 | value & 0x3f))
    }
  }
}
