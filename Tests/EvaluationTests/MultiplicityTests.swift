import Evaluation
import Events
import Testing

@Suite struct MultiplicityTests {
  @Test func smallCase() {
    let found = Multiplicity(.photon, truth: [2, 4, 0, 10], reco: [1, 5, 3, 10])
    #expect(found.events == 4)
    #expect(found.excluded == 1)
    // Relative differences -0.5, 0.25, 0: numpy.mean, numpy.std.
    #expect(close(found.mean, -0.08333333333333333, 1e-11))
    #expect(close(found.sigma, 0.3118047822311618, 1e-11))
    // numpy.corrcoef([2, 4, 0, 10], [1, 5, 3, 10])[0, 1]
    #expect(close(found.correlation, 0.9188979832339282, 1e-12))
  }

  @Test func constantCountsHaveNoCorrelation() {
    let found = Multiplicity(.muon, truth: [1, 1, 1], reco: [0, 1, 2])
    #expect(found.correlation == nil)
    #expect(close(found.mean, 0))
  }

  @Test func noEventsNothingDefined() {
    let found = Multiplicity(.electron, truth: [], reco: [])
    #expect(found.correlation == nil)
    #expect(found.mean == nil)
    #expect(found.sigma == nil)
  }

  /// Squares do not fit into 64 bits; (-1, -1), (0, 1) and (1, 0), scaled, give 1/2.
  @Test func largeCounts() {
    let unit = 1 << 40
    let found = Multiplicity(.photon, truth: [0, unit, 2 * unit], reco: [0, 2 * unit, unit])
    #expect(close(found.correlation, 0.5, 1e-12))
  }

  @Test func clippedToTen() {
    #expect(Multiplicity(.photon, truth: [1], reco: [500]).mean == 10)
  }
}
