#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif
import Files
import FoundationEssentials

/// A program that runs beside this one, looked at from time to time.
///
/// Not swift-subprocess: that is asynchronous and ends on Swift's thread pool, which has a thread per
/// core. This program is synchronous; as many callers as there are cores would block the pool and
/// wait for each other forever.
struct ChildProcess {
  private let number: pid_t
  /// When it has run for too long.
  let deadline: ContinuousClock.Instant

  /// Starts a program with nothing to read, its messages in a file.
  ///
  /// It gets a process group of its own: an interrupt from the keyboard reaches only this program,
  /// which ends it.
  init(
    _ program: String, _ arguments: [String], messages: String, limit: Duration
  ) throws(Failure) {
    var actions = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    unsafe posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    unsafe posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
    unsafe posix_spawn_file_actions_addopen(
      &actions, 2, messages, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
    var attributes = posix_spawnattr_t()
    unsafe posix_spawnattr_init(&attributes)
    defer { unsafe posix_spawnattr_destroy(&attributes) }
    unsafe posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP))

    let environment = ProcessInfo.processInfo.environment.map { "\($0.key)=\($0.value)" }
    var argumentStrings = unsafe ([program] + arguments).map { unsafe strdup($0) } + [nil]
    var environmentStrings = unsafe environment.map { unsafe strdup($0) } + [nil]
    defer { unsafe (argumentStrings + environmentStrings).forEach { unsafe free($0) } }
    var number: pid_t = 0
    let code = unsafe posix_spawn(
      &number, program, &actions, &attributes, &argumentStrings, &environmentStrings)
    guard code == 0 else { throw Failure.system(code, "run", program) }
    self.number = number
    deadline = .now + limit
  }

  /// How it ended: its exit code, or the negative number of the signal; `nil` while it runs.
  func ending() -> Int32? {
    var status: Int32 = 0
    let found = unsafe waitpid(number, &status, WNOHANG)
    if found == 0 || (found < 0 && errno == EINTR) { return nil }
    let signal = status & 0x7f
    return signal == 0 ? (status >> 8) & 0xff : -signal
  }

  /// Ends it and what it started.
  func end() {
    kill(-number, SIGKILL)
    while waitpid(number, nil, 0) < 0, errno == EINTR {}
  }

  /// The path of a program.
  ///
  /// - Parameters:
  ///   - name: its name.
  ///   - folders: absolute paths with colons between them, as in `PATH`; others are passed over.
  /// - Returns: `nil` if it is in none of them.
  static func find(_ name: String, in folders: String) -> String? {
    for folder in folders.split(separator: ":") where folder.hasPrefix("/") {
      let path = "\(folder)/\(name)"
      if unsafe access(path, X_OK) == 0, !FolderContents.isFolder(path) { return path }
    }
    return nil
  }
}
