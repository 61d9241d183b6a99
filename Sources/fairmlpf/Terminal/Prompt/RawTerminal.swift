import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The terminal while it hands over every key at once, without showing it.
///
/// Its own settings come back however the question ends: by an answer, an error, a signal, or
/// Control-Z, after which the question goes on.
enum RawTerminal {
  // Handlers of signals read these. They are written while no handler is set.
  nonisolated(unsafe) private static var normal = termios()
  nonisolated(unsafe) private static var raw = termios()

  /// Whether the window has changed, or the program has come back from the background.
  private static let hasChanged = Atomic<Bool>(false)

  private static let pasteOn: StaticString = "\u{1B}[?2004h"
  private static let pasteOff: StaticString = "\u{1B}[?2004l"

  /// What the terminal keeps doing by itself.
  enum Mode {
    /// Nothing: each key is handed over.
    case keys
    /// All but to show what is typed.
    case hidden
  }

  /// Takes the notice of a change.
  static func takeChange() -> Bool { hasChanged.exchange(false, ordering: .relaxed) }

  /// Does something with the terminal in another mode; without a terminal just does it.
  static func with<Result, Problem: Error>(
    _ mode: Mode, _ body: () throws(Problem) -> Result
  ) throws(Problem) -> Result {
    guard tcgetattr(STDIN_FILENO, &normal) == 0 else { return try body() }
    raw = normal
    switch mode {
    case .hidden: raw.c_lflag &= ~tcflag_t(ECHO)
    case .keys:
      raw.c_lflag &= ~tcflag_t(ECHO | ICANON | ISIG | IEXTEN)
      raw.c_iflag &= ~tcflag_t(IXON | ICRNL | INLCR | IGNCR)
      withUnsafeMutableBytes(of: &raw.c_cc) { characters in
        characters[Int(VMIN)] = 1
        characters[Int(VTIME)] = 0
      }
    }
    let former = handlers.map { (name: $0.name, handler: signal($0.name, $0.handler)) }
    // Programs that start this one from a thread of a pool hand down that thread's blocked signals.
    let blocked = unblock(handlers.map(\.name))
    enter()
    defer {
      leave()
      block(blocked)
      for (name, handler) in former { signal(name, handler) }
    }
    return try body()
  }

  /// Goes into the background, as Control-Z does elsewhere, and comes back.
  static func suspend() { suspend { kill(0, SIGTSTP) } }

  private static func suspend(_ stop: () -> Void) {
    leave()
    let handler = signal(SIGTSTP, SIG_DFL)
    let blocked = unblock(CollectionOfOne(SIGTSTP))
    stop()
    block(blocked)
    signal(SIGTSTP, handler)
    enter()
    hasChanged.store(true, ordering: .relaxed)
  }

  /// Lets signals through; the result is what was blocked before.
  private static func unblock(_ names: some Sequence<Int32>) -> sigset_t {
    var set = sigset_t()
    sigemptyset(&set)
    for name in names { sigaddset(&set, name) }
    var former = sigset_t()
    pthread_sigmask(SIG_UNBLOCK, &set, &former)
    return former
  }

  private static func block(_ names: sigset_t) {
    var names = names
    pthread_sigmask(SIG_SETMASK, &names, nil)
  }

  private static let handlers: [(name: Int32, handler: @convention(c) (Int32) -> Void)] =
    [SIGINT, SIGTERM, SIGHUP, SIGQUIT].map { name in
      (
        name,
        { name in
          RawTerminal.leave()
          signal(name, SIG_DFL)
          raise(name)
        }
      )
    } + [
      (SIGTSTP, { _ in RawTerminal.suspend { raise(SIGTSTP) } }),
      // The shell may have given the terminal other settings meanwhile.
      (
        SIGCONT,
        { _ in
          RawTerminal.enter()
          RawTerminal.hasChanged.store(true, ordering: .relaxed)
        }
      ),
      (SIGWINCH, { _ in RawTerminal.hasChanged.store(true, ordering: .relaxed) }),
    ]

  private static func enter() {
    tcsetattr(STDIN_FILENO, TCSADRAIN, &raw)
    if raw.c_lflag & tcflag_t(ICANON) == 0 { send(pasteOn) }
  }

  private static func leave() {
    if raw.c_lflag & tcflag_t(ICANON) == 0 { send(pasteOff) }
    tcsetattr(STDIN_FILENO, TCSADRAIN, &normal)
  }

  private static func send(_ sequence: StaticString) {
    _ = systemWrite(
      STDERR_FILENO,
      UnsafeRawBufferPointer(start: sequence.utf8Start, count: sequence.utf8CodeUnitCount))
  }
}
