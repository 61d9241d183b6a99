/// Single characters as Python sees them.
extension Unicode.Scalar {
  /// White space as Python's `str.isspace` and `\s` see it.
  var isPythonSpace: Bool {
    switch value {
    case 9...13, 28...32, 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F,
      0x3000:
      true
    default: false
    }
  }

  var isDigit: Bool { ("0"..."9").contains(self) }

  var isLetter: Bool {
    if isASCII { return (65...90).contains(value) || (97...122).contains(value) }
    switch properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter:
      return true
    default: return false
    }
  }

  var isAlphanumeric: Bool {
    isASCII ? isLetter || isDigit : isLetter || properties.numericType != nil
  }

  /// A character of a name, or what `\w` matches.
  var isWord: Bool {
    if isASCII { return self == "_" || isAlphanumeric }
    return isAlphanumeric
      || [.nonspacingMark, .spacingMark].contains(properties.generalCategory)
  }

  /// Whether Python's `repr` shows it as it is.
  var isPrintable: Bool {
    switch properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator,
      .paragraphSeparator:
      false
    case .spaceSeparator: self == " "
    default: true
    }
  }

  var lowered: Unicode.Scalar {
    ("A"..."Z").contains(self) ? Unicode.Scalar(UInt8(value) + 32) : self
  }

  func digit(_ radix: Int) -> Int? {
    let digit: UInt32
    switch value {
    case 48...57: digit = value - 48
    case 65...90: digit = value - 55
    case 97...122: digit = value - 87
    default: return nil
    }
    return digit < radix ? Int(digit) : nil
  }
}
