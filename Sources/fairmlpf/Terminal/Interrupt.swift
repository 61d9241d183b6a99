import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Ctrl-C and polite termination: the first one asks running work to stop at a safe place, the second
/// one ends the program at once.
enum Interrupt {
  private static let requested = Atomic<Bool>(false)

  /// Whether the user asked to stop.
  static var isRequested: Bool { requested.load(ordering: .relaxed) }

  /// Starts listening.
  static func listen() {
    for name in [SIGINT, SIGTERM] {
      signal(name) { name in
        if Interrupt.requested.exchange(true, ordering: .relaxed) {
          signal(name, SIG_DFL)
          raise(name)
        }
      }
    }
  }
}
