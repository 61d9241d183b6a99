import Files
import Jinja

/// A table of the page; the first cell of a row names the row.
struct PageTable {
  /// One value.
  struct Cell: ExpressibleByStringLiteral {
    var text: String
    /// Whether it is a digest or a file name, set in equal widths.
    var isCode = false
    /// A word that the page sets off, such as a verdict.
    var mark = ""

    init(_ text: String) { self.text = text }
    init(stringLiteral value: String) { text = value }
    init(_ value: Int) { text = NumberText.grouped(value) }

    static func code(_ text: String) -> Cell {
      var cell = Cell(text)
      cell.isCode = true
      return cell
    }

    static func mark(_ text: String, _ mark: String) -> Cell {
      var cell = Cell(text)
      cell.mark = mark
      return cell
    }

    /// A number that may be undefined.
    static func number(_ value: Double?, _ decimals: Int = 3) -> Cell {
      Cell(value == nil ? "–" : NumberText.fixed(value, decimals))
    }
  }

  /// Rows under a common heading.
  struct Part {
    var heading = ""
    var rows: [[Cell]]
  }

  /// What the table shows, above it.
  var caption: String
  /// Titles of the columns.
  var columns: [String]
  /// The rows.
  var parts: [Part]
  /// A line below it, may be empty.
  var note = ""
  /// The file with the same numbers, seen from the page; may be empty.
  var source = ""
  /// Whether cells beside the first are numbers, which stand to the right.
  var isNumeric = true

  init(
    _ caption: String, columns: [String], parts: [Part], note: String = "", source: String = "",
    isNumeric: Bool = true
  ) {
    self.caption = caption
    self.columns = columns
    self.parts = parts.filter { !$0.rows.isEmpty }
    self.note = note
    self.source = source
    self.isNumeric = isNumeric
  }

  /// A table that the page leaves out.
  static let none = PageTable("", columns: [], parts: [])

  var isEmpty: Bool { parts.isEmpty }

  /// What the template sees.
  var value: Value {
    .dict([
      ("caption", .string(caption)), ("columns", .list(columns.map(Value.string))),
      (
        "parts",
        .list(
          parts.map { part in
            .dict([
              ("heading", .string(part.heading)),
              ("rows", .list(part.rows.map { .list($0.map(\.value)) })),
            ])
          })
      ), ("note", .string(note)), ("source", .string(source)), ("numeric", .bool(isNumeric)),
    ])
  }
}

extension PageTable.Cell {
  fileprivate var value: Value {
    .dict([("text", .string(text)), ("code", .bool(isCode)), ("mark", .string(mark))])
  }
}
