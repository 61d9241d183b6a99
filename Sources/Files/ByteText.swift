/// Sizes as people read them.
public enum ByteText {
  private static let units = ["bytes", "kB", "MB", "GB", "TB", "PB"]

  /// A number of bytes with three digits or so: "532 bytes", "1.5 GB".
  ///
  /// - Parameter count: the number.
  /// - Returns: the number in the largest unit, a power of 1000 bytes, that leaves 1 or more.
  public static func of(_ count: Int) -> String {
    guard abs(count) >= 1000 else { return count == 1 ? "1 byte" : "\(count) bytes" }
    var (value, unit) = (Double(count), 0)
    // 999.5 would be rounded to 1000.
    while abs(value) >= 999.5, unit < units.count - 1 {
      value /= 1000
      unit += 1
    }
    let rounded = abs(value) >= 99.95 ? "\(Int(value.rounded()))" : "\((value * 10).rounded() / 10)"
    return "\(rounded) \(units[unit])"
  }
}
