import Foundation
import TestSupport

/// The program on a terminal of its own, as a person has it.
final class PseudoTerminal {
  struct Problem: Error { let text: String }

  private let terminal: Int32
  private let number: pid_t
  private let folder: TemporaryFolder
  private let normal: tcflag_t
  /// All that has been shown so far.
  private(set) var shown = ""
  private var read = 0

  /// Starts the program; what it writes to standard output goes to a file.
  init(
    _ program: Program, _ arguments: String..., columns: UInt16 = 80, rows: UInt16 = 24,
    environment: [String: String] = [:]
  ) throws {
    guard let path = BuiltProgram.path else { throw Program.Missing() }
    folder = try TemporaryFolder()
    let name: String
    (terminal, name) = try Self.open()
    var size = winsize(ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(terminal, UInt(TIOCSWINSZ), &size)
    normal = Self.flags(terminal)

    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    // Opened by the leader of a new session, it becomes the terminal that Control-C comes from.
    posix_spawn_file_actions_addopen(&actions, 0, name, O_RDWR, 0)
    posix_spawn_file_actions_addopen(
      &actions, 1, folder.path + "/output", O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    posix_spawn_file_actions_adddup2(&actions, 0, 2)
    posix_spawn_file_actions_addclose(&actions, terminal)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // POSIX_SPAWN_SETSID, which glibc declares only with _GNU_SOURCE.
    posix_spawnattr_setflags(&attributes, 0x80)
    let script = "cd \"$1\" && shift && exec \"$@\""
    let words = ["/bin/sh", "-c", script, "sh", program.folder, path] + arguments
    let variables = ProcessInfo.processInfo.environment
      .merging(["TERM": "xterm-256color", "NO_COLOR": ""].merging(environment) { $1 }) { $1 }
    var argumentStrings = words.map { strdup($0) } + [nil]
    var environmentStrings = variables.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { (argumentStrings + environmentStrings).forEach { free($0) } }
    var number: pid_t = 0
    let code = posix_spawn(
      &number, "/bin/sh", &actions, &attributes, &argumentStrings, &environmentStrings)
    guard code == 0 else { throw Problem(text: "not started: \(code)") }
    self.number = number
  }

  deinit {
    kill(number, SIGKILL)
    close(terminal)
  }

  /// The side of the person, and the path of the program's.
  private static func open() throws -> (Int32, String) {
    #if os(Linux)
      // The calls of POSIX for this are not in Swift's module of glibc: pty(7), ioctl_tty(2).
      let terminal = Foundation.open("/dev/ptmx", O_RDWR | O_NOCTTY)
      var lock: Int32 = 0
      var number: UInt32 = 0
      guard terminal >= 0, ioctl(terminal, 0x4004_5431, &lock) == 0,
        ioctl(terminal, 0x8004_5430, &number) == 0
      else { throw Problem(text: "no pseudo terminal: \(errno)") }
      return (terminal, "/dev/pts/\(number)")
    #else
      let terminal = posix_openpt(O_RDWR | O_NOCTTY)
      guard terminal >= 0, grantpt(terminal) == 0, unlockpt(terminal) == 0,
        let name = ptsname(terminal).map({ String(cString: $0) })
      else { throw Problem(text: "no pseudo terminal: \(errno)") }
      return (terminal, name)
    #endif
  }

  private static func flags(_ terminal: Int32) -> tcflag_t {
    var settings = termios()
    tcgetattr(terminal, &settings)
    return settings.c_lflag
  }

  /// Whether the terminal is as it was before.
  var isNormal: Bool { Self.flags(terminal) == normal }

  /// Types something.
  func type(_ text: String) {
    let bytes = Array(text.utf8)
    var done = 0
    while done < bytes.count {
      let count = write(terminal, Array(bytes[done...]), bytes.count - done)
      guard count > 0 else { return }
      done += count
    }
  }

  /// Sends the program a signal.
  func send(_ name: Int32) { kill(number, name) }

  /// Waits until something is shown that was not waited for before.
  func wait(for text: String) throws {
    while true {
      let rest = shown.utf8.dropFirst(read)
      if let range = String(decoding: rest, as: UTF8.self).range(of: text) {
        let all = String(decoding: rest, as: UTF8.self)
        read += all[..<range.upperBound].utf8.count
        return
      }
      guard more() else { throw Problem(text: "'\(text)' is not in '\(shown)'") }
    }
  }

  /// Reads what is shown next; a program that shows nothing for a minute is killed.
  private func more() -> Bool {
    var request = pollfd(fd: terminal, events: Int16(POLLIN), revents: 0)
    guard poll(&request, 1, 60_000) > 0 else {
      send(SIGKILL)
      return false
    }
    var bytes = [UInt8](repeating: 0, count: 4096)
    let count = Foundation.read(terminal, &bytes, bytes.count)
    guard count > 0 else { return false }
    shown += String(decoding: bytes[..<count], as: UTF8.self)
    return true
  }

  /// Waits until the program is stopped, as by Control-Z.
  func waitUntilStopped() throws {
    var status: Int32 = 0
    guard waitpid(number, &status, WUNTRACED) == number, status & 0xFF == 0x7F else {
      throw Problem(text: "not stopped: \(status)")
    }
  }

  /// Waits until the program ends.
  ///
  /// - Returns: its exit code, or the negative number of the signal, and its standard output.
  func wait() throws -> (code: Int32, output: String) {
    while more() {}
    var status: Int32 = 0
    while waitpid(number, &status, 0) < 0, errno == EINTR {}
    let signal = status & 0x7F
    return (
      signal == 0 ? status >> 8 & 0xFF : -signal,
      try String(contentsOfFile: folder.path + "/output", encoding: .utf8)
    )
  }
}
