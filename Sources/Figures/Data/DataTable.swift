/// The numbers of a figure as one long table, a row for every point, cell, node or edge.
struct DataTable: Equatable {
  /// What a row may hold; texts come last, where whatever they contain cannot shift a number.
  enum Column: String, CaseIterable {
    case panel, series, kind, x, y, low, high
    case xTo = "x_to"
    case yTo = "y_to"
    case value, label, row, column
  }

  private var rows: [[Column: String]] = []

  /// Adds a row.
  mutating func add(_ row: [Column: String]) { rows.append(row) }

  /// Comma-separated text with a header, without the columns that no row has.
  var csv: String {
    let columns = Column.allCases.filter { column in rows.contains { $0[column] != nil } }
    var text = columns.map(\.rawValue).joined(separator: ",") + "\n"
    for row in rows {
      text += columns.map { row[$0] ?? "" }.joined(separator: ",") + "\n"
    }
    return text
  }

  /// A number; `nil` and what is not finite is `NaN`, which gnuplot leaves a gap for.
  static func number(_ value: Double?) -> String {
    guard let value, value.isFinite else { return "NaN" }
    // Whole numbers as people write them: 20, not 20.0.
    return value == value.rounded() && abs(value) < 1e15 ? "\(Int(value))" : "\(value)"
  }

  /// A text on one line, quoted where commas and quotes need it.
  static func text(_ text: String) -> String {
    let line = ScriptText.oneLine(text)
    guard line.unicodeScalars.contains(where: { $0 == "," || $0 == "\"" }) else { return line }
    var quoted = String.UnicodeScalarView("\"".unicodeScalars)
    for scalar in line.unicodeScalars {
      quoted.append(scalar)
      if scalar == "\"" { quoted.append(scalar) }
    }
    quoted.append("\"")
    return String(quoted)
  }
}
