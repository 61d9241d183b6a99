import FoundationEssentials

/// When a project was made, in its maker's local time.
struct CreationTime: Equatable {
  /// Seconds since 1970.
  let seconds: Int
  /// Local time minus UTC in seconds.
  let offset: Int

  init(seconds: Int, offset: Int) {
    self.seconds = seconds
    self.offset = offset
  }

  /// As in `2026-01-15T13:08:16+01:00`.
  var text: String {
    let zone = TimeZone(secondsFromGMT: offset) ?? .gmt
    return Date(timeIntervalSince1970: Double(seconds))
      .formatted(Date.ISO8601FormatStyle(timeZoneSeparator: .colon, timeZone: zone))
  }

  /// Reads a time; `nil` if it has another form.
  init?(_ text: String) {
    guard let date = try? Date(text, strategy: .iso8601) else { return nil }
    seconds = Int(date.timeIntervalSince1970)
    let digits = text.suffix(5).split(separator: ":").compactMap { Int($0) }
    guard !text.hasSuffix("Z") else {
      offset = 0
      return
    }
    guard digits.count == 2, let sign = text.dropLast(5).last, sign == "+" || sign == "-" else {
      return nil
    }
    offset = (sign == "-" ? -1 : 1) * (digits[0] * 3600 + digits[1] * 60)
  }
}
