/// How the stacked rows of some events are cut into blocks that stay in a core's cache.
struct RowBlocks {
  /// A block: rows of one event.
  struct Part {
    /// Number of the event in the stack.
    let event: Int
    /// Rows counted in the stack.
    let rows: Range<Int>
    /// The same rows counted in the event.
    let local: Range<Int>
  }

  /// Rows of each event in the stack.
  let events: [Range<Int>]
  /// The blocks, in ascending order; none crosses an event.
  let parts: [Part]

  /// Blocks of 128 rows keep the chain of 256-wide layers in the second-level cache; smaller events
  /// get smaller blocks, so that several cores have work.
  static let fullBlock = 128

  /// Cuts a stack of events.
  ///
  /// - Parameter counts: number of elements of each event.
  init(counts: [Int]) {
    var events: [Range<Int>] = []
    var start = 0
    for count in counts {
      events.append(start..<start + count)
      start += count
    }
    let quarter = (start / 4 + 15) / 16 * 16
    let size = min(Self.fullBlock, max(32, quarter))
    var parts: [Part] = []
    for (event, rows) in events.enumerated() {
      for first in stride(from: rows.lowerBound, to: rows.upperBound, by: size) {
        let block = first..<min(first + size, rows.upperBound)
        parts.append(
          Part(
            event: event, rows: block,
            local: block.lowerBound - rows.lowerBound..<block.upperBound - rows.lowerBound))
      }
    }
    self.events = events
    self.parts = parts
  }

  /// All rows of the stack.
  var count: Int { events.last?.upperBound ?? 0 }
}
