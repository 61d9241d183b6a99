/// One pair of axes and what is drawn on them.
public struct Panel: Sendable, Equatable {
  /// What a panel shows.
  public enum Content: Sendable, Equatable {
    /// Curves, points and histograms.
    case series([Series])
    /// Coloured cells with their values; the axes' titles are used, their ranges are not.
    case heatMap(HeatMap)
    /// Nodes and edges in a plane.
    case graph(Graph)
  }

  /// Where the legend stands.
  public enum Legend: Sendable, Equatable {
    /// There is none.
    case none
    /// In a corner of the panel.
    case topLeft, topRight, bottomLeft, bottomRight
    /// Below the panel, entries side by side.
    case below
  }

  /// A line above the panel, may be empty.
  public var title: String
  /// The horizontal axis.
  public var x: PlotAxis
  /// The vertical axis.
  public var y: PlotAxis
  /// What is drawn.
  public var content: Content
  /// Where the legend stands.
  public var legend: Legend

  /// Describes a panel.
  ///
  /// - Parameters:
  ///   - title: a line above it.
  ///   - x: the horizontal axis.
  ///   - y: the vertical axis.
  ///   - content: what is drawn.
  ///   - legend: where the legend stands.
  public init(
    title: String = "", x: PlotAxis, y: PlotAxis, content: Content, legend: Legend = .topRight
  ) {
    self.title = title
    self.x = x
    self.y = y
    self.content = content
    self.legend = legend
  }
}

/// An axis of a panel.
public struct PlotAxis: Sendable, Equatable {
  /// Its title with the unit: "pT (GeV)".
  public var label: String
  /// The ends; `nil` fits the data.
  public var range: ClosedRange<Double>?
  /// Whether its scale is logarithmic, base 10.
  public var isLogarithmic: Bool

  /// Describes an axis.
  ///
  /// - Parameters:
  ///   - label: its title with the unit.
  ///   - range: the ends; `nil` fits the data.
  ///   - isLogarithmic: whether its scale is logarithmic.
  public init(_ label: String, range: ClosedRange<Double>? = nil, isLogarithmic: Bool = false) {
    self.label = label
    self.range = range
    self.isLogarithmic = isLogarithmic
  }
}
