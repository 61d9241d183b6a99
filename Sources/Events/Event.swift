/// One collision: N detector elements and what belongs to each of them.
///
/// Row i of all three tables speaks of element i. The tables are the data set's own
/// (`docs/formats.md` lists the columns); nothing is normalised or completed here.
public struct Event: Sendable {
  /// Features of the elements, shape (N, 12).
  public let elements: Table
  /// Generator-level truth (`ygen`), shape (N, 7).
  public let truth: Table
  /// Candidates of the rule-based particle flow (`ycand`), shape (N, 7).
  public let ruleBased: Table

  /// Joins the three tables of an event.
  ///
  /// - Parameters:
  ///   - elements: shape (N, 12).
  ///   - truth: shape (N, 7).
  ///   - ruleBased: shape (N, 7).
  public init(elements: Table, truth: Table, ruleBased: Table) {
    precondition(elements.columns == Columns.elementFeatures)
    precondition(truth.columns == Columns.targets && ruleBased.columns == Columns.targets)
    precondition(elements.rows == truth.rows && elements.rows == ruleBased.rows)
    self.elements = elements
    self.truth = truth
    self.ruleBased = ruleBased
  }

  /// Number of elements, N.
  public var count: Int { elements.rows }

  /// The kind of an element; `nil` for a number that is no kind, which `DelphesFile` refuses.
  ///
  /// - Parameter element: its row.
  /// - Returns: cluster or track.
  public func kind(_ element: Int) -> ElementKind? {
    // Not through Int, which traps on the NaN of a damaged store.
    switch elements[element, 0] {
    case 1: .cluster
    case 2: .track
    default: nil
    }
  }
}
