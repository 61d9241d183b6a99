import Evaluation
import Events
import Testing

@Suite struct EfficiencyTests {
  @Test func binnedInTheTrueParticle() {
    var efficiency = Efficiency(.chargedHadron, along: .pT)
    efficiency.fill(truth: .chargedHadron, reco: .chargedHadron, value: 0.02)
    efficiency.fill(truth: .chargedHadron, reco: .photon, value: 0.03)
    efficiency.fill(truth: .chargedHadron, reco: .none, value: 7)
    efficiency.fill(truth: .photon, reco: .chargedHadron, value: 0.02)
    #expect(efficiency.curve.axis.unit == "GeV")
    #expect(efficiency.curve.total.counts[0] == 2)
    #expect(efficiency.curve.intervals[0]?.value == 0.5)
    #expect(efficiency.curve.intervals[1] == nil)
    #expect(efficiency.curve.total.overflow == 1)
    #expect(efficiency.curve.overall?.value == 1.0 / 3)
  }

  /// Curves fill in the same axes as the published ones.
  @Test func publishedAxes() {
    let energy = Efficiency(.neutralHadron, along: .energy).curve.axis
    #expect([energy.lower, energy.upper, Double(energy.bins)] == [5, 55, 60])
    let eta = Efficiency(.chargedHadron, along: .eta).curve.axis
    #expect([eta.lower, eta.upper, Double(eta.bins)] == [-3, 3, 60])
    #expect(Efficiency(.photon, along: .energy).curve.axis.bins == 74)
  }
}

@Suite struct FakeRateTests {
  private func filled(_ convention: FakeRate.Convention) -> RatioCurve {
    var rate = FakeRate(.photon, along: .energy, convention)
    // One right at 1 GeV, one neutral hadron of 10 GeV seen as a photon of 20, one from nothing.
    rate.fill(truth: .photon, reco: .photon, trueValue: 1, recoValue: 1)
    rate.fill(truth: .neutralHadron, reco: .photon, trueValue: 10, recoValue: 20)
    rate.fill(truth: .none, reco: .photon, trueValue: 0, recoValue: 30)
    rate.fill(truth: .photon, reco: .none, trueValue: 1, recoValue: 0)
    return rate.curve
  }

  @Test func withoutElementsThatHaveNoTruth() {
    let curve = filled(.truthOnly)
    #expect(curve.total.entries == 2)
    #expect(curve.overall?.value == 0.5)
    #expect(curve.passed.counts[curve.axis.slot(of: 10) - 1] == 1)
  }

  @Test func withElementsThatHaveNoTruth() {
    let curve = filled(.allElements)
    #expect(curve.total.entries == 3)
    #expect(curve.overall?.value == 2.0 / 3)
    #expect(curve.passed.counts[curve.axis.slot(of: 20) - 1] == 1)
    #expect(curve.passed.counts[curve.axis.slot(of: 30) - 1] == 1)
    #expect(curve.passed.counts[curve.axis.slot(of: 10) - 1] == 0)
  }
}
