import FoundationEssentials

/// Puts real texts in the place of those that stand for random texts and secrets.
///
/// Versions of a template are compared with constant texts in these places, so that only what the
/// template says is compared. A line that comes into the project must not keep such a text: anyone
/// could guess it.
struct FreshTexts {
  /// Fresh lines by the comparable line, in the order of the file.
  private var lines: [Data: [Data]] = [:]

  /// Compares two renderings of a file line by line; `nil` if they do not have the same lines.
  init?(comparable: Data, fresh: Data) {
    let old = Self.lines(comparable)
    let new = Self.lines(fresh)
    guard old.count == new.count else { return nil }
    for (old, new) in zip(old, new) where old != new { lines[old, default: []].append(new) }
  }

  /// The text with fresh lines.
  ///
  /// - Parameter text: a merged text.
  /// - Returns: the text that may go into the project.
  func applied(to text: Data) -> Data {
    guard !lines.isEmpty else { return text }
    var left = lines
    let result = Self.lines(text).map { line in
      guard let first = left[line]?.first else { return line }
      // The last one serves again should the line come more often.
      if let count = left[line]?.count, count > 1 { left[line]?.removeFirst() }
      return first
    }
    return Data(result.joined(separator: [10]))
  }

  private static func lines(_ text: Data) -> [Data] {
    text.split(separator: 10, omittingEmptySubsequences: false).map { Data($0) }
  }
}
