import Evaluation
import Testing

@Suite struct HistogramTests {
  let axis = Axis(name: "E", unit: "GeV", lower: 0, upper: 4, bins: 2)

  @Test func countsEveryEntry() {
    var histogram = Histogram(axis)
    for value in [-1, 0, 1, 2, 3, 3.5, 4, .nan] { histogram.fill(value) }
    #expect(histogram.counts == [2, 3])
    #expect(histogram.underflow == 1)
    #expect(histogram.overflow == 2)
    #expect(histogram.entries == 8)
    // 2 and 3 of the 5 inside, in bins 2 GeV wide.
    #expect(histogram.density == [0.2, 0.3])
  }

  @Test func densityOfNothingIsUndefined() {
    #expect(Histogram(axis).density == [nil, nil])
  }

  @Test func merges() {
    var one = Histogram(axis)
    var other = Histogram(axis)
    one.fill(1)
    other.fill(1)
    other.fill(-1)
    other.fill(9)
    one.merge(other)
    #expect(one.counts == [2, 0])
    #expect([one.underflow, one.overflow] == [1, 1])
  }
}
