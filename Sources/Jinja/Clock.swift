/// Dates for the `now` tag, without the system's locale.
enum Clock {
  static func text(
    _ environment: Environment, zone: Value, shift: (sign: Int, amount: Value)?, format: Value?
  ) throws(TemplateError) -> String {
    guard let name = zone.text else {
      throw TemplateError(.parser, "Could not parse timezone expression '\(try zone.printed())'.")
    }
    let offset = try offset(name, environment)
    var date = Date(seconds: environment.now + offset, offset: offset)
    if let shift { date = try shifted(date, shift.sign, shift.amount) }
    let layout: String
    switch format {
    case nil: layout = "%Y-%m-%d"
    case .some(let value):
      guard let text = value.text else {
        throw TemplateError(
          .type, "strftime() argument 1 must be str, not \(value.typeName)")
      }
      layout = text
    }
    return date.formatted(layout, isUTC: ["utc", "UTC"].contains(name))
  }

  private static func offset(_ name: String, _ environment: Environment) throws(TemplateError)
    -> Int
  {
    switch name {
    case "local": return environment.localOffset
    case "utc", "UTC", "GMT", "Etc/UTC", "Z": return 0
    default:
      let digits = name.utf8.filter { $0 >= 48 && $0 <= 57 }.map { Int($0) - 48 }
      guard let sign = name.first, sign == "+" || sign == "-", digits.count == 4,
        name.utf8.count == 5 || (name.utf8.count == 6 && name.contains(":"))
      else {
        throw TemplateError(.parser, "Could not parse timezone expression '\(name)'.")
      }
      let seconds = (digits[0] * 10 + digits[1]) * 3600 + (digits[2] * 10 + digits[3]) * 60
      return sign == "-" ? -seconds : seconds
    }
  }

  private static func shifted(
    _ date: Date, _ sign: Int, _ amount: Value
  ) throws(TemplateError) -> Date {
    guard let text = amount.text else {
      throw TemplateError(.type, "a shift of the time must be text such as 'days=1'")
    }
    var months = 0
    var seconds = 0
    for part in text.split(scalars: ",") {
      let pair = part.split(scalars: "=").map { $0.stripped() }
      guard pair.count == 2, let value = Double(pair[1]), value.magnitude < 100_000 else {
        throw TemplateError(.value, "'\(part.stripped())' is not a shift such as 'days=1'")
      }
      switch pair[0] {
      case "years": months += 12 * Int(value)
      case "months": months += Int(value)
      case "weeks": seconds += Int(value * 604_800)
      case "days": seconds += Int(value * 86_400)
      case "hours": seconds += Int(value * 3600)
      case "minutes": seconds += Int(value * 60)
      case "seconds": seconds += Int(value)
      default:
        throw TemplateError(.type, "'\(pair[0])' is not a unit of time")
      }
    }
    return date.adding(months: sign * months).adding(seconds: sign * seconds)
  }

  /// A moment in the Gregorian calendar.
  struct Date {
    let seconds: Int
    let offset: Int
    let year: Int
    let month: Int
    let day: Int
    let days: Int
    let time: Int

    init(seconds: Int, offset: Int) {
      // Years 1 to 9999, as in Python.
      let seconds = min(max(seconds, -62_135_596_800), 253_402_300_799)
      self.seconds = seconds
      self.offset = offset
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

    static func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
      let year = month <= 2 ? year - 1 : year
      let era = (year >= 0 ? year : year - 399) / 400
      let yearOfEra = year - era * 400
      let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
      return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        - 719_468
    }

    func adding(seconds more: Int) -> Date { Date(seconds: seconds + more, offset: offset) }

    func adding(months more: Int) -> Date {
      let index = year * 12 + month - 1 + more
      let newYear = index >= 0 ? index / 12 : (index - 11) / 12
      let newMonth = index - newYear * 12 + 1
      let next = newMonth == 12 ? (newYear + 1, 1) : (newYear, newMonth + 1)
      let length =
        Self.days(next.0, next.1, 1) - Self.days(newYear, newMonth, 1)
      let newDays = Self.days(newYear, newMonth, min(day, length))
      return Date(seconds: newDays * 86_400 + time, offset: offset)
    }
  }
}
