/// Memory of one worker for sums that are not kept.
final class RuleScratch: @unchecked Sendable {  // Used by one worker at a time.
  private let plus = DoubleMatrix()
  private let minus = DoubleMatrix()
  private let sum = DoubleMatrix()
  private let space = DoubleMatrix()

  /// Room for two parts of `count` numbers each.
  func parts(count: Int) -> (UnsafeMutablePointer<Double>, UnsafeMutablePointer<Double>) {
    plus.reshape(rows: count, columns: 1)
    minus.reshape(rows: count, columns: 1)
    return (plus.base, minus.base)
  }

  /// The positive and the negative ones of some numbers, each with 0 elsewhere.
  func split(_ x: UnsafePointer<Double>, count: Int)
    -> (UnsafeMutablePointer<Double>, UnsafeMutablePointer<Double>)
  {
    let (positive, negative) = parts(count: count)
    for index in 0..<count {
      positive[index] = max(x[index], 0)
      negative[index] = min(x[index], 0)
    }
    return (positive, negative)
  }

  /// Room for `count` sums of lin_s, which no relevance is divided by.
  func spaceSums(count: Int) -> UnsafeMutablePointer<Double> {
    space.reshape(rows: count, columns: 1)
    return space.base
  }

  /// Room for `count` sums.
  func sums(count: Int) -> UnsafeMutablePointer<Double> {
    sum.reshape(rows: count, columns: 1)
    return sum.base
  }
}
