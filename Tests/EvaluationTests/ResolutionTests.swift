import Events
import Testing

@testable import Evaluation

@Suite struct ResolutionTests {
  @Test func smallCase() {
    var sums = ResolutionSums(.neutralHadron, .energy, .own)
    // Residuals -0.5, 0, 0.5, 1; one true zero and one that is not a number are left out.
    for (reco, truth) in [(5.0, 10.0), (10, 10), (15, 10), (20, 10), (3, 0), (.nan, 1)] {
      sums.add(reco: reco, truth: truth)
    }
    let found = sums.resolution
    #expect(found.count == 4)
    #expect(found.excluded == 2)
    #expect(found.mean == 0.25)
    // numpy.std([-.5, 0, .5, 1])
    #expect(close(found.sigma, 0.5590169943749475, 1e-12))
    // numpy.quantile([-.5, 0, .5, 1], [.25, .5, .75]) = -0.125, 0.25, 0.625
    #expect(close(found.median, 0.25, 1e-3))
    #expect(close(found.interquartileRange, 0.75, 2e-3))
    #expect(found.histogram.entries == 4)
  }

  @Test func clippedToTen() {
    var sums = ResolutionSums(.photon, .pT, .own)
    sums.add(reco: 1000, truth: 1)
    sums.add(reco: -1000, truth: 1)
    sums.add(reco: .infinity, truth: 1)
    #expect(close(sums.resolution.mean, 10.0 / 3))
    #expect(sums.resolution.histogram.overflow == 2)
    #expect(sums.resolution.histogram.underflow == 1)
  }

  /// A negative true eta must not flip the sign of the relative residual.
  @Test func negativeTruth() {
    var sums = ResolutionSums(.photon, .eta, .own)
    sums.add(reco: -2.2, truth: -2)
    #expect(close(sums.resolution.mean, 0.1))
  }

  @Test func nothingIsUndefined() {
    let found = ResolutionSums(.muon, .pT, .paper).resolution
    #expect(found.mean == nil)
    #expect(found.sigma == nil)
    #expect(found.median == nil)
    #expect(found.interquartileRange == nil)
  }
}

@Suite struct MomentsTests {
  @Test func doesNotDependOnTheOrder() {
    var random = LinearCongruential(state: 7)
    let values = (0..<2000).map { _ in random.uniform(-10, 10) }
    var forward = Moments()
    var backward = Moments()
    var halves = (Moments(), Moments())
    for value in values { forward.add(value) }
    for value in values.reversed() { backward.add(value) }
    for (index, value) in values.enumerated() {
      if index % 2 == 0 { halves.0.add(value) } else { halves.1.add(value) }
    }
    halves.0.merge(halves.1)
    #expect(forward == backward)
    #expect(forward == halves.0)
    let mean = values.reduce(0, +) / 2000
    #expect(close(forward.mean, mean, 1e-10))
    let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 2000
    #expect(close(forward.sigma, variance.squareRoot(), 1e-10))
  }

  @Test func sigmaOfEqualValuesIsZero() {
    var moments = Moments()
    for _ in 0..<3 { moments.add(0.1) }
    #expect(close(moments.sigma, 0, 1e-8))
  }
}

@Suite struct QuantileSketchTests {
  /// Against sorting, for residuals of every size.
  @Test(arguments: [1, 2, 3, 10, 1001]) func agreesWithSorting(count: Int) throws {
    var random = LinearCongruential(state: UInt64(count))
    let values = (0..<count).map { _ in
      let size = 10 * random.uniform(-1, 1)
      return size * size * size / 100
    }.sorted()
    var sketch = QuantileSketch()
    for value in values { sketch.add(value) }
    let probabilities = [0, 0.16, 0.25, 0.5, 0.75, 0.84, 1]
    let found = try #require(sketch.quantiles(probabilities))
    for (probability, quantile) in zip(probabilities, found) {
      let place = probability * Double(count - 1)
      let low = values[Int(place)]
      let high = values[min(Int(place) + 1, count - 1)]
      let exact = low + (place - place.rounded(.down)) * (high - low)
      #expect(abs(quantile - exact) <= 1e-3 * max(abs(low), abs(high)) + 1e-6)
    }
  }

  @Test func zeroAndTheEnds() throws {
    var sketch = QuantileSketch()
    for value in [0.0, 0, 0, -10, 10] { sketch.add(value) }
    let found = try #require(sketch.quantiles([0, 0.5, 1]))
    #expect(close(found[0], -10, 1e-3))
    #expect(found[1] == 0)
    #expect(close(found[2], 10, 1e-3))
    #expect(QuantileSketch().quantiles([0.5]) == nil)
  }
}

/// A generator whose numbers are the same on every machine (Knuth's MMIX constants).
struct LinearCongruential {
  var state: UInt64

  mutating func uniform(_ lower: Double, _ upper: Double) -> Double {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return lower + (upper - lower) * Double(state >> 11) / 0x1p53
  }
}
