extension CalendarDate {
  private static let monthNames = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
  ]
  private static let dayNames = [
    "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday",
  ]

  private var weekday: Int { Self.weekday(days) }
  private var dayOfYear: Int { days - Self.days(year, 1, 1) }

  /// The year and week of ISO 8601.
  private var isoWeek: (year: Int, week: Int) {
    let thursday = days - (weekday + 6) % 7 + 3
    let other = CalendarDate(seconds: thursday * 86_400)
    return (other.year, (thursday - Self.days(other.year, 1, 1)) / 7 + 1)
  }

  /// The date by a layout of `strftime` in the C locale, with the time zone it is told in.
  func formatted(_ layout: String, _ local: LocalTime) -> String {
    var result = ""
    var rest = layout.unicodeScalars[...]
    while let scalar = rest.popFirst() {
      guard scalar == "%", var code = rest.popFirst() else {
        result.unicodeScalars.append(scalar)
        continue
      }
      var flag: Unicode.Scalar?
      if code == "-" || code == "_" || code == "0", let next = rest.popFirst() {
        flag = code
        code = next
      }
      result += directive(code, flag, local)
    }
    return result
  }

  private func directive(
    _ code: Unicode.Scalar, _ flag: Unicode.Scalar?, _ local: LocalTime
  ) -> String {
    func padded(_ value: Int, _ width: Int, _ fill: String = "0") -> String {
      let digits = String(value)
      let fill = flag == "_" ? " " : flag == "0" ? "0" : fill
      guard flag != "-", digits.count < width else { return digits }
      return String(repeating: fill, count: width - digits.count) + digits
    }
    let hour = time / 3600
    let hour12 = hour % 12 == 0 ? 12 : hour % 12
    let monthName = Self.monthNames[month - 1]
    switch code {
    case "a": return String(Self.dayNames[weekday].prefix(3))
    case "A": return Self.dayNames[weekday]
    case "b", "h": return String(monthName.prefix(3))
    case "B": return monthName
    case "c": return formatted("%a %b %e %H:%M:%S %Y", local)
    case "C": return padded(year / 100, 2)
    case "d": return padded(day, 2)
    case "D", "x": return formatted("%m/%d/%y", local)
    case "e": return padded(day, 2, " ")
    case "f": return "000000"
    case "F": return formatted("%Y-%m-%d", local)
    case "g": return padded(isoWeek.year % 100, 2)
    case "G": return String(isoWeek.year)
    case "H": return padded(hour, 2)
    case "I": return padded(hour12, 2)
    case "j": return padded(dayOfYear + 1, 3)
    case "k": return padded(hour, 2, " ")
    case "l": return padded(hour12, 2, " ")
    case "m": return padded(month, 2)
    case "M": return padded(time / 60 % 60, 2)
    case "n": return "\n"
    case "p": return hour < 12 ? "AM" : "PM"
    case "P": return hour < 12 ? "am" : "pm"
    case "r": return formatted("%I:%M:%S %p", local)
    case "R": return formatted("%H:%M", local)
    case "s": return String(seconds - local.offset)
    case "S": return padded(time % 60, 2)
    case "t": return "\t"
    case "T", "X": return formatted("%H:%M:%S", local)
    case "u": return String(weekday == 0 ? 7 : weekday)
    case "U": return padded((dayOfYear + 7 - weekday) / 7, 2)
    case "V": return padded(isoWeek.week, 2)
    case "w": return String(weekday)
    case "W": return padded((dayOfYear + 7 - (weekday + 6) % 7) / 7, 2)
    case "y": return padded(year % 100, 2)
    case "Y": return String(year)
    case "z": return local.difference(separator: "")
    case "Z": return local.name
    case "%": return "%"
    default: return "%\(flag.map { String($0) } ?? "")\(code)"
    }
  }
}
