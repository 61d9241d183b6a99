extension String {
  /// The text on one line: white space becomes one space, and other control characters go.
  var oneLine: String {
    var line = ""
    var isWaiting = false
    for scalar in unicodeScalars {
      if scalar.properties.isWhitespace {
        isWaiting = !line.isEmpty
      } else if scalar.properties.generalCategory != .control {
        if isWaiting { line.append(" ") }
        isWaiting = false
        line.unicodeScalars.append(scalar)
      }
    }
    return line
  }

  /// The text without control characters but line ends and tabs.
  var withoutControls: String {
    var text = String()
    text.unicodeScalars.append(
      contentsOf: unicodeScalars.filter {
        $0 == "\n" || $0 == "\t" || $0.properties.generalCategory != .control
      })
    return text
  }

  /// The paragraphs of the text, each on one line.
  var paragraphs: [String] {
    var found: [[Substring]] = [[]]
    for line in split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
      if line.allSatisfy(\.isWhitespace) {
        found.append([])
      } else {
        found[found.count - 1].append(line)
      }
    }
    return found.map { $0.joined(separator: " ").oneLine }.filter { !$0.isEmpty }
  }
}
