import Catalog
public import Files

/// The badge of a DOI in a README.
public enum DOIBadge {
  /// Name of the file that has it.
  public static let fileName = "README.md"
  /// The words that tell the badge of the project from that of its data.
  private static let words = "DOI of this project"

  /// The badge, as Zenodo draws it.
  static func markdown(_ doi: DOI) -> String {
    let path = PathText.encoded(doi.description) {
      PathText.isAlphanumeric($0) || "./-_".utf8.contains($0)
    }
    return "[![\(words)](https://zenodo.org/badge/DOI/\(path).svg)](https://doi.org/\(path))"
  }

  /// Puts the badge of a DOI into the text of a README, in place of an older one or below the title.
  ///
  /// - Parameters:
  ///   - doi: the DOI.
  ///   - text: the README; every other line of it stays as it is.
  /// - Returns: the new text; the same text if the badge is there.
  public static func put(_ doi: DOI, into text: String) -> String {
    let end = text.lineEnd
    var lines = text.everyLine
    let badge = markdown(doi)
    if let old = lines.firstIndex(where: { $0.hasPrefix("[![\(words)](") }) {
      guard lines[old] != badge else { return text }
      lines[old] = badge
    } else if let title = lines.firstIndex(where: { $0.hasPrefix("# ") }) {
      lines.insert(contentsOf: ["", badge], at: title + 1)
    } else {
      lines.insert(contentsOf: [badge, ""], at: 0)
    }
    return lines.joined(separator: end)
  }
}
