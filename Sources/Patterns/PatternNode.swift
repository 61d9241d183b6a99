/// A part of a pattern.
indirect enum PatternNode: Sendable {
  /// One character of a set.
  case character(CharacterSet)
  /// Parts that follow each other.
  case sequence([PatternNode])
  /// Any one of several parts.
  case alternatives([PatternNode])
  /// A part again and again; without a `maximum` as often as one likes.
  case repeated(PatternNode, minimum: Int, maximum: Int?, takesLittle: Bool)
  /// A place that is followed by a part, or is not.
  case followed(by: PatternNode, isNegative: Bool)
  /// A place of a kind.
  case place(PatternPlace)

  /// Whether it may match an empty text.
  var mayBeNothing: Bool {
    switch self {
    case .character: false
    case .sequence(let nodes): nodes.allSatisfy(\.mayBeNothing)
    case .alternatives(let nodes): nodes.contains(where: \.mayBeNothing)
    case .repeated(let node, let minimum, _, _): minimum == 0 || node.mayBeNothing
    case .followed, .place: true
    }
  }

  /// Characters as a pattern lists them.
  struct CharacterSet: Sendable {
    var ranges: [ClosedRange<Unicode.Scalar>] = []
    var classes: [(kind: CharacterClass, isNegative: Bool)] = []
    var isNegative = false
    var ignoresCase = false

    func contains(_ scalar: Unicode.Scalar) -> Bool {
      var isMember = lists(scalar)
      if ignoresCase, !isMember {
        let properties = scalar.properties
        isMember =
          properties.lowercaseMapping.unicodeScalars.elementsEqual([scalar])
          ? lists(only: properties.uppercaseMapping) : lists(only: properties.lowercaseMapping)
      }
      return isMember != isNegative
    }

    private func lists(only text: String) -> Bool {
      guard let scalar = text.unicodeScalars.first, text.unicodeScalars.count == 1 else {
        return false
      }
      return lists(scalar)
    }

    private func lists(_ scalar: Unicode.Scalar) -> Bool {
      ranges.contains { $0.contains(scalar) }
        || classes.contains { $0.kind.contains(scalar) != $0.isNegative }
    }
  }

  /// The classes that have a letter of their own.
  enum CharacterClass: Sendable {
    case digit
    case word
    case space

    func contains(_ scalar: Unicode.Scalar) -> Bool {
      let category = scalar.properties.generalCategory
      switch self {
      case .digit: return category == .decimalNumber
      case .space: return scalar.properties.isWhitespace || 28...31 ~= scalar.value
      case .word:
        switch category {
        case .decimalNumber, .letterNumber, .otherNumber, .uppercaseLetter, .lowercaseLetter,
          .titlecaseLetter, .modifierLetter, .otherLetter:
          return true
        default: return scalar == "_"
        }
      }
    }
  }
}
