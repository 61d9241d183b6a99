import Foundation
import Files
import Testing

@testable import Figures

@Test func examples() throws {
  guard let folder = ProcessInfo.processInfo.environment["EXAMPLES"] else { return }
  let start = ContinuousClock.now
  let outcomes = try Gnuplot.draw(Examples.all, into: folder, workers: 2, progress: SilentProgress()) { false }
  print(outcomes, ContinuousClock.now - start)
}
