/// How times change every year, as the last line of a time zone's file says (`TZ` of POSIX).
struct ZoneRule {
  /// Daylight saving, and when it begins and ends.
  struct Daylight {
    let time: LocalTime
    /// On clocks of the standard time.
    let start: ZoneRuleDay
    /// On clocks of the daylight saving time.
    let end: ZoneRuleDay
  }

  let standard: LocalTime
  let daylight: Daylight?

  func localTime(at moment: Int) -> LocalTime {
    guard let daylight else { return standard }
    let year = CalendarDate(seconds: moment + standard.offset).year
    return time(
      moment, daylight, from: daylight.start.seconds(in: year) - standard.offset,
      to: daylight.end.seconds(in: year) - daylight.time.offset)
  }

  func localTime(onClock seconds: Int) -> LocalTime {
    guard let daylight else { return standard }
    let year = CalendarDate(seconds: seconds).year
    let more = daylight.time.offset - standard.offset
    // As for changes that are listed: the first of two moments alike belongs to the old time.
    return time(
      seconds, daylight, from: daylight.start.seconds(in: year) + max(more, 0),
      to: daylight.end.seconds(in: year) + max(-more, 0))
  }

  /// South of the equator the end comes before the start.
  private func time(
    _ seconds: Int, _ daylight: Daylight, from start: Int, to end: Int
  ) -> LocalTime {
    let isDaylight =
      start < end
      ? (start..<end).contains(seconds) : !(end..<start).contains(seconds)
    return isDaylight ? daylight.time : standard
  }
}
