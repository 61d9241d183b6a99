/// What clocks of a time zone show for a while, such as Central European Summer Time.
struct LocalTime: Equatable {
  /// Seconds that are added to UTC.
  let offset: Int
  /// What it is called, such as "CEST".
  let name: String
  /// Whether it is a time other than the usual one of the zone.
  var isDaylightSaving = false

  static let utc = LocalTime(offset: 0, name: "UTC")

  /// The time of an offset that has no name of its own, such as "UTC+02:00".
  static func at(_ offset: Int) -> LocalTime {
    let unnamed = LocalTime(offset: offset, name: "")
    return offset == 0
      ? .utc : LocalTime(offset: offset, name: "UTC" + unnamed.difference(separator: ":"))
  }

  /// The offset as "+0200", with seconds where it has some.
  func difference(separator: String) -> String {
    let size = Int(offset.magnitude)
    var parts = [size / 3600, size / 60 % 60]
    if size % 60 != 0 { parts.append(size % 60) }
    return (offset < 0 ? "-" : "+")
      + parts.map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: separator)
  }
}
