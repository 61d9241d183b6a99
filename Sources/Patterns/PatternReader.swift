/// Reads the text of a pattern.
struct PatternReader {
  private var rest: ArraySlice<Unicode.Scalar>
  private var ignoresCase = false
  private var depth = 0
  private static let nesting = 50
  private static let mostRepetitions = 10_000

  static func read(_ text: String) throws(Pattern.Problem) -> PatternNode {
    var reader = PatternReader(rest: Array(text.unicodeScalars)[...])
    if reader.skip("(?i)") { reader.ignoresCase = true }
    let node = try reader.alternatives()
    guard reader.rest.isEmpty else { throw .init(clause: "a '(' is missing") }
    return node
  }

  private mutating func skip(_ text: String) -> Bool {
    guard rest.starts(with: text.unicodeScalars) else { return false }
    rest = rest.dropFirst(text.unicodeScalars.count)
    return true
  }

  private mutating func alternatives() throws(Pattern.Problem) -> PatternNode {
    var nodes = [try sequence()]
    while skip("|") { nodes.append(try sequence()) }
    return nodes.count == 1 ? nodes[0] : .alternatives(nodes)
  }

  private mutating func sequence() throws(Pattern.Problem) -> PatternNode {
    var nodes: [PatternNode] = []
    while let next = rest.first, next != "|", next != ")" {
      nodes.append(try repeated(try atom()))
    }
    return .sequence(nodes)
  }

  private mutating func atom() throws(Pattern.Problem) -> PatternNode {
    guard let scalar = rest.popFirst() else { return .sequence([]) }
    switch scalar {
    case "(": return try group()
    case "[": return .character(try characters())
    case ".":
      return .character(.init(ranges: ["\n"..."\n"], isNegative: true))
    case "^": return .place(.start)
    case "$": return .place(.endOfLastLine)
    case "*", "+", "?": throw .init(clause: "there is nothing before '\(scalar)' to repeat")
    case "\\":
      if skip("b") { return .place(.boundary(isNegative: false)) }
      if skip("B") { return .place(.boundary(isNegative: true)) }
      if skip("A") { return .place(.start) }
      if skip("Z") { return .place(.end) }
      var set = PatternNode.CharacterSet(ignoresCase: ignoresCase)
      if let scalar = try escape(into: &set) { set.ranges.append(scalar...scalar) }
      return .character(set)
    default:
      return .character(.init(ranges: [scalar...scalar], ignoresCase: ignoresCase))
    }
  }

  private mutating func group() throws(Pattern.Problem) -> PatternNode {
    var look: Bool?
    if skip("?=") {
      look = false
    } else if skip("?!") {
      look = true
    } else if skip("?P<") || rest.starts(with: "?<".unicodeScalars) && !isLookingBehind {
      guard let end = rest.firstIndex(of: ">") else { throw .init(clause: "a '>' is missing") }
      rest = rest[(end + 1)...]
    } else if rest.first == "?", !skip("?:") {
      let start = String(String.UnicodeScalarView(rest.prefix(2)))
      throw .init(clause: "groups that begin with '(\(start)' are not supported")
    }
    depth += 1
    guard depth < Self.nesting else { throw .init(clause: "it is nested too deeply") }
    let node = try alternatives()
    depth -= 1
    guard skip(")") else { throw .init(clause: "a ')' is missing") }
    return look.map { .followed(by: node, isNegative: $0) } ?? node
  }

  private var isLookingBehind: Bool {
    ["?<=", "?<!"].contains { rest.starts(with: $0.unicodeScalars) }
  }

  private mutating func repeated(_ node: PatternNode) throws(Pattern.Problem) -> PatternNode {
    guard let (minimum, maximum) = try repetitions() else { return node }
    let result = PatternNode.repeated(
      node, minimum: minimum, maximum: maximum, takesLittle: skip("?"))
    if let next = rest.first, "*+?".unicodeScalars.contains(next) {
      throw .init(clause: "'\(next)' repeats what is repeated already")
    }
    if try count() != nil { throw .init(clause: "'{' repeats what is repeated already") }
    return result
  }

  private mutating func repetitions() throws(Pattern.Problem) -> (Int, Int?)? {
    if skip("*") { return (0, nil) }
    if skip("+") { return (1, nil) }
    if skip("?") { return (0, 1) }
    return try count()
  }

  /// `{2}`, `{2,}`, `{,3}` or `{2,3}`; braces around anything else are themselves, as in Python.
  private mutating func count() throws(Pattern.Problem) -> (Int, Int?)? {
    guard rest.first == "{", let end = rest.firstIndex(of: "}") else { return nil }
    let numbers = rest[rest.startIndex + 1..<end]
      .split(separator: ",", maxSplits: 1, omittingEmptySubsequences: false)
      .map { String(String.UnicodeScalarView($0)) }
    let isCount =
      numbers.contains { !$0.isEmpty }
      && numbers.allSatisfy { $0.utf8.allSatisfy { (48...57).contains($0) } }
    guard isCount else { return nil }
    rest = rest[(end + 1)...]
    let minimum = numbers[0].isEmpty ? 0 : Int(numbers[0]) ?? .max
    let maximum = numbers.count == 1 ? minimum : numbers[1].isEmpty ? nil : Int(numbers[1]) ?? .max
    guard max(minimum, maximum ?? 0) <= Self.mostRepetitions else {
      throw .init(clause: "more than \(Self.mostRepetitions) repetitions are not supported")
    }
    guard minimum <= maximum ?? minimum else {
      throw .init(clause: "'{\(minimum),\(maximum ?? 0)}' has the larger number first")
    }
    return (minimum, maximum)
  }

  private mutating func characters() throws(Pattern.Problem) -> PatternNode.CharacterSet {
    var set = PatternNode.CharacterSet(isNegative: skip("^"), ignoresCase: ignoresCase)
    var isFirst = true
    while isFirst || rest.first != "]" {
      isFirst = false
      guard let low = try member(of: &set) else { continue }
      guard rest.first == "-", let next = rest.dropFirst().first, next != "]" else {
        set.ranges.append(low...low)
        continue
      }
      rest.removeFirst()
      guard let high = try member(of: &set), low <= high else {
        throw .init(clause: "the range after '\(low)-' ends before it begins")
      }
      set.ranges.append(low...high)
    }
    rest.removeFirst()
    return set
  }

  /// One character of a set; a class is put into the set.
  private mutating func member(
    of set: inout PatternNode.CharacterSet
  ) throws(Pattern.Problem) -> Unicode.Scalar? {
    guard let scalar = rest.popFirst() else { throw .init(clause: "a ']' is missing") }
    return scalar == "\\" ? try escape(into: &set) : scalar
  }

  private mutating func escape(
    into set: inout PatternNode.CharacterSet
  ) throws(Pattern.Problem) -> Unicode.Scalar? {
    guard let scalar = rest.popFirst() else { throw .init(clause: "it ends in a '\\'") }
    switch scalar {
    case "d", "D": set.classes.append((.digit, scalar == "D"))
    case "w", "W": set.classes.append((.word, scalar == "W"))
    case "s", "S": set.classes.append((.space, scalar == "S"))
    case "t": return "\t"
    case "n": return "\n"
    case "r": return "\r"
    case "f": return "\u{C}"
    case "v": return "\u{B}"
    case "a": return "\u{7}"
    case "x": return try number(of: 2)
    case "u": return try number(of: 4)
    case "U": return try number(of: 8)
    default:
      guard !Self.isLetterOrDigit(scalar) else {
        throw .init(clause: "'\\\(scalar)' is not supported")
      }
      return scalar
    }
    return nil
  }

  /// A character by its number, in as many hexadecimal digits.
  private mutating func number(of digits: Int) throws(Pattern.Problem) -> Unicode.Scalar {
    let text = String(String.UnicodeScalarView(rest.prefix(digits)))
    guard text.utf8.count == digits, text.allSatisfy(\.isHexDigit),
      let scalar = UInt32(text, radix: 16).flatMap(Unicode.Scalar.init)
    else { throw .init(clause: "'\(text)' is not the number of a character") }
    rest = rest.dropFirst(digits)
    return scalar
  }

  private static func isLetterOrDigit(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "0"..."9", "A"..."Z", "a"..."z": true
    default: false
    }
  }
}
