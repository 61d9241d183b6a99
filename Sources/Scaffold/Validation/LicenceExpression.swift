import Files

/// Licence expressions of SPDX 3.0: identifiers, `+`, `WITH`, `AND`, `OR` and parentheses.
///
/// Identifiers are read in either case, operators all in capitals or all in small letters, as the
/// specification has it.
struct LicenceExpression {
  private struct Problem: Error { let clause: String }

  private static let licences = LicenceList.licences.split(separator: " ").map(String.init)
  private static let exceptions = LicenceList.exceptions.split(separator: " ").map(String.init)
  private static let knownLicences = Set(licences.map { $0.lowercased() })
  private static let knownExceptions = Set(exceptions.map { $0.lowercased() })
  private static let operators: Set = ["AND", "OR", "WITH", "and", "or", "with"]
  private static let nesting = 100

  private var words: ArraySlice<String>
  private var depth = 0

  /// What is wrong with a text as a licence expression.
  static func problem(with text: String) -> String? {
    var expression = LicenceExpression(words: Self.words(of: text)[...])
    do throws(Problem) {
      try expression.readAlternatives()
      if let word = expression.words.first {
        throw Problem(
          clause: word == ")"
            ? "a '(' is missing" : "'AND', 'OR' or 'WITH' is missing before \(word.quoted)")
      }
      return nil
    } catch {
      let start = "\(text.quoted) is not an SPDX licence expression"
      // Most slips are names such as "Apache 2.0" or "GPLv3".
      let isName = words(of: text).allSatisfy { !operators.contains($0) && $0 != "(" && $0 != ")" }
      if isName, let name = nearest(text, in: licences) {
        return "\(start); did you mean '\(name)'?"
      }
      return "\(start): \(error.clause)"
    }
  }

  private static func words(of text: String) -> [String] {
    var words: [String] = []
    for part in text.split(whereSeparator: \.isWhitespace) {
      var word = ""
      for character in part {
        if "()".contains(character) {
          words += word.isEmpty ? [String(character)] : [word, String(character)]
          word = ""
        } else {
          word.append(character)
        }
      }
      if !word.isEmpty { words.append(word) }
    }
    return words
  }

  private mutating func skip(_ word: String) -> Bool {
    guard words.first == word || words.first == word.lowercased() else { return false }
    words.removeFirst()
    return true
  }

  private mutating func readAlternatives() throws(Problem) {
    repeat { try readSet() } while skip("OR")
  }

  private mutating func readSet() throws(Problem) {
    repeat { try readPart() } while skip("AND")
  }

  private mutating func readPart() throws(Problem) {
    if skip("(") {
      depth += 1
      guard depth < Self.nesting else { throw Problem(clause: "it is nested too deeply") }
      try readAlternatives()
      depth -= 1
      guard skip(")") else { throw Problem(clause: "a ')' is missing") }
      return
    }
    try readLicence()
    guard skip("WITH") else { return }
    guard let exception = words.popFirst(), exception != "(", exception != ")" else {
      throw Problem(clause: "an exception is missing after 'WITH'")
    }
    if Self.knownExceptions.contains(exception.lowercased()) { return }
    if Self.isOwn(exception, "AdditionRef-") { return }
    throw Problem(
      clause: Self.unknown(exception, "exception", Self.nearest(exception, in: Self.exceptions)))
  }

  private mutating func readLicence() throws(Problem) {
    guard let word = words.popFirst(), !Self.operators.contains(word), word != ")" else {
      throw Problem(clause: "a licence is missing")
    }
    let name = word.hasSuffix("+") ? String(word.dropLast()) : word
    if Self.knownLicences.contains(name.lowercased()) || Self.isOwn(word, "LicenseRef-") { return }
    throw Problem(
      clause: Self.unknown(word, "licence", Self.nearest(word, in: Self.licences)))
  }

  /// Whether it names a text that comes with the project, maybe from another document.
  private static func isOwn(_ word: String, _ prefix: String) -> Bool {
    var word = word[...]
    if word.hasPrefix("DocumentRef-"), let colon = word.firstIndex(of: ":") {
      guard isName(word[..<colon].dropFirst("DocumentRef-".count)) else { return false }
      word = word[word.index(after: colon)...]
    }
    return word.hasPrefix(prefix) && isName(word.dropFirst(prefix.count))
  }

  private static func isName(_ text: Substring) -> Bool {
    !text.isEmpty && text.utf8.allSatisfy { $0.isLetterOrDigit || $0.isOne(of: "-.") }
  }

  private static func unknown(_ word: String, _ kind: String, _ nearest: String?) -> String {
    let suggestion = nearest.map { "; did you mean '\($0)'?" } ?? ""
    return "\(word.quoted) is no \(kind) of its list" + suggestion
  }

  /// The identifier that somebody who wrote `text` probably meant.
  private static func nearest(_ text: String, in names: [String]) -> String? {
    guard text.utf8.count < 60 else { return nil }
    let plain = plain(text)
    if let name = names.first(where: { Self.plain($0) == plain }) { return name }
    let lower = text.lowercased().replacing(" ", with: "-")
    let found = NearestName.of(lower, among: names.map { $0.lowercased() })
    return names.first { $0.lowercased() == found }
  }

  /// Letters and digits only, without the `v` of a version and the zeros at its end.
  private static func plain(_ text: String) -> String {
    var result: [UInt8] = []
    for byte in text.lowercased().utf8 where byte.isLetterOrDigit {
      if byte.isDigit, result.last == UInt8(ascii: "v") { result.removeLast() }
      result.append(byte)
    }
    while result.last == UInt8(ascii: "0") { result.removeLast() }
    return String(decoding: result, as: UTF8.self)
  }
}
