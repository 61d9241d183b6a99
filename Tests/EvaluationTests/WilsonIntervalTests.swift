import Evaluation
import Testing

@Suite struct WilsonIntervalTests {
  // from math import erf, sqrt; from scipy.stats import binomtest        (scipy 1.17.1)
  // binomtest(k, n).proportion_ci(erf(z / sqrt(2)), "wilson")
  @Test(arguments: [
    (7, 10, 0.5424571843931282, 0.8211791792432354),
    (0, 10, 0.0, 0.09090909090909091),
    (10, 10, 0.9090909090909092, 1.0),
    (953, 1000, 0.9458428979057883, 0.9592520071891167),
    (1, 1, 0.5, 1.0),
  ]) func agreesWithSciPy(successes: Int, trials: Int, lower: Double, upper: Double) {
    let interval = WilsonInterval(successes: successes, trials: trials)
    #expect(interval?.value == Double(successes) / Double(trials))
    #expect(close(interval?.lower, lower, 1e-12))
    #expect(close(interval?.upper, upper, 1e-12))
  }

  @Test func widerAt95Percent() {
    // binomtest(7, 10).proportion_ci(0.95, "wilson")
    let interval = WilsonInterval(successes: 7, trials: 10, z: 1.959963984540054)
    #expect(close(interval?.lower, 0.39677814746114526, 1e-12))
    #expect(close(interval?.upper, 0.892208732593699, 1e-12))
  }

  @Test func noTrialsNoInterval() {
    #expect(WilsonInterval(successes: 0, trials: 0) == nil)
  }
}
