/// A table as comma-separated text, one header line; undefined numbers are empty cells.
public struct CSV: Sendable {
  /// The lines so far, each with its line end.
  public private(set) var text: String

  /// Starts a table.
  ///
  /// - Parameter header: names of the columns, without commas and quotes.
  public init(_ header: [String]) { text = header.joined(separator: ",") + "\n" }

  /// Adds a line.
  ///
  /// - Parameter cells: one for each column.
  public mutating func add(_ cells: [Cell]) {
    text += cells.map(\.text).joined(separator: ",") + "\n"
  }

  /// One value of a line; texts hold no commas and quotes.
  public struct Cell: Sendable, ExpressibleByStringLiteral {
    let text: String

    /// A fixed text.
    ///
    /// - Parameter value: the text.
    public init(stringLiteral value: String) { text = value }
    /// A text.
    ///
    /// - Parameter value: the text.
    public init(_ value: String) { text = value }
    /// A whole number.
    ///
    /// - Parameter value: the number.
    public init(_ value: Int) { text = "\(value)" }
    /// A number.
    ///
    /// - Parameter value: the number; `nil` and what is not finite give an empty cell.
    public init(_ value: Double?) {
      text = value.flatMap { $0.isFinite ? "\($0)" : nil } ?? ""
    }
  }
}
