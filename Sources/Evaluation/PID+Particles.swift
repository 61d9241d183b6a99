import Events

extension PID {
  /// The classes that are particles, all but none.
  static let particles = allCases.filter { $0 != .none }
}
