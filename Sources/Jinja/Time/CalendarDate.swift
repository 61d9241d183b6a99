/// What a calendar and a clock on the wall show, in the Gregorian calendar.
struct CalendarDate {
  /// Seconds since 1970-01-01 00:00 on the same clock.
  let seconds: Int
  let year: Int
  let month: Int
  let day: Int
  /// Days since 1970-01-01.
  let days: Int
  /// Seconds since midnight.
  let time: Int

  /// Years 1 to 9999, as in Python.
  private static let range = -62_135_596_800...253_402_300_799

  /// A time; one before the year 1 or after 9999 is the first or the last there is.
  init(seconds: Int) {
    let seconds = min(max(seconds, Self.range.lowerBound), Self.range.upperBound)
    self.seconds = seconds
    time = ((seconds % 86_400) + 86_400) % 86_400
    days = (seconds - time) / 86_400
    // Days are counted from 1 March of year 0, so that leap days end a year.
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let part = (5 * dayOfYear + 2) / 153
    day = dayOfYear - (153 * part + 2) / 5 + 1
    month = part < 10 ? part + 3 : part - 9
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  }

  /// A time in whole seconds; `nil` before the year 1 and after 9999.
  init?(seconds: Double) {
    guard Double(Self.range.lowerBound)...Double(Self.range.upperBound) ~= seconds else {
      return nil
    }
    self.init(seconds: Int(seconds))
  }

  /// Days from 1970-01-01 to a date.
  static func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
    let year = month <= 2 ? year - 1 : year
    let era = (year >= 0 ? year : year - 399) / 400
    let yearOfEra = year - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
      - 719_468
  }

  /// The day of the week on which a day falls, counted from 1970-01-01; 0 is Sunday.
  static func weekday(_ days: Int) -> Int { (((days + 4) % 7) + 7) % 7 }
}
