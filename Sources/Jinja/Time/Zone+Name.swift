extension Zone {
  /// The zone that a template names, as Python's arrow reads names: "utc", "local", an offset such
  /// as "+02:00", or a place such as "Europe/Berlin".
  init(named name: String, _ environment: Environment) throws(TemplateError) {
    if ["utc", "UTC", "Z"].contains(name) {
      self = .fixed(.utc)
    } else if name == "local" {
      self = .fixed(
        LocalTime(offset: environment.localOffset, name: environment.localZoneName))
    } else if let offset = Self.offset(name) {
      guard offset.magnitude < 86_400 else {
        throw TemplateError(.value, "the time offset '\(name)' must be less than 24 hours")
      }
      self = .fixed(.at(offset))
    } else {
      self = .changing(try ZoneFolder.history(of: name, in: environment.zoneFolders))
    }
  }

  /// Seconds of "+02:00", "+0200" or "02"; what follows does not count.
  private static func offset(_ name: String) -> Int? {
    var rest = Array(name.unicodeScalars)[...]
    while rest.starts(with: "(UTC".unicodeScalars) { rest = rest.dropFirst(4) }
    let isNegative = rest.first == "-"
    if isNegative || rest.first == "+" { rest = rest.dropFirst() }
    guard let hours = number(rest.prefix(2)) else { return nil }
    rest = rest.dropFirst(2)
    if rest.first == ":" { rest = rest.dropFirst() }
    let seconds = hours * 3600 + (number(rest.prefix(2)) ?? 0) * 60
    return isNegative ? -seconds : seconds
  }

  private static func number(_ digits: ArraySlice<Unicode.Scalar>) -> Int? {
    guard digits.count == 2, digits.allSatisfy(\.isDigit) else { return nil }
    return Int(String(scalars: digits))
  }
}
