/// A day of every year, and a time on it.
struct ZoneRuleDay {
  enum Day {
    /// A weekday of a month, 0 being Sunday; week 5 is the last one.
    case weekday(Int, week: Int, month: Int)
    /// 1 to 365, where 29 February is not counted.
    case withoutLeapDay(Int)
    /// 0 to 365, where it is.
    case withLeapDay(Int)
  }

  let day: Day
  /// Seconds after the midnight that begins the day; also negative, or more than a day.
  let time: Int

  /// Seconds from 1970-01-01 00:00 on the same clock.
  func seconds(in year: Int) -> Int { days(in: year) * 86_400 + time }

  private func days(in year: Int) -> Int {
    switch day {
    case .weekday(let weekday, let week, let month):
      let first = CalendarDate.days(year, month, 1)
      let next =
        month == 12
        ? CalendarDate.days(year + 1, 1, 1)
        : CalendarDate.days(year, month + 1, 1)
      let wanted = first + (weekday - CalendarDate.weekday(first) + 7) % 7 + 7 * (week - 1)
      return wanted < next ? wanted : wanted - 7
    case .withoutLeapDay(let number):
      // 28 February is the 59th day.
      return number <= 59
        ? CalendarDate.days(year, 1, number) : CalendarDate.days(year, 3, 1) + number - 60
    case .withLeapDay(let number): return CalendarDate.days(year, 1, 1) + number
    }
  }
}
