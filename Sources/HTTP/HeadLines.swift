/// The lines of an answer's head, by their names in small letters.
struct HeadLines {
  private(set) var values: [String: String] = [:]

  /// Takes the next line.
  mutating func take(_ line: String) {
    // Another answer begins: the one before was a proxy's, told to go on, or led elsewhere.
    if line.hasPrefix("HTTP/") { values = [:] }
    let parts = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2 else { return }
    let value = parts[1].drop(while: \.isWhitespace)
    let end = value.lastIndex { !$0.isWhitespace }
    values[parts[0].lowercased()] = end.map { String(value[...$0]) } ?? ""
  }
}
