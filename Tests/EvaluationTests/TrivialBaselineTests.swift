import Evaluation
import Events
import Testing

@Suite struct TrivialBaselineTests {
  private func classify(_ row: [Float]) -> Particles {
    TrivialBaseline.particles(
      for: Event(
        elements: Table(row, rows: 1, columns: 12),
        truth: Table(Array(repeating: 0, count: 7), rows: 1, columns: 7),
        ruleBased: Table(Array(repeating: 0, count: 7), rows: 1, columns: 7)))
  }

  /// Muon bit, electron bit, expected class.
  @Test(arguments: [(0, 0, PID.chargedHadron), (1, 0, .muon), (0, 1, .electron), (1, 1, .muon)])
  func track(muon: Float, electron: Float, expected: PID) {
    let found = classify([2, 1.5, 0.5, 0.6, 0.8, 1.7, 0.6, 0.5, 0.7, -1, muon, electron])
    #expect(found.pid == [expected])
    #expect(found.charge == [-1])
    #expect(found.pT == [1.5])
    #expect(found.eta == [0.5])
    #expect(found.sinPhi == [0.6])
    #expect(found.cosPhi == [0.8])
    #expect(found.energy == [1.7])
  }

  /// E, E_ecal, E_hcal, expected class.
  @Test(arguments: [
    (20, 20, 0, PID.photon), (1, 1, 0, .photon), (9, 0, 9, .neutralHadron),
    (8.9, 0, 8.9, .none), (0, 0, 0, .none),
  ]) func cluster(energy: Float, ecal: Float, hcal: Float, expected: PID) {
    let found = classify([1, 2, 0.5, 0.6, 0.8, energy, ecal, hcal, 0, 0, 0, 0])
    #expect(found.pid == [expected])
    #expect(found.charge == [0])
    #expect(found.energy == [energy])
  }

  @Test func paddingIsNothing() {
    #expect(classify(Array(repeating: 0, count: 12)).pid == [.none])
  }
}
