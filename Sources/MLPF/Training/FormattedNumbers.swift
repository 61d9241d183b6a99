extension Double {
  /// Four significant digits, without an exponent where that stays short.
  var formatted4: String {
    guard isFinite, self != 0 else { return "\(self)" }
    let size = abs(self)
    guard size >= 1e-4, size < 1e6 else {
      let exponent = Int(floor(log10(size)))
      let mantissa = self / pow(10, Double(exponent))
      return "\((mantissa * 1000).rounded() / 1000)e\(exponent)"
    }
    let digits = max(0, 3 - Int(floor(log10(size))))
    let scale = pow(10, Double(digits))
    var text = "\((self * scale).rounded() / scale)"
    if digits == 0, let dot = text.firstIndex(of: ".") { text = String(text[..<dot]) }
    return text
  }
}

extension AlignedFloats {
  /// Whether no number is infinite or NaN.
  var isFinite: Bool {
    UnsafeBufferPointer(start: pointer, count: count).allSatisfy(\.isFinite)
  }
}

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif
