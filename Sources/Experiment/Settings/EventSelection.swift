/// Some of the test events, counted from 0 over all test files: "all", "7", "0-9,20".
public struct EventSelection: Sendable, Equatable {
  private let ranges: [ClosedRange<Int>]?

  /// What a text must be, for messages.
  public static let wanted = "'all', or numbers and ranges from 0 such as 0-9,20"

  /// All events.
  public static let all = EventSelection(ranges: nil)

  /// The first events, or all if there are fewer.
  ///
  /// - Parameter count: how many.
  /// - Returns: the selection.
  public static func first(_ count: Int) -> EventSelection {
    EventSelection(ranges: [0...count - 1])
  }

  private init(ranges: [ClosedRange<Int>]?) { self.ranges = ranges }

  /// The text that gives this selection.
  public var text: String {
    guard let ranges else { return "all" }
    return ranges.map { range in
      let (first, last) = (range.lowerBound, range.upperBound)
      return first == last ? "\(first)" : "\(first)-\(last)"
    }.joined(separator: ",")
  }

  /// Reads a selection; `nil` if the text is none.
  ///
  /// - Parameter text: "all", or numbers and ranges joined by commas.
  public init?(_ text: String) {
    if text == "all" {
      self = .all
      return
    }
    var ranges: [ClosedRange<Int>] = []
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      let ends = part.split(separator: "-", omittingEmptySubsequences: false).map { end in
        end.allSatisfy(\.isNumber) ? Int(end) : nil
      }
      guard (1...2).contains(ends.count), let first = ends[0], let last = ends[ends.count - 1],
        first <= last
      else { return nil }
      ranges.append(first...last)
    }
    self.ranges = ranges
  }

  /// The chosen numbers that exist, ascending.
  ///
  /// - Parameter count: number of events there are.
  /// - Returns: numbers from 0 to `count` - 1.
  public func numbers(of count: Int) -> [Int] {
    guard let ranges else { return Array(0..<count) }
    var chosen: Set<Int> = []
    for range in ranges where range.lowerBound < count {
      chosen.formUnion(range.lowerBound...min(range.upperBound, count - 1))
    }
    return chosen.sorted()
  }
}
