import Files
import Synchronization

/// Random choices that a seed fixes, one sequence for all texts of a project.
final class SeededNumbers: Sendable {
  private let generator: Mutex<SplitMix64>

  init(seed: UInt64) { generator = Mutex(SplitMix64(state: seed)) }

  /// A number below `count`.
  func next(below count: Int) -> Int {
    Int(generator.withLock { $0.next() } % UInt64(max(count, 1)))
  }
}
