/// A whole number of any size, as Python's `int`.
///
/// Only numbers that `Int` cannot hold are kept in this form; `Value.whole` sees to that.
public struct BigInteger: Sendable, Hashable {
  /// The largest size in bits a template may compute with.
  static let bitLimit = 65_536
  /// The most decimal digits that are read or printed, as in Python.
  static let digitLimit = 4300

  var isNegative: Bool
  /// The absolute value, lowest 64 bits first, without zeros at the end.
  var limbs: [UInt]

  init(_ isNegative: Bool, _ limbs: [UInt]) {
    var limbs = limbs
    while limbs.last == 0 { limbs.removeLast() }
    self.isNegative = isNegative && !limbs.isEmpty
    self.limbs = limbs
  }

  init(_ value: Int) { self.init(value < 0, [value.magnitude]) }

  /// The whole part of a real number; `nil` of infinity and of what is no number.
  init?(truncating value: Double) {
    guard value.isFinite else { return nil }
    let whole = value.magnitude.rounded(.down)
    guard whole >= 1 else {
      self.init(0)
      return
    }
    let shift = Int(whole.exponent) - 52
    let significand = BigInteger(false, [UInt(whole.significandBitPattern | 1 << 52)])
    let shifted = shift >= 0 ? significand.shiftedLeft(shift) : significand.shiftedRight(-shift)
    self.init(value < 0, shifted.limbs)
  }

  /// The number as an `Int`, if it fits.
  var int: Int? {
    guard let low = limbs.first else { return 0 }
    guard limbs.count == 1 else { return nil }
    if isNegative { return low <= Int.min.magnitude ? Int(truncatingIfNeeded: 0 &- low) : nil }
    return Int(exactly: low)
  }

  var bitWidth: Int {
    limbs.last.map { limbs.count * UInt.bitWidth - $0.leadingZeroBitCount } ?? 0
  }

  var isZero: Bool { limbs.isEmpty }
  var negated: BigInteger { BigInteger(!isNegative, limbs) }
  var magnitude: BigInteger { BigInteger(false, limbs) }
  var isOdd: Bool { limbs.first.map { $0 & 1 == 1 } ?? false }

  /// The nearest real number, ties to even; infinite if it is too large.
  var double: Double {
    let width = bitWidth
    guard width > 64 else { return (isNegative ? -1 : 1) * Double(limbs.first ?? 0) }
    // The lowest bit of the upper 64 stands for everything cut off, so that rounding is exact.
    let shift = width - 64
    var upper = shiftedRight(shift).limbs[0]
    if hasBits(below: shift) { upper |= 1 }
    let value = Double(sign: .plus, exponent: shift, significand: Double(upper))
    return isNegative ? -value : value
  }

  private func hasBits(below count: Int) -> Bool {
    let whole = count / UInt.bitWidth
    if limbs.prefix(whole).contains(where: { $0 != 0 }) { return true }
    return whole < limbs.count && limbs[whole] & (1 << (count % UInt.bitWidth) &- 1) != 0
  }

  func shiftedLeft(_ count: Int) -> BigInteger {
    let (whole, bits) = (count / UInt.bitWidth, count % UInt.bitWidth)
    var result = [UInt](repeating: 0, count: whole)
    var carry: UInt = 0
    for limb in limbs {
      result.append(limb << bits | carry)
      carry = bits == 0 ? 0 : limb >> (UInt.bitWidth - bits)
    }
    result.append(carry)
    return BigInteger(isNegative, result)
  }

  /// The absolute value without its lowest bits, with the same sign.
  func shiftedRight(_ count: Int) -> BigInteger {
    let (whole, bits) = (count / UInt.bitWidth, count % UInt.bitWidth)
    guard whole < limbs.count else { return BigInteger(0) }
    var result: [UInt] = []
    for index in whole..<limbs.count {
      let next = index + 1 < limbs.count && bits > 0 ? limbs[index + 1] : 0
      result.append(limbs[index] >> bits | (bits == 0 ? 0 : next << (UInt.bitWidth - bits)))
    }
    return BigInteger(isNegative, result)
  }
}

extension BigInteger: Comparable {
  /// Whether the first number is smaller.
  ///
  /// - Parameters:
  ///   - left: a number.
  ///   - right: another number.
  /// - Returns: whether `left` is smaller than `right`.
  public static func < (left: BigInteger, right: BigInteger) -> Bool {
    if left.isNegative != right.isNegative { return left.isNegative }
    let order = compare(left.limbs, right.limbs)
    return left.isNegative ? order > 0 : order < 0
  }

  /// Below 0, 0 or above 0, as the first absolute value is smaller, equal or larger.
  static func compare(_ left: [UInt], _ right: [UInt]) -> Int {
    if left.count != right.count { return left.count - right.count }
    for index in left.indices.reversed() where left[index] != right[index] {
      return left[index] < right[index] ? -1 : 1
    }
    return 0
  }
}
