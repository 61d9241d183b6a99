import Evaluation
import Events
import Testing

@Suite struct ConfusionMatrixTests {
  /// 3 charged hadrons found, 1 lost; 2 photons found, 1 called neutral hadron; 1 photon from nothing.
  let matrix = {
    var matrix = ConfusionMatrix()
    for _ in 0..<3 { matrix.fill(truth: .chargedHadron, reco: .chargedHadron) }
    matrix.fill(truth: .chargedHadron, reco: .none)
    for _ in 0..<2 { matrix.fill(truth: .photon, reco: .photon) }
    matrix.fill(truth: .photon, reco: .neutralHadron)
    matrix.fill(truth: .none, reco: .photon)
    return matrix
  }()

  @Test func efficiency() {
    #expect(matrix.efficiency(.chargedHadron) == 0.75)
    #expect(matrix.efficiency(.photon) == 2.0 / 3)
    #expect(matrix.efficiency(.muon) == nil)
  }

  @Test func fakeRateCountsElementsWithoutTruth() {
    #expect(matrix.fakeRate(.chargedHadron) == 0)
    #expect(matrix.fakeRate(.photon) == 1.0 / 3)
    #expect(matrix.fakeRate(.neutralHadron) == 1)
    #expect(matrix.fakeRate(.electron) == nil)
  }

  @Test func accuracy() {
    #expect(matrix.elements == 8)
    #expect(matrix.accuracy == 5.0 / 8)
    // The lost charged hadron and the photon from nothing are masked.
    #expect(matrix.maskedAccuracy == 5.0 / 6)
    #expect(ConfusionMatrix().accuracy == nil)
    #expect(ConfusionMatrix().maskedAccuracy == nil)
  }

  @Test func rowsSumToOne() {
    let rows = matrix.rowNormalised
    #expect(rows[1] == [0.25, 0.75, 0, 0, 0, 0])
    #expect(rows[5] == [nil, nil, nil, nil, nil, nil])
  }

  @Test func merges() {
    var sum = matrix
    sum.merge(matrix)
    #expect(sum.elements == 16)
    #expect(sum.counts[1][1] == 6)
    #expect(sum.truthCount(.photon) == 6)
    #expect(sum.recoCount(.photon) == 6)
  }
}
