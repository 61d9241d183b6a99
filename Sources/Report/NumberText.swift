/// Numbers as they are written in texts; tables are formatted by the template.
enum NumberText {
  /// A number with a fixed number of decimals: "0.95"; "undefined" without a value.
  static func fixed(_ value: Double?, _ decimals: Int = 2) -> String {
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

  /// A proportion as "95.3 %".
  static func percent(_ value: Double?) -> String {
    guard let value else { return "undefined" }
    return fixed(100 * value, 1) + " %"
  }

  /// A whole number with commas: "254,987".
  static func grouped(_ value: Int) -> String {
    let digits = Array(String(value.magnitude))
    var text = value < 0 ? "-" : ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { text += "," }
      text.append(digit)
    }
    return text
  }

  /// A number of things: "1 event", "3 events".
  static func count(_ value: Int, _ noun: String) -> String {
    "\(grouped(value)) \(noun)\(value == 1 ? "" : "s")"
  }
}
