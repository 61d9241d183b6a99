/// A table as comma-separated text, one header line; undefined numbers are empty cells.
struct CSV {
  private(set) var text: String

  init(_ header: [String]) { text = header.joined(separator: ",") + "\n" }

  /// Adds a line; cells that are `nil` or not finite stay empty.
  mutating func add(_ cells: [Cell]) {
    text += cells.map(\.text).joined(separator: ",") + "\n"
  }

  /// One value of a line.
  struct Cell: ExpressibleByStringLiteral {
    let text: String

    init(stringLiteral value: String) { text = value }
    init(_ value: String) { text = value }
    init(_ value: Int) { text = "\(value)" }
    init(_ value: Double?) {
      text = value.flatMap { $0.isFinite ? "\($0)" : nil } ?? ""
    }
  }
}
