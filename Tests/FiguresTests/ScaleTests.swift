import Testing

@testable import Figures

@Suite struct ScaleTests {
  private func scale(
    _ data: [Double], _ margin: Scale.Margin = .init(), range: ClosedRange<Double>? = nil,
    log: Bool = false
  ) -> Scale {
    Scale(PlotAxis("", range: range, isLogarithmic: log), data, margin)
  }

  @Test func `without a margin the axis ends where the data end`() {
    let found = scale([3, .nan, -1, .infinity, 2])
    #expect(found.lower == -1)
    #expect(found.upper == 3)
  }

  @Test func `room at the upper end is a part of the whole axis`() {
    let linear = scale([0, 3], .init(head: 0.25))
    #expect(linear.lower == 0)
    #expect(linear.upper == 4)
    let logarithmic = scale([1, 1000], .init(head: 0.25), log: true)
    #expect(abs(logarithmic.upper - 10_000) < 1e-8)
  }

  @Test(arguments: [
    -1e308...1e308, 0...Double.leastNonzeroMagnitude, 1...1.000_000_000_000_000_2,
    -Double.infinity...Double.infinity,
    1e300...1e301,
  ])
  func `ends that no one can want still make an axis`(_ range: ClosedRange<Double>) {
    for isLogarithmic in [false, true] {
      let found = scale([], range: range, log: isLogarithmic)
      #expect(found.lower < found.upper && found.upper <= 2e100)
      #expect(!found.ticks(length: 5, spacing: 1).step.isEmpty)
    }
  }

  @Test func `counts begin at 0`() {
    #expect(scale([2, 9], .init(pad: 0.1, fromZero: true)) == scale([], range: 0...10))
  }

  @Test func `a logarithmic axis has no place for 0 and less`() {
    let fitted = scale([0, -3, 10, 100], log: true)
    #expect(fitted.lower == 10)
    #expect(fitted.upper == 100)
    let asked = scale([0, 0.5], range: 0...50, log: true)
    #expect(asked.lower == 0.5)
    #expect(asked.upper == 50)
    #expect(scale([2, 3], range: -2...0, log: true) == scale([2, 3], log: true))
  }

  @Test(arguments: [false, true])
  func `one value or none still gives an axis`(log: Bool) {
    for data in [[], [5.0], [5, 5], [.nan]] {
      let found = scale(data, .init(pad: 0.05), log: log)
      #expect(found.lower < found.upper)
      #expect(!log || found.lower > 0)
    }
  }

  @Test(arguments: [
    (0.0, 1.05, 5.0, "0.2", "'%.1f'"), (-2, 2, 7, "0.5", "'%.1f'"), (0, 5600, 7, "500", "'%.0f'"),
    (0, 250, 3, "100", "'%.0f'"), (0, 3e6, 5, "500000", "'%.1s%c'"),
    (0, 0.00004, 5, "5e-06", "'%.1e'"),
  ])
  func `ticks stand at round numbers`(
    low: Double, high: Double, length: Double, step: String, format: String
  ) throws {
    let ticks = scale([], range: low...high).ticks(length: length, spacing: 0.8)
    #expect(Double(ticks.step) == Double(step))
    #expect(length * (Double(ticks.step) ?? 0) / (high - low) > 0.7 * 0.8)
    #expect(ticks.format == format)
  }

  @Test(arguments: [
    (1.0, 1000.0, "1e1", "'%g'"), (1e-4, 1, "1e1", "'10^{%T}'"), (1e-12, 1, "1e3", "'10^{%T}'"),
    (2, 30, "(2.0, 5.0, 10.0, 20.0)", "'%g'"), (3, 4, "(3.0, 4.0)", "'%g'"),
  ])
  func `a logarithmic axis names powers of ten, or 1, 2 and 5`(
    low: Double, high: Double, step: String, format: String
  ) {
    let ticks = scale([], range: low...high, log: true).ticks(length: 4, spacing: 0.8)
    #expect(ticks.step == step)
    #expect(ticks.format == format)
  }
}
