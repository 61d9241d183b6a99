public import Files

extension CitationFile {
  /// The text of the file with another DOI; every other line of it stays as it is.
  ///
  /// - Parameter doi: the DOI.
  /// - Returns: the new text; the same text if the DOI is there.
  /// - Throws: `Failure` when the file is written in a way that only its author can change.
  public func text(with doi: DOI) throws(Failure) -> String {
    if citation.doi == doi { return text }
    let line = "doi: \"\(doi)\""
    let end = text.contains("\r\n") ? "\r\n" : "\n"
    var lines = text.split(separator: /\r?\n/, omittingEmptySubsequences: false).map(String.init)
    if let old = lines.firstIndex(where: { $0.hasPrefix("doi:") }) {
      lines[old] = Self.comment(in: lines[old]).map { "\(line) \($0)" } ?? line
    } else if let authors = lines.firstIndex(where: { $0.hasPrefix("authors:") }) {
      // Before a field, whatever stands before it ends.
      lines.insert(line, at: authors)
    }
    let changed = lines.joined(separator: end)
    // A file of one line in braces, or one that has such a line inside a text, is left to its author.
    guard let new = try? CitationFile(text: changed, path: path), new.citation.doi == doi,
      new.citation.title == citation.title, new.citation.abstract == citation.abstract,
      new.citation.authors == citation.authors
    else {
      throw Failure(
        "the DOI cannot be put into the file without changing more of it", at: path,
        remedy: "Write '\(line)' into it", status: .badData)
    }
    return changed
  }

  /// What stands behind a value as a comment.
  private static func comment(in line: String) -> Substring? {
    line.firstRange(of: " #").map { line[line.index(after: $0.lowerBound)...] }
  }
}
