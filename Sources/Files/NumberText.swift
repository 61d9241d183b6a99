/// Numbers as they are written in sentences and tables for people.
public enum NumberText {
  /// A number with a fixed number of decimals.
  ///
  /// - Parameters:
  ///   - value: the number.
  ///   - decimals: how many.
  /// - Returns: such as "0.95"; "undefined" without a value, or for one that is far too large.
  public static func fixed(_ value: Double?, _ decimals: Int = 2) -> String {
    guard let value, value.isFinite, value.magnitude < 1e12 else { return "undefined" }
    var scale = 1
    for _ in 0..<decimals { scale *= 10 }
    let whole = Int((value.magnitude * Double(scale)).rounded())
    let sign = value < 0 && whole != 0 ? "-" : ""
    guard decimals > 0 else { return "\(sign)\(whole)" }
    let digits = String(whole % scale)
    let zeros = String(repeating: "0", count: decimals - digits.count)
    return "\(sign)\(whole / scale).\(zeros)\(digits)"
  }

  /// A proportion as a percentage.
  ///
  /// - Parameter value: 0 to 1.
  /// - Returns: such as "95.3 %"; "undefined" without a value.
  public static func percent(_ value: Double?) -> String {
    guard let value else { return "undefined" }
    return fixed(100 * value, 1) + " %"
  }

  /// A number as a short decimal and a power of ten.
  ///
  /// - Parameter value: the number.
  /// - Returns: such as "2.3e-5"; "undefined" for what is not finite.
  public static func scientific(_ value: Double) -> String {
    guard value.isFinite, value != 0 else { return value == 0 ? "0" : "undefined" }
    var exponent = 0
    var digits = value.magnitude
    while digits >= 9.95 {
      digits /= 10
      exponent += 1
    }
    while digits < 0.995 {
      digits *= 10
      exponent -= 1
    }
    let sign = value < 0 ? "-" : ""
    return "\(sign)\(fixed(digits, 1))" + (exponent == 0 ? "" : "e\(exponent)")
  }

  /// A whole number with commas.
  ///
  /// - Parameter value: the number.
  /// - Returns: such as "254,987".
  public static func grouped(_ value: Int) -> String {
    let digits = Array(String(value.magnitude))
    var text = value < 0 ? "-" : ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { text += "," }
      text.append(digit)
    }
    return text
  }

  /// A number of things.
  ///
  /// - Parameters:
  ///   - value: how many.
  ///   - noun: what, in the singular.
  /// - Returns: such as "1 event" and "3 events".
  public static func count(_ value: Int, _ noun: String) -> String {
    "\(grouped(value)) \(noun)\(value == 1 ? "" : "s")"
  }
}
