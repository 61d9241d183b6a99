#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The ends of an axis and its ticks.
struct Scale: Equatable {
  var lower: Double
  var upper: Double
  let isLogarithmic: Bool

  /// What lies further out than any quantity does not stretch an axis, nor overflow on the way.
  private static let largest = 1e100

  /// How the ends keep a distance from the data.
  struct Margin {
    /// A part of the length at both ends.
    var pad = 0.0
    /// A part of the length that stays free at the upper end.
    var head = 0.0
    /// Whether an axis of numbers that are all positive begins at 0.
    var fromZero = false
  }

  /// An axis with the ends asked for, or those of the data.
  init(_ axis: PlotAxis, _ data: some Sequence<Double>, _ margin: Margin) {
    isLogarithmic = axis.isLogarithmic
    let usable = data.filter {
      abs($0) <= Self.largest && (!axis.isLogarithmic || $0 >= 1 / Self.largest)
    }
    var (low, high) = (usable.min() ?? 1, usable.max() ?? (axis.isLogarithmic ? 10 : 1))
    // A logarithmic axis has no place for 0 and less: it begins at the smallest number it can show.
    if let range = axis.range, !axis.isLogarithmic || range.upperBound > 0 {
      high = range.upperBound
      low = axis.isLogarithmic && range.lowerBound <= 0 ? min(low, high / 10) : range.lowerBound
      let smallest = axis.isLogarithmic ? 1 / Self.largest : -Self.largest
      (lower, upper) = (
        min(max(low, smallest), Self.largest), min(max(high, smallest), Self.largest)
      )
      if isTooNarrow { widen() }
      return
    }
    (lower, upper) = (low, high)
    let startsAtZero = !isLogarithmic && margin.fromZero && low >= 0
    if startsAtZero { lower = 0 }
    if isTooNarrow { widen() }
    guard margin.pad > 0 || margin.head > 0 else { return }
    let free = 1 - margin.head - margin.pad * (startsAtZero ? 1 : 2)
    if isLogarithmic {
      let length = log(upper / lower) / free
      lower /= exp(length * margin.pad)
      upper = lower * exp(length)
    } else {
      let length = (upper - lower) / free
      if !startsAtZero { lower -= length * margin.pad }
      upper = lower + length
    }
  }

  /// An axis from one number to another.
  init(_ range: ClosedRange<Double>, isLogarithmic: Bool) {
    self.init(
      PlotAxis("", range: range, isLogarithmic: isLogarithmic), [Double](), Margin())
  }

  /// Whether no ticks fit between the ends.
  private var isTooNarrow: Bool {
    !(upper - lower > 1e-12 * max(abs(lower), abs(upper), 1 / Self.largest))
  }

  /// Makes an axis of one value one that can be drawn.
  private mutating func widen() {
    if isLogarithmic {
      (lower, upper) = (lower / 2, lower * 2)
    } else {
      let half = max(abs(lower) / 2, 0.5)
      (lower, upper) = (lower - half, lower + half)
    }
  }

  /// Ticks along an axis.
  struct Ticks: Equatable {
    /// gnuplot's settings for them, without the axis's name: `tics 0.2`, `format '%.1f'`.
    let step: String
    let format: String
    /// Smaller ticks between two ticks, 0 for none.
    let between: Int
    /// The widest label, for the room it needs.
    let widest: String
  }

  /// Ticks that keep at least `spacing` centimetres apart on an axis of `length` centimetres.
  func ticks(length: Double, spacing: Double) -> Ticks {
    isLogarithmic ? decades(length, spacing) : even(length, spacing)
  }

  private func even(_ length: Double, _ spacing: Double) -> Ticks {
    let rough = (upper - lower) / max(2, (length / spacing).rounded(.down))
    let exponent = Int(floor(log10(rough)))
    let steps = [(1, 5), (2, 4), (5, 5), (10, 5)].map { factor, between in
      // Read as a number: the product of factor and power would not be the nearest one to it.
      (size: Double("\(factor)e\(exponent)") ?? rough, between: between)
    }
    let (step, between) = steps.first { $0.size >= rough * 0.7 } ?? steps[3]
    let places = max(0, Int(-floor(log10(step * 1.001))))
    let largest = max(abs(lower), abs(upper))
    let format = largest >= 1e6 ? "%.1s%c" : places > 4 ? "%.1e" : "%.\(places)f"
    let digits = largest >= 1e6 || places > 4 ? 5 : max(1, Int(log10(max(largest, 1))) + 1)
    return Ticks(
      step: "\(step)", format: ScriptText.quoted(format), between: between,
      widest: (lower < 0 ? "-" : "") + String(repeating: "0", count: digits)
        + (places > 0 && places <= 4 ? "." + String(repeating: "0", count: places) : ""))
  }

  private func decades(_ length: Double, _ spacing: Double) -> Ticks {
    let first = Int(ceil(log10(lower) - 1e-9))
    let last = Int(floor(log10(upper) + 1e-9))
    guard last > first else { return withinADecade() }
    let fitting = max(1, Int(length / spacing))
    let every = max(1, (last - first + fitting - 1) / fitting)
    let isPlain = first >= -2 && last <= 3
    let widest =
      isPlain
      ? [first, last].map { "\(pow(10, Double($0)))" }.max { $0.count < $1.count } ?? "" : "10-10"
    return Ticks(
      step: "1e\(every)", format: isPlain ? "'%g'" : "'10^{%T}'", between: every == 1 ? 10 : 0,
      widest: widest.hasSuffix(".0") ? String(widest.dropLast(2)) : widest)
  }

  /// With fewer than two powers of ten in sight, 1, 2 and 5 are named.
  private func withinADecade() -> Ticks {
    let powers = Int(floor(log10(lower)))...Int(ceil(log10(upper)))
    var names: [Double] = []
    for power in powers {
      for factor in [1.0, 2, 5] {
        let value: Double = factor * pow(10.0, Double(power))
        if value >= lower * 0.999999, value <= upper * 1.000001 { names.append(value) }
      }
    }
    let list = names.isEmpty ? [lower, upper] : names
    return Ticks(
      step: "(" + list.map { "\($0)" }.joined(separator: ", ") + ")", format: "'%g'", between: 0,
      widest: list.map { DataTable.number($0) }.max { $0.count < $1.count } ?? "")
  }
}
