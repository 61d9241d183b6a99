/// A pattern for file names: `*` any characters, `?` one, `[abc]`, `[a-z]` and `[!a]` one of some.
public struct Glob: Sendable {
  private enum Part: Sendable {
    case anything
    case one
    case character(Unicode.Scalar)
    case oneOf([ClosedRange<Unicode.Scalar>], negated: Bool)
  }
  private let parts: [Part]

  /// Reads a pattern; a `[` that is never closed stands for itself.
  ///
  /// - Parameter pattern: such as `tev14_*_ttbar_*.pkl.bz2`.
  public init(_ pattern: String) {
    let scalars = Array(pattern.unicodeScalars)
    var parts: [Part] = []
    var position = 0
    while position < scalars.count {
      let scalar = scalars[position]
      position += 1
      switch scalar {
      case "*": parts.append(.anything)
      case "?": parts.append(.one)
      case "[":
        if let set = Self.set(scalars, &position) {
          parts.append(set)
        } else {
          parts.append(.character(scalar))
        }
      default: parts.append(.character(scalar))
      }
    }
    self.parts = parts
  }

  /// Whether a name fits the pattern as a whole.
  ///
  /// - Parameter name: a file name.
  /// - Returns: `true` if it fits.
  /// - Complexity: O(pattern x name), whatever the pattern.
  public func matches(_ name: String) -> Bool {
    let scalars = Array(name.unicodeScalars)
    var (part, position) = (0, 0)
    var retry: (part: Int, position: Int)?
    while position < scalars.count || part < parts.count {
      if part < parts.count, case .anything = parts[part] {
        retry = (part, position)
        part += 1
      } else if part < parts.count, position < scalars.count, fits(parts[part], scalars[position]) {
        part += 1
        position += 1
      } else if let last = retry, last.position < scalars.count {
        // Let the last star take one character more.
        retry = (last.part, last.position + 1)
        part = last.part + 1
        position = last.position + 1
      } else {
        return false
      }
    }
    return true
  }

  private func fits(_ part: Part, _ scalar: Unicode.Scalar) -> Bool {
    switch part {
    case .anything, .one: true
    case .character(let wanted): wanted == scalar
    case .oneOf(let ranges, let negated): ranges.contains { $0.contains(scalar) } != negated
    }
  }

  /// Reads a set after its `[`; leaves `position` alone if it is never closed.
  private static func set(_ scalars: [Unicode.Scalar], _ position: inout Int) -> Part? {
    var at = position
    let negated = at < scalars.count && (scalars[at] == "!" || scalars[at] == "^")
    if negated { at += 1 }
    var ranges: [ClosedRange<Unicode.Scalar>] = []
    while at < scalars.count {
      if scalars[at] == "]", !ranges.isEmpty {
        position = at + 1
        return .oneOf(ranges, negated: negated)
      }
      if at + 2 < scalars.count, scalars[at + 1] == "-", scalars[at + 2] != "]" {
        if scalars[at] <= scalars[at + 2] { ranges.append(scalars[at]...scalars[at + 2]) }
        at += 3
      } else {
        ranges.append(scalars[at]...scalars[at])
        at += 1
      }
    }
    return nil
  }
}
