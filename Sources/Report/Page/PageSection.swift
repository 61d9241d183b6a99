/// A part of the page: a heading, sentences, tables and figures, and parts of its own.
struct PageSection {
  var title: String
  var paragraphs: [String] = []
  var tables: [PageTable] = []
  var figures: [Illustration] = []
  var parts: [PageSection] = []

  /// The heading as the target of links.
  var anchor: String {
    String(title.lowercased().map { $0.isLetter || $0.isNumber ? $0 : "-" })
  }

  /// The section without tables and parts that hold nothing; `nil` if nothing is left.
  var trimmed: PageSection? {
    var section = self
    section.tables = tables.filter { !$0.isEmpty }
    section.parts = parts.compactMap(\.trimmed)
    let isEmpty =
      section.paragraphs.isEmpty && section.tables.isEmpty && section.figures.isEmpty
      && section.parts.isEmpty
    return isEmpty ? nil : section
  }
}
