/// Numbers that are drawn with one colour and marker and share an entry in the legend.
public struct Series: Sendable, Equatable {
  /// A point with the ends of its error bars; a value that is `nil` leaves a gap.
  public struct Point: Sendable, Equatable {
    /// Horizontal place.
    public var x: Double
    /// Vertical place.
    public var y: Double?
    /// Ends of the vertical error bar.
    public var yRange: ClosedRange<Double>?

    /// Describes a point.
    ///
    /// - Parameters:
    ///   - x: horizontal place.
    ///   - y: vertical place; `nil` leaves a gap.
    ///   - yRange: ends of the vertical error bar.
    public init(_ x: Double, _ y: Double?, yRange: ClosedRange<Double>? = nil) {
      self.x = x
      self.y = y
      self.yRange = yRange
    }
  }

  /// How the numbers are drawn.
  public enum Shape: Sendable, Equatable {
    /// Markers with error bars where there are any.
    case points([Point])
    /// A line through the points, a band where they have ranges.
    case line([Point])
    /// Small markers without error bars, for many points.
    case scatter([Point])
    /// A histogram: `edges` has one number more than `values`; `nil` leaves a gap.
    case steps(edges: [Double], values: [Double?])
  }

  /// Who the numbers speak of; decides colour, marker and dashes everywhere alike.
  public enum Style: Sendable, Equatable {
    /// The network (#d55e00).
    case network
    /// The rule-based particle flow (#666666).
    case ruleBased
    /// Generator truth (black).
    case truth
    /// The trivial baseline (#0072b2).
    case trivial
    /// One of several of equal rank, counted from 0; a palette that colour-blind readers can tell
    /// apart.
    case other(Int)
  }

  /// Entry in the legend; empty for none.
  public var label: String
  /// Colour and marker.
  public var style: Style
  /// The numbers.
  public var shape: Shape

  /// Describes a series.
  ///
  /// - Parameters:
  ///   - label: entry in the legend.
  ///   - style: colour and marker.
  ///   - shape: the numbers.
  public init(_ label: String, _ style: Style, _ shape: Shape) {
    self.label = label
    self.style = style
    self.shape = shape
  }
}
