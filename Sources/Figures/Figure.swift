/// A described picture: panels in a grid, with a title, drawn by gnuplot or by anyone from its data.
///
/// Knows nothing of physics; texts are plain Unicode, and whoever draws escapes them.
public struct Figure: Sendable, Equatable {
  /// Widths of a journal's columns.
  public enum Width: Sendable, Equatable {
    /// One column, 8.6 cm.
    case column
    /// The whole page, 17.2 cm.
    case page

    /// The width in centimetres.
    public var centimetres: Double { self == .column ? 8.6 : 17.2 }
  }

  /// Name of its files without an ending: small letters, digits and `_`.
  public var name: String
  /// One line above everything.
  public var title: String
  /// A smaller line below the title, may be empty.
  public var subtitle: String
  /// Its width on paper.
  public var width: Width
  /// Its height on paper in centimetres.
  public var height: Double
  /// Panels side by side; the rest goes into further rows.
  public var columns: Int
  /// The panels, row by row; at least one.
  public var panels: [Panel]

  /// Describes a figure.
  ///
  /// - Parameters:
  ///   - name: name of its files without an ending.
  ///   - title: one line above everything.
  ///   - subtitle: a smaller line below it.
  ///   - width: its width on paper.
  ///   - height: its height in centimetres.
  ///   - columns: panels side by side.
  ///   - panels: at least one.
  public init(
    name: String, title: String, subtitle: String = "", width: Width = .page, height: Double = 8,
    columns: Int = 1, panels: [Panel]
  ) {
    precondition(!panels.isEmpty && columns > 0 && height > 0, "figure \(name) has no panel")
    self.name = name
    self.title = title
    self.subtitle = subtitle
    self.width = width
    self.height = height
    self.columns = columns
    self.panels = panels
  }
}
