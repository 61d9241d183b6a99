/// Reads a time zone's file, which RFC 8536 describes (TZif), of any version.
struct ZoneFileReader {
  private var rest: ArraySlice<UInt8>

  /// How many of each thing a block of the file holds.
  private struct Header {
    let version: UInt8
    let universalMarks, standardMarks, leapSeconds, changes, times, letters: Int

    /// Bytes of the block.
    func size(momentBytes: Int) -> Int {
      changes * (momentBytes + 1) + times * 6 + letters + leapSeconds * (momentBytes + 4)
        + standardMarks + universalMarks
    }
  }

  /// The times of the zone; `nil` if the file is damaged.
  static func read(_ bytes: [UInt8]) -> ZoneHistory? {
    var reader = ZoneFileReader(rest: bytes[...])
    guard let header = reader.header() else { return nil }
    if header.version == 0 { return reader.history(header, momentBytes: 4, hasRule: false) }
    // The first block is for programs that read 32 bits only.
    guard reader.take(header.size(momentBytes: 4)) != nil, let header = reader.header() else {
      return nil
    }
    return reader.history(header, momentBytes: 8, hasRule: true)
  }

  private mutating func take(_ count: Int) -> ArraySlice<UInt8>? {
    guard count <= rest.count else { return nil }
    defer { rest = rest.dropFirst(count) }
    return rest.prefix(count)
  }

  private mutating func header() -> Header? {
    guard let start = take(20), start.starts(with: "TZif".utf8) else { return nil }
    var counts: [Int] = []
    for _ in 0..<6 {
      guard let bytes = take(4) else { return nil }
      counts.append(bytes.reduce(0) { $0 << 8 | Int($1) })
    }
    return Header(
      version: start[start.startIndex + 4], universalMarks: counts[0], standardMarks: counts[1],
      leapSeconds: counts[2], changes: counts[3], times: counts[4], letters: counts[5])
  }

  private mutating func history(
    _ header: Header, momentBytes: Int, hasRule: Bool
  ) -> ZoneHistory? {
    guard header.size(momentBytes: momentBytes) <= rest.count else { return nil }
    let moments = (0..<header.changes).compactMap { _ in
      take(momentBytes).map(Self.signed)
    }
    let indices = take(header.changes) ?? []
    guard let times = times(header), let first = times.first else { return nil }
    _ = take(
      header.leapSeconds * (momentBytes + 4) + header.standardMarks + header.universalMarks)

    var changes: [ZoneHistory.Change] = []
    var current = first
    for (moment, index) in zip(moments, indices) {
      guard Int(index) < times.count, changes.last.map({ $0.moment < moment }) ?? true else {
        return nil
      }
      changes.append(.init(moment: moment, before: current, after: times[Int(index)]))
      current = times[Int(index)]
    }
    var rule: ZoneRule?
    if hasRule {
      guard take(1)?.first == 10, let end = rest.firstIndex(of: 10) else { return nil }
      let line = rest[..<end]
      rule = ZoneRuleReader.read(line)
      guard rule != nil || line.isEmpty else { return nil }
    }
    return ZoneHistory(
      changes: changes, earliest: times.first { !$0.isDaylightSaving } ?? first, rule: rule)
  }

  private mutating func times(_ header: Header) -> [LocalTime]? {
    let entries = (0..<header.times).compactMap { _ in take(6) }
    let letters = take(header.letters) ?? []
    var times: [LocalTime] = []
    for entry in entries {
      let offset = Self.signed(entry.prefix(4))
      let marks = entry.suffix(2)
      let name = letters.dropFirst(Int(marks[marks.endIndex - 1])).prefix { $0 != 0 }
      guard offset.magnitude < 86_400, !name.isEmpty, name.allSatisfy({ (33...126).contains($0) })
      else { return nil }
      times.append(
        LocalTime(
          offset: offset, name: String(decoding: name, as: UTF8.self),
          isDaylightSaving: marks[marks.startIndex] != 0))
    }
    return times
  }

  /// A big-endian number of four or eight bytes; one outside all years is as good as the nearest
  /// that sums cannot overflow with.
  private static func signed(_ bytes: ArraySlice<UInt8>) -> Int {
    let bits = bytes.reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    let number =
      bytes.count == 4
      ? Int(Int32(truncatingIfNeeded: bits)) : Int(Int64(truncatingIfNeeded: bits))
    return min(max(number, -(1 << 60)), 1 << 60)
  }
}
