/// Reads the rule in the last line of a time zone's file, such as "CET-1CEST,M3.5.0,M10.5.0/3".
struct ZoneRuleReader {
  private var rest: ArraySlice<UInt8>

  /// The rule; `nil` if the line is not one.
  static func read(_ line: ArraySlice<UInt8>) -> ZoneRule? {
    var reader = ZoneRuleReader(rest: line)
    guard let rule = reader.rule(), reader.rest.isEmpty else { return nil }
    return rule
  }

  private mutating func rule() -> ZoneRule? {
    guard let name = name(), let offset = offset() else { return nil }
    let standard = LocalTime(offset: offset, name: name)
    if rest.isEmpty { return ZoneRule(standard: standard, daylight: nil) }
    guard let other = self.name() else { return nil }
    var otherOffset = offset + 3600
    if rest.first != UInt8(ascii: ",") {
      guard let given = self.offset() else { return nil }
      otherOffset = given
    }
    guard skip(","), let start = day(), skip(","), let end = day() else { return nil }
    return ZoneRule(
      standard: standard,
      daylight: .init(
        time: LocalTime(offset: otherOffset, name: other, isDaylightSaving: true), start: start,
        end: end))
  }

  private mutating func skip(_ scalar: Unicode.Scalar) -> Bool {
    guard let next = rest.first, next == UInt8(ascii: scalar) else { return false }
    rest = rest.dropFirst()
    return true
  }

  /// "CET", or "<+0530>" for what is not made of letters.
  private mutating func name() -> String? {
    let isQuoted = skip("<")
    let letters = rest.prefix {
      Unicode.Scalar($0).isASCII && Unicode.Scalar($0).isLetter
        || isQuoted && (Unicode.Scalar($0).isDigit || [43, 45].contains($0))
    }
    guard !letters.isEmpty else { return nil }
    rest = rest.dropFirst(letters.count)
    guard !isQuoted || skip(">") else { return nil }
    return String(decoding: letters, as: UTF8.self)
  }

  /// What is added to UTC; the rule says what is added to local time.
  private mutating func offset() -> Int? {
    guard let time = time(), time.magnitude < 86_400 else { return nil }
    return -time
  }

  /// "2", "-2:30" or "+167:00:00", in seconds.
  private mutating func time() -> Int? {
    let isNegative = skip("-")
    if !isNegative { _ = skip("+") }
    guard var seconds = number(0...167).map({ $0 * 3600 }) else { return nil }
    for unit in [60, 1] where skip(":") {
      guard let part = number(0...59) else { return nil }
      seconds += part * unit
    }
    return isNegative ? -seconds : seconds
  }

  private mutating func number(_ range: ClosedRange<Int>) -> Int? {
    let digits = rest.prefix(3).prefix { Unicode.Scalar($0).isDigit }
    rest = rest.dropFirst(digits.count)
    guard let number = Int(String(decoding: digits, as: UTF8.self)), range ~= number else {
      return nil
    }
    return number
  }

  /// "M3.5.0/3", "J60" or "59"; the time is two o'clock if none is said.
  private mutating func day() -> ZoneRuleDay? {
    let day: ZoneRuleDay.Day
    if skip("M") {
      guard let month = number(1...12), skip("."), let week = number(1...5), skip("."),
        let weekday = number(0...6)
      else { return nil }
      day = .weekday(weekday, week: week, month: month)
    } else if skip("J") {
      guard let number = number(1...365) else { return nil }
      day = .withoutLeapDay(number)
    } else {
      guard let number = number(0...365) else { return nil }
      day = .withLeapDay(number)
    }
    guard skip("/") else { return ZoneRuleDay(day: day, time: 7200) }
    return time().map { ZoneRuleDay(day: day, time: $0) }
  }
}
