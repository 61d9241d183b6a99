/// The order in which people number files: `_0_2` before `_0_10`.
public enum NaturalOrder {
  /// Sorts names.
  ///
  /// - Parameter names: in any order.
  /// - Returns: the names with runs of digits ordered by value and all else by character.
  public static func sorted(_ names: some Sequence<String>) -> [String] {
    names.sorted(by: precedes)
  }

  /// Whether one name stands before another.
  ///
  /// - Parameters:
  ///   - left: a name.
  ///   - right: another.
  /// - Returns: `true` if `left` comes first; a strict total order of distinct names.
  public static func precedes(_ left: String, _ right: String) -> Bool {
    var (a, b) = (Array(left.utf8)[...], Array(right.utf8)[...])
    while let x = a.first, let y = b.first {
      if isDigit(x), isDigit(y) {
        let (m, n) = (number(&a), number(&b))
        if m.count != n.count { return m.count < n.count }
        if m != n { return m.lexicographicallyPrecedes(n) }
      } else if x != y {
        return x < y
      } else {
        a.removeFirst()
        b.removeFirst()
      }
    }
    if a.isEmpty != b.isEmpty { return a.isEmpty }
    // Only leading zeros differ, or nothing.
    return left < right
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte >= 48 && byte <= 57 }

  /// Takes a run of digits off and returns it without leading zeros.
  private static func number(_ bytes: inout ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let digits = bytes.prefix(while: isDigit)
    bytes = bytes.dropFirst(digits.count)
    return digits.drop { $0 == 48 }
  }
}
