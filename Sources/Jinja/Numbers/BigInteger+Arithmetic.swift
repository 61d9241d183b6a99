/// The four operations, powers and division as Python rounds it.
extension BigInteger {
  static func + (left: BigInteger, right: BigInteger) -> BigInteger {
    if left.isNegative == right.isNegative {
      return BigInteger(left.isNegative, sum(left.limbs, right.limbs))
    }
    if compare(left.limbs, right.limbs) >= 0 {
      return BigInteger(left.isNegative, difference(left.limbs, right.limbs))
    }
    return BigInteger(right.isNegative, difference(right.limbs, left.limbs))
  }

  static func - (left: BigInteger, right: BigInteger) -> BigInteger { left + right.negated }

  static func * (left: BigInteger, right: BigInteger) -> BigInteger {
    var result = [UInt](repeating: 0, count: left.limbs.count + right.limbs.count)
    for (place, a) in left.limbs.enumerated() {
      var carry: UInt = 0
      for (offset, b) in right.limbs.enumerated() {
        let product = a.multipliedFullWidth(by: b)
        let (first, overflow) = product.low.addingReportingOverflow(result[place + offset])
        let (low, more) = first.addingReportingOverflow(carry)
        result[place + offset] = low
        carry = product.high &+ (overflow ? 1 : 0) &+ (more ? 1 : 0)
      }
      result[place + right.limbs.count] = carry
    }
    return BigInteger(left.isNegative != right.isNegative, result)
  }

  /// The quotient rounded down and the rest, which has the divisor's sign; the divisor is not 0.
  func divided(by divisor: BigInteger) -> (quotient: BigInteger, rest: BigInteger) {
    let (quotient, rest) = Self.divide(limbs, divisor.limbs)
    let isNegative = isNegative != divisor.isNegative
    let whole = BigInteger(isNegative, quotient)
    let left = BigInteger(self.isNegative, rest)
    guard isNegative, !left.isZero else { return (whole, left) }
    return (whole - BigInteger(1), left + divisor)
  }

  /// The power, or `nil` if it could be larger than the limit.
  func power(_ exponent: Int) -> BigInteger? {
    guard bitWidth > 1 else { return exponent % 2 == 0 && isNegative ? negated : self }
    let (bits, overflow) = (bitWidth - 1).multipliedReportingOverflow(by: exponent)
    guard !overflow, bits <= Self.bitLimit else { return nil }
    var result = BigInteger(1)
    var square = self
    var rest = exponent
    while rest > 0 {
      if rest & 1 == 1 { result = result * square }
      rest >>= 1
      if rest > 0 { square = square * square }
    }
    return result
  }

  /// The quotient as a real number, rounded once; infinite if it is too large.
  func realQuotient(_ divisor: BigInteger) -> Double {
    guard !isZero else { return 0 }
    // At least 64 bits of quotient; the lowest one stands for the rest.
    let shift = 66 - bitWidth + divisor.bitWidth
    let dividend = shift > 0 ? magnitude.shiftedLeft(shift) : magnitude
    let scaled = shift < 0 ? divisor.magnitude.shiftedLeft(-shift) : divisor.magnitude
    let (quotient, rest) = dividend.divided(by: scaled)
    let sticky =
      rest.isZero ? quotient : BigInteger(false, [quotient.limbs[0] | 1] + quotient.limbs[1...])
    let value = Double(sign: .plus, exponent: -shift, significand: sticky.double)
    return isNegative != divisor.isNegative ? -value : value
  }

  private static func sum(_ left: [UInt], _ right: [UInt]) -> [UInt] {
    var result: [UInt] = []
    var carry: UInt = 0
    for index in 0..<max(left.count, right.count) {
      let a = index < left.count ? left[index] : 0
      let b = index < right.count ? right[index] : 0
      let (first, overflow) = a.addingReportingOverflow(b)
      let (total, more) = first.addingReportingOverflow(carry)
      result.append(total)
      carry = overflow || more ? 1 : 0
    }
    if carry > 0 { result.append(carry) }
    return result
  }

  /// `left` is not smaller than `right`.
  private static func difference(_ left: [UInt], _ right: [UInt]) -> [UInt] {
    var result: [UInt] = []
    var borrow: UInt = 0
    for index in left.indices {
      let b = index < right.count ? right[index] : 0
      let (first, overflow) = left[index].subtractingReportingOverflow(b)
      let (total, more) = first.subtractingReportingOverflow(borrow)
      result.append(total)
      borrow = overflow || more ? 1 : 0
    }
    return result
  }

  /// Long division of absolute values (Knuth, The Art of Computer Programming 2, 4.3.1, D).
  private static func divide(_ left: [UInt], _ right: [UInt]) -> (quotient: [UInt], rest: [UInt]) {
    if compare(left, right) < 0 { return ([], left) }
    if right.count == 1 {
      var quotient = left
      var rest: UInt = 0
      for index in left.indices.reversed() {
        (quotient[index], rest) = right[0].dividingFullWidth((rest, left[index]))
      }
      return (quotient, [rest])
    }
    let shift = right[right.count - 1].leadingZeroBitCount
    let divisor = BigInteger(false, right).shiftedLeft(shift).limbs
    var rest = BigInteger(false, left).shiftedLeft(shift).limbs
    while rest.count <= left.count { rest.append(0) }
    let size = divisor.count
    let top = divisor[size - 1]
    var quotient = [UInt](repeating: 0, count: rest.count - size)
    for place in quotient.indices.reversed() {
      var guess = UInt.max
      if rest[place + size] < top {
        guess = top.dividingFullWidth((rest[place + size], rest[place + size - 1])).quotient
      }
      var borrow: UInt = 0
      for index in 0..<size {
        let product = guess.multipliedFullWidth(by: divisor[index])
        let (low, more) = product.low.addingReportingOverflow(borrow)
        let (value, less) = rest[place + index].subtractingReportingOverflow(low)
        rest[place + index] = value
        borrow = product.high &+ (more ? 1 : 0) &+ (less ? 1 : 0)
      }
      let (value, isTooLarge) = rest[place + size].subtractingReportingOverflow(borrow)
      rest[place + size] = value
      // The guess is at most 2 too large.
      var isNegative = isTooLarge
      while isNegative {
        guess -= 1
        var carry: UInt = 0
        for index in 0..<size {
          let (first, overflow) = rest[place + index].addingReportingOverflow(divisor[index])
          let (total, more) = first.addingReportingOverflow(carry)
          rest[place + index] = total
          carry = overflow || more ? 1 : 0
        }
        let (last, overflow) = rest[place + size].addingReportingOverflow(carry)
        rest[place + size] = last
        isNegative = !overflow
      }
      quotient[place] = guess
    }
    return (quotient, BigInteger(false, rest).shiftedRight(shift).limbs)
  }
}
