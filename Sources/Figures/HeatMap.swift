/// A table of numbers as coloured cells, each with its value written in it.
public struct HeatMap: Sendable, Equatable {
  /// Names of the rows from top to bottom.
  public var rows: [String]
  /// Names of the columns from left to right.
  public var columns: [String]
  /// Numbers row by row; `nil` and exact zero are grey cells, zero with a "0" in it.
  public var values: [[Double?]]
  /// Title of the colour scale.
  public var label: String
  /// Ends of the colour scale; smaller and larger values take the colour at the end.
  public var range: ClosedRange<Double>
  /// Whether the colour scale is logarithmic, base 10.
  public var isLogarithmic: Bool
  /// Decimal places of the values in the cells.
  public var decimals: Int

  /// Describes a heat map.
  ///
  /// - Parameters:
  ///   - rows: names of the rows from top to bottom.
  ///   - columns: names of the columns from left to right.
  ///   - values: numbers row by row.
  ///   - label: title of the colour scale.
  ///   - range: ends of the colour scale.
  ///   - isLogarithmic: whether the colour scale is logarithmic.
  ///   - decimals: decimal places of the values in the cells.
  public init(
    rows: [String], columns: [String], values: [[Double?]], label: String,
    range: ClosedRange<Double>, isLogarithmic: Bool = false, decimals: Int = 2
  ) {
    precondition(
      values.count == rows.count && values.allSatisfy { $0.count == columns.count },
      "\(values.count) rows for \(rows.count) names")
    self.rows = rows
    self.columns = columns
    self.values = values
    self.label = label
    self.range = range
    self.isLogarithmic = isLogarithmic
    self.decimals = decimals
  }
}
