public import Files

/// The events of one source file in the project's own form: a safetensors file that is mapped, not
/// read, so that opening it costs nothing and its events need no memory of their own.
///
/// Tensors: float32 `X` (total, 12), `ygen` (total, 7) and `ycand` (total, 7) with the elements of
/// all events one after the other, and int64 `offsets` (events + 1) with the first row of each.
public struct EventStore: Sendable, RandomAccessCollection {
  /// The file.
  public let path: String
  /// Where the events come from.
  public let source: EventSource
  private let file: MappedFile
  private let offsets: [Int]
  private let starts: (elements: Int, truth: Int, ruleBased: Int)

  /// Opens and checks a store; afterwards every event is known to lie inside it.
  ///
  /// - Parameter path: an existing store.
  /// - Throws: `Failure` with status `badData` when the file is damaged, of another format version
  ///   or no event store.
  /// - Complexity: O(events); the numbers themselves are not looked at.
  public init(_ path: String) throws(Failure) {
    func wrong(_ what: String) -> Failure {
      Failure(
        what, at: path, remedy: "Remove it; it is made again from its source file when needed",
        status: .badData)
    }
    let tensors = try SafeTensors(path)
    guard tensors.metadata["format"] == Self.format else {
      throw Failure(
        "the safetensors file is no event store", at: path,
        remedy: "Name a store of events, or a .pkl.bz2 file", status: .badData)
    }
    guard tensors.metadata["version"] == Self.version else {
      throw wrong("the event store was written by another version of the program")
    }
    guard let source = EventSource(metadata: tensors.metadata) else {
      throw wrong("the event store is damaged: it does not name its source")
    }
    guard let entry = tensors.entries["offsets"], entry.dtype == .int64, entry.shape.count == 1,
      let offsets = tensors.integers("offsets"), offsets.first == 0, let total = offsets.last,
      zip(offsets, offsets.dropFirst()).allSatisfy(<)
    else {
      throw wrong("the event store is damaged: its offsets are not in order")
    }
    func start(_ name: String, _ columns: Int) throws(Failure) -> Int {
      guard let entry = tensors.entries[name], entry.dtype == .float32,
        entry.shape == [total, columns], entry.byteRange.lowerBound % 4 == 0
      else {
        throw wrong("the event store is damaged: \(name) is not (\(total), \(columns))")
      }
      return entry.byteRange.lowerBound
    }
    starts = (
      try start("X", Columns.elementFeatures), try start("ygen", Columns.targets),
      try start("ycand", Columns.targets)
    )
    self.path = path
    self.source = source
    self.offsets = offsets
    file = tensors.file
  }

  /// Number of elements of all events together.
  public var elementCount: Int { offsets.last ?? 0 }

  /// Number of elements of one event, without opening it.
  ///
  /// - Parameter event: index of the event.
  /// - Returns: N, at least 1.
  public func elementCount(of event: Int) -> Int { offsets[event + 1] - offsets[event] }

  /// Index of the first event, 0.
  public var startIndex: Int { 0 }
  /// Number of events.
  public var endIndex: Int { offsets.count - 1 }

  /// An event, whose tables look at the mapped file.
  ///
  /// - Parameter event: its index.
  public subscript(event: Int) -> Event {
    let first = offsets[event]
    let rows = offsets[event + 1] - first
    func table(_ start: Int, _ columns: Int) -> Table {
      Table(mapped: file, byteOffset: start + 4 * first * columns, rows: rows, columns: columns)
    }
    return Event(
      elements: table(starts.elements, Columns.elementFeatures),
      truth: table(starts.truth, Columns.targets),
      ruleBased: table(starts.ruleBased, Columns.targets))
  }
}
