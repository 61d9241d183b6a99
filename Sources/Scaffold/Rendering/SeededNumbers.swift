import Synchronization

/// Random choices that a seed fixes, one sequence for all texts of a project.
final class SeededNumbers: Sendable {
  private let state: Mutex<UInt64>

  init(seed: UInt64) { state = Mutex(seed) }

  /// A number below `count`, by SplitMix64 (Steele, Lea and Flood, OOPSLA 2014).
  func next(below count: Int) -> Int {
    let value = state.withLock { state in
      state &+= 0x9E37_79B9_7F4A_7C15
      var value = state
      value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
      value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
      return value ^ (value >> 31)
    }
    return Int(value % UInt64(max(count, 1)))
  }
}
