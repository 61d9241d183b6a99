/// A distance in time such as 'days=1, hours=2', as clocks and calendars on the wall show it.
struct ClockShift {
  private var months = 0
  private var seconds = 0.0

  init(_ sign: Int, _ amount: Value) throws(TemplateError) {
    guard let text = amount.text else {
      throw TemplateError(.type, "a shift of the time must be text such as 'days=1'")
    }
    var amounts: [String: Double] = [:]
    for part in text.split(scalars: ",") {
      let pair = part.split(scalars: "=").map { $0.stripped() }
      guard pair.count == 2, let amount = Double((sign < 0 ? "-" : "+") + pair[1]),
        amount.magnitude < 1e12
      else {
        throw TemplateError(.value, "'\(part.stripped())' is not a shift such as 'days=1'")
      }
      amounts[pair[0]] = amount
    }
    for (unit, amount) in amounts {
      if let length = Self.secondsByUnit[unit] {
        seconds += length * amount
      } else if let length = Self.monthsByUnit[unit] {
        guard amount == amount.rounded() else {
          throw TemplateError(.value, "a shift by \(unit) must be a whole number")
        }
        months += length * Int(amount)
      } else {
        throw TemplateError(.value, "'\(unit)' is not a unit of time")
      }
    }
  }

  private static let secondsByUnit = [
    "weeks": 604_800.0, "days": 86_400, "hours": 3600, "minutes": 60, "seconds": 1,
    "microseconds": 1e-6,
  ]
  private static let monthsByUnit = ["years": 12, "quarters": 3, "months": 1]

  /// The time that a clock shows later, or earlier.
  ///
  /// A time that is left out where clocks are set forward becomes as much later.
  func applied(to date: CalendarDate, in zone: Zone) throws(TemplateError) -> CalendarDate {
    let later = try moved(date, months)
    // Clocks show no parts of seconds.
    let wanted = (Double(later.seconds) + seconds).rounded(.down)
    guard let time = CalendarDate(seconds: wanted) else { throw Self.outOfRange }
    let moment = time.seconds - zone.localTime(onClock: time.seconds).offset
    guard moment + zone.localTime(at: moment).offset != time.seconds else { return time }
    let before = zone.localTime(onClock: time.seconds - 86_400).offset
    let after = zone.localTime(onClock: time.seconds + 86_400).offset
    return CalendarDate(seconds: time.seconds + after - before)
  }

  private func moved(_ date: CalendarDate, _ months: Int) throws(TemplateError) -> CalendarDate {
    guard months != 0 else { return date }
    let index = date.year * 12 + date.month - 1 + months
    guard (12..<120_000).contains(index) else { throw Self.outOfRange }
    let (year, month) = (index / 12, index % 12 + 1)
    let first = CalendarDate.days(year, month, 1)
    let length = CalendarDate.days(index % 12 == 11 ? year + 1 : year, month % 12 + 1, 1) - first
    let days = first + min(date.day, length) - 1
    return CalendarDate(seconds: days * 86_400 + date.time)
  }

  private static var outOfRange: TemplateError {
    TemplateError(.overflow, "the shifted date is not in the years 1 to 9999")
  }
}
