import Files

/// The dictionary of a DELPHES file, checked event by event.
struct DelphesContent {
  static let keys = ["X", "ygen", "ycand"]
  /// Element type of `X` over all events.
  let dtype: String
  /// Keys beside the known ones.
  let extraKeys: [String]

  private let path: String
  private let reader: PickleReader
  /// The three lists in the order of `keys`.
  private let lists: [[PickleValue]]

  /// Finds the three lists.
  ///
  /// - Parameters:
  ///   - value: what the pickle holds.
  ///   - reader: the reader that made it.
  ///   - path: the file, for messages.
  /// - Throws: `Failure` when a list is missing or the lists differ in length.
  init(_ value: PickleValue, _ reader: PickleReader, _ path: String) throws(Failure) {
    self.path = path
    self.reader = reader
    func wrong(_ what: String) -> Failure {
      Failure(what, at: path, remedy: Self.remedy, status: .badData)
    }
    guard case .dictionary(let index) = value else {
      throw wrong("the pickle holds \(value.description), not a dictionary of X, ygen and ycand")
    }
    var named: [String: PickleValue] = [:]
    for entry in reader.dictionaries[index] {
      named[reader.text(entry.key) ?? entry.key.description] = entry.value
    }
    let names = NaturalOrder.sorted(named.keys)
    var lists: [[PickleValue]] = []
    for key in Self.keys {
      guard let value = named[key] else {
        let found = names.isEmpty ? "nothing" : names.joined(separator: ", ")
        throw wrong("the pickle has no \(key); it holds \(found)")
      }
      switch value {
      case .list(let index), .tuple(let index): lists.append(reader.sequences[index])
      default: throw wrong("\(key) is \(value.description), not a list with one array per event")
      }
    }
    guard lists[0].count == lists[1].count, lists[0].count == lists[2].count else {
      throw wrong(
        "X has \(lists[0].count) events, ygen \(lists[1].count) and ycand \(lists[2].count)")
    }
    guard !lists[0].isEmpty else { throw wrong("the file has no events") }
    self.lists = lists
    extraKeys = names.filter { !Self.keys.contains($0) }
    let types = Set(
      lists[0].compactMap { value in
        if case .array(let index) = value { reader.arrays[index].dtype?.name } else { nil }
      })
    dtype = types.count == 1 ? types.first ?? "" : "mixed"
  }

  /// All events.
  ///
  /// - Throws: `Failure` that names the first event that is not as it should be.
  func events() throws(Failure) -> [Event] {
    var events: [Event] = []
    events.reserveCapacity(lists[0].count)
    for event in lists[0].indices { events.append(try self.event(event)) }
    return events
  }

  private static let remedy =
    "Write each event as three float arrays: X (N, 12), ygen (N, 7) and ycand (N, 7)"

  private func event(_ event: Int) throws(Failure) -> Event {
    let elements = try table(0, event, columns: Columns.elementFeatures)
    let truth = try table(1, event, columns: Columns.targets)
    let ruleBased = try table(2, event, columns: Columns.targets)
    guard elements.rows == truth.rows, elements.rows == ruleBased.rows else {
      throw wrong(
        0, event,
        "X has \(elements.rows) elements, ygen has \(truth.rows) rows and ycand "
          + "\(ruleBased.rows)")
    }
    try checkFinite(elements, 0, event)
    try checkFinite(truth, 1, event)
    try checkFinite(ruleBased, 2, event)
    for row in 0..<elements.rows where elements[row, 0] != 1 && elements[row, 0] != 2 {
      throw wrong(
        0, event,
        "row \(row) of X has the element type \(Self.text(elements[row, 0])), which is neither "
          + "1 (cluster) nor 2 (track)")
    }
    for (list, table) in [(1, truth), (2, ruleBased)] {
      for row in 0..<table.rows where PID(table[row, 0]) == nil {
        throw wrong(
          list, event,
          "row \(row) of \(Self.keys[list]) has the class \(Self.text(table[row, 0])), which is no "
            + "whole number from 0 to 5")
      }
    }
    return Event(elements: elements, truth: truth, ruleBased: ruleBased)
  }

  private func table(_ list: Int, _ event: Int, columns: Int) throws(Failure) -> Table {
    let key = Self.keys[list]
    let value = lists[list][event]
    guard case .array(let index) = value else {
      let what =
        switch value {
        case .list, .tuple: "\(key) is a list of rows, which may differ in length, not an array"
        default: "\(key) is \(value.description), not an array"
        }
      throw wrong(list, event, what)
    }
    let array = reader.arrays[index]
    guard let dtype = array.dtype else {
      throw wrong(list, event, "\(key) is an array without content")
    }
    if dtype.kind == .object {
      throw wrong(
        list, event, "\(key) is an array of objects: its rows differ in length or hold no numbers")
    }
    guard !array.shape.contains(0) else {
      throw wrong(list, event, "\(key) has no rows: the event is empty")
    }
    guard array.shape.count == 2, array.shape[1] == columns else {
      throw wrong(
        list, event, "\(key) has the shape (\(NumPyArray.text(array.shape))), not (N, \(columns))")
    }
    guard let table = array.table else {
      throw wrong(
        list, event, "\(key) has the element type \(dtype.code), which is none of f4, f8, i4, i8")
    }
    return table
  }

  private func checkFinite(_ table: Table, _ list: Int, _ event: Int) throws(Failure) {
    let first = unsafe table.withUnsafeFloats { floats in
      // Zero times a number is zero only if the number is finite; one sum needs no branches.
      let sum = unsafe floats.reduce(Float(0)) { $0 + $1 * 0 }
      return sum == 0 ? nil : unsafe floats.firstIndex { !$0.isFinite }
    }
    guard let first else { return }
    let (row, column) = (first / table.columns, first % table.columns)
    throw wrong(
      list, event,
      "row \(row), column \(column) of \(Self.keys[list]) is \(Self.text(table[row, column])), "
        + "not a finite number")
  }

  /// A failure at an event, and at the byte of the pickle where its array in a list is complete.
  private func wrong(_ list: Int, _ event: Int, _ what: String) -> Failure {
    var place = path
    if case .array(let index) = lists[list][event] {
      place += ", byte \(reader.arrays[index].offset) of the pickle"
    }
    return Failure(what, at: "\(place), event \(event)", remedy: Self.remedy, status: .badData)
  }

  /// A number as short as it can be written: 3, not 3.0.
  private static func text(_ value: Float) -> String {
    let text = "\(value)"
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
}
