import FoundationEssentials

/// When something was published, UTC, to the second.
public struct ReleaseDate: Sendable, Equatable, Comparable {
  /// Seconds since 1970.
  public let seconds: Int

  /// A moment.
  ///
  /// - Parameter seconds: seconds since 1970.
  public init(seconds: Int) { self.seconds = seconds }

  /// Reads a time as results keep it; `nil` if it has another form.
  ///
  /// - Parameter text: such as `2026-11-24T15:00:00Z`.
  public init?(_ text: String) {
    guard let date = try? Date(text, strategy: .iso8601) else { return nil }
    seconds = Int(date.timeIntervalSince1970)
  }

  /// As in `2026-11-24T15:00:00Z`.
  public var time: String { Date(timeIntervalSince1970: Double(seconds)).ISO8601Format() }
  /// As in `2026-11-24`.
  public var day: String { String(time.prefix(10)) }
  /// As in `2026`.
  public var year: String { String(time.prefix(4)) }

  /// Whether one moment is before another.
  public static func < (one: ReleaseDate, other: ReleaseDate) -> Bool {
    one.seconds < other.seconds
  }
}
