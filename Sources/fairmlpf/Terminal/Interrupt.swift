import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Ctrl-C and polite termination: the first one asks running work to stop at a safe place, the second
/// one ends the program at once.
///
/// Work that has nothing to save does not listen and ends at the first one.
enum Interrupt {
  private static let requested = Atomic<Bool>(false)

  private static let listening = Atomic<Bool>(false)

  /// Whether the user asked to stop; listens from the first time it is called.
  static func isRequested() -> Bool {
    if !listening.exchange(true, ordering: .relaxed) { listen() }
    return requested.load(ordering: .relaxed)
  }

  /// Ends listening once what had to be saved is saved; the next Ctrl-C ends the program again.
  static func stopListening() {
    guard listening.exchange(false, ordering: .relaxed) else { return }
    for name in [SIGINT, SIGTERM] { signal(name, SIG_DFL) }
  }

  private static func listen() {
    for name in [SIGINT, SIGTERM] {
      signal(name) { name in
        if Interrupt.requested.exchange(true, ordering: .relaxed) {
          signal(name, SIG_DFL)
          raise(name)
        }
      }
    }
    // Programs that start this one from a thread of a pool hand down that thread's blocked signals.
    var names = sigset_t()
    sigemptyset(&names)
    sigaddset(&names, SIGINT)
    sigaddset(&names, SIGTERM)
    pthread_sigmask(SIG_UNBLOCK, &names, nil)
  }
}
