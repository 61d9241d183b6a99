/// Turns the bytes a terminal sends into keys (ECMA-48, and xterm's bracketed paste).
struct KeyDecoder {
  private enum State {
    case ground
    /// Inside a character of several bytes, of which some are missing.
    case character([UInt8], missing: Int)
    case escape
    /// Behind `ESC [`.
    case sequence([UInt8])
    /// Behind `ESC O`.
    case function
    case paste
  }

  private var state = State.ground
  private var pasted: [UInt8] = []
  /// Longer sequences than any key has are not remembered.
  private static let longestSequence = 32
  private static let longestPaste = 1 << 16
  private static let pasteEnd = Array("\u{1B}[201~".utf8)

  /// Whether a key has begun that a lone escape may be.
  var mayBeEscape: Bool {
    if case .escape = state { true } else { false }
  }

  /// The key that ends with a byte, if one does.
  mutating func key(after byte: UInt8) -> Key? {
    switch state {
    case .paste: return paste(byte)
    case .character(let bytes, let missing) where byte & 0xC0 == 0x80:
      guard missing == 1 else {
        state = .character(bytes + [byte], missing: missing - 1)
        return nil
      }
      state = .ground
      return String(validating: bytes + [byte], as: UTF8.self).map(Key.text)
    case .escape where byte == UInt8(ascii: "["):
      state = .sequence([])
      return nil
    case .escape where byte == UInt8(ascii: "O"):
      state = .function
      return nil
    case .escape where byte >= 0x20 && byte != 0x7F:
      // A letter with the Alt key.
      state = .ground
      return nil
    case .sequence(let bytes) where byte >= 0x20 && byte < 0x7F:
      return sequence(bytes, byte)
    case .function where byte >= 0x20 && byte < 0x7F:
      state = .ground
      return Self.named(byte)
    default:
      // Also what breaks into an unfinished key, which is forgotten.
      state = .ground
      return single(byte)
    }
  }

  /// The key that has come to its end because nothing followed.
  mutating func keyAfterPause() -> Key? {
    guard mayBeEscape else { return nil }
    state = .ground
    return .escape
  }

  private mutating func single(_ byte: UInt8) -> Key? {
    switch byte {
    case 0x1B: state = .escape
    case 0xC2...0xDF: state = .character([byte], missing: 1)
    case 0xE0...0xEF: state = .character([byte], missing: 2)
    case 0xF0...0xF4: state = .character([byte], missing: 3)
    case 0x20..<0x7F: return .text(String(UnicodeScalar(byte)))
    default: return Self.control(byte)
    }
    return nil
  }

  /// Control characters as line editors have them since Emacs.
  private static func control(_ byte: UInt8) -> Key? {
    switch byte {
    case 0x01: .home
    case 0x02: .left
    case 0x03: .interrupt
    case 0x04: .endOfInput
    case 0x05: .end
    case 0x06: .right
    case 0x08, 0x7F: .backspace
    case 0x09: .tab
    case 0x0A, 0x0D: .enter
    case 0x0B: .deleteToEnd
    case 0x0C: .redraw
    case 0x0E: .down
    case 0x10: .up
    case 0x15: .deleteToStart
    case 0x17: .deleteWord
    case 0x1A: .suspend
    default: nil
    }
  }

  private mutating func sequence(_ bytes: [UInt8], _ byte: UInt8) -> Key? {
    guard byte >= 0x40 else {
      state = .sequence(bytes.count < Self.longestSequence ? bytes + [byte] : bytes)
      return nil
    }
    state = .ground
    guard byte == UInt8(ascii: "~") else { return Self.named(byte) }
    // What follows a semicolon tells of Shift, Alt and Control.
    let number = bytes.prefix { $0 != UInt8(ascii: ";") }
    switch String(decoding: number, as: UTF8.self) {
    case "1", "7": return .home
    case "3": return .delete
    case "4", "8": return .end
    case "5": return .pageUp
    case "6": return .pageDown
    case "200":
      state = .paste
      pasted = []
    default: break
    }
    return nil
  }

  private static func named(_ byte: UInt8) -> Key? {
    switch byte {
    case UInt8(ascii: "A"): .up
    case UInt8(ascii: "B"): .down
    case UInt8(ascii: "C"): .right
    case UInt8(ascii: "D"): .left
    case UInt8(ascii: "F"): .end
    case UInt8(ascii: "H"): .home
    case UInt8(ascii: "M"): .enter
    default: nil
    }
  }

  private mutating func paste(_ byte: UInt8) -> Key? {
    pasted.append(byte)
    let end = Self.pasteEnd
    if byte == end.last, pasted.suffix(end.count).elementsEqual(end) {
      state = .ground
      return .pasted(String(decoding: pasted.dropLast(end.count), as: UTF8.self))
    }
    // Without room for more, only the end is still looked for.
    if pasted.count > Self.longestPaste { pasted.remove(at: pasted.count - end.count) }
    return nil
  }
}
