import TextTable

/// Tables on the terminal.
enum TerminalTable {
  /// Lays out rows of equal length; the first one is the header, numbers stand to the right.
  ///
  /// - Parameter rows: the cells.
  /// - Returns: the table without a line end.
  static func render(_ rows: [[String]]) -> String {
    guard let header = rows.first else { return "" }
    let body = Array(rows.dropFirst())
    let table = TextTable<[String]> { row in
      header.indices.map { index in
        Column(
          title: header[index], value: row[index],
          align: body.contains { isNumber($0[index]) } ? .right : .left)
      }
    }
    var text = table.string(for: body, style: Style.psql) ?? ""
    while text.last?.isNewline == true { text.removeLast() }
    return text
  }

  private static func isNumber(_ cell: String) -> Bool {
    cell.first.map { $0.isNumber || $0 == "-" } ?? false
  }
}
