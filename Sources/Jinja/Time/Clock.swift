/// What the `now` tag writes, without the system's locale.
enum Clock {
  static func text(
    _ environment: Environment, zone: Value, shift: (sign: Int, amount: Value)?, format: Value?
  ) throws(TemplateError) -> String {
    guard let name = zone.text else {
      throw TemplateError(.parser, "Could not parse timezone expression '\(try zone.printed())'.")
    }
    let zone = try Zone(named: name, environment)
    var local = zone.localTime(at: environment.now)
    var date = CalendarDate(seconds: environment.now + local.offset)
    if let shift {
      date = try ClockShift(shift.sign, shift.amount).applied(to: date, in: zone)
      local = zone.localTime(onClock: date.seconds)
    }
    guard let layout = (format ?? .string("%Y-%m-%d")).text else {
      throw TemplateError(
        .type, "strftime() argument 1 must be str, not \(format?.typeName ?? "")")
    }
    return date.formatted(layout, local)
  }
}
