/// Where a clock hangs.
enum Zone {
  /// The same time all the time.
  case fixed(LocalTime)
  /// Times that begin and end.
  case changing(ZoneHistory)

  /// What clocks show at a moment, in seconds since 1970-01-01 UTC.
  func localTime(at moment: Int) -> LocalTime {
    switch self {
    case .fixed(let time): time
    case .changing(let history): history.localTime(at: moment)
    }
  }

  /// The time that a clock shows; where two moments look alike on it, that of the first one, and
  /// where clocks never show it, the one before they are set forward.
  ///
  /// Seconds are counted from 1970-01-01 00:00 on that clock.
  func localTime(onClock seconds: Int) -> LocalTime {
    switch self {
    case .fixed(let time): time
    case .changing(let history): history.localTime(onClock: seconds)
    }
  }
}
