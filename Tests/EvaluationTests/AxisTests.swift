import Evaluation
import Events
import Testing

@Suite struct AxisTests {
  let axis = Axis(name: "pT", unit: "GeV", lower: 0, upper: 3, bins: 6)

  @Test(arguments: [
    (-0.1, 0), (-Double.infinity, 0), (0.0, 1), (0.49, 1), (0.5, 2), (2.99, 6), (3.0, 7),
    (Double.infinity, 7), (Double.nan, 7), (2.9999999999999996, 6),
  ]) func slot(value: Double, expected: Int) {
    #expect(axis.slot(of: value) == expected)
  }

  @Test func edgesAndCentres() {
    #expect(axis.edges == [0, 0.5, 1, 1.5, 2, 2.5, 3])
    #expect(axis.centres == [0.25, 0.75, 1.25, 1.75, 2.25, 2.75])
    #expect(axis.slots == 8)
  }

  @Test(arguments: PID.allCases, Quantity.allCases)
  func aWholeChargeIsInTheMiddleOfItsBin(pid: PID, quantity: Quantity) {
    // Every axis can be made; charges do not sit on an edge.
    #expect(Binning.efficiency(quantity, pid).bins > 0)
    #expect(Binning.residual(quantity, pid).unit == "")
    let axis = Binning.distribution(.charge)
    for charge in [-1.0, 0, 1] {
      let centre = axis.centres[axis.slot(of: charge) - 1]
      #expect(abs(centre - charge) < 1e-12)
    }
  }
}
