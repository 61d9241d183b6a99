#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif
import CSystem
import FoundationEssentials

/// A program that runs beside this one, looked at from time to time.
///
/// Not swift-subprocess: that is asynchronous and ends on Swift's thread pool, which has a thread per
/// core. This program is synchronous; as many callers as there are cores would block the pool and
/// wait for each other forever.
public struct ChildProcess: Sendable {
  /// What a stream of the program is joined to.
  public enum Stream: Sendable, Equatable {
    /// An empty input, or an output that nobody reads.
    case nothing
    /// The same as this program's.
    case inherited
    /// This program's standard error; only for output.
    case standardError
    /// A file, which is read, or made anew.
    case file(String)
    /// A short text, such as a password, that must stand in no file and no argument; only for input.
    case secret(String)
  }

  private let number: pid_t

  /// Starts a program.
  ///
  /// Unless it reads this program's input, it gets a process group of its own: an interrupt from the
  /// keyboard reaches only this program, which ends it.
  /// - Parameters:
  ///   - program: its path.
  ///   - arguments: its arguments.
  ///   - folder: the folder it runs in; `nil` for this program's.
  ///   - environment: variables beside this program's own; an empty value removes one.
  ///   - input: what it reads.
  ///   - output: where its output goes.
  ///   - errors: where its messages go.
  /// - Throws: `Failure` when it cannot be started.
  public init(
    _ program: String, _ arguments: [String], in folder: String? = nil,
    environment: [String: String] = [:], input: Stream = .nothing, output: Stream = .nothing,
    errors: Stream = .nothing
  ) throws(Failure) {
    var actions = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    let secret = try Self.pipe(input)
    defer { if secret >= 0 { close(secret) } }
    if secret >= 0 { unsafe posix_spawn_file_actions_adddup2(&actions, secret, 0) }
    for (number, stream) in [(0, input), (1, output), (2, errors)] as [(Int32, Stream)] {
      let (path, flags): (String, Int32) =
        switch stream {
        case .inherited, .secret: ("", 0)
        case .standardError: ("", 2)
        case .nothing: ("/dev/null", number == 0 ? O_RDONLY : O_WRONLY)
        case .file(let path): (path, number == 0 ? O_RDONLY : O_WRONLY | O_CREAT | O_TRUNC)
        }
      if !path.isEmpty {
        unsafe posix_spawn_file_actions_addopen(&actions, number, path, flags, 0o644)
      } else if stream == .standardError, number != 2 {
        unsafe posix_spawn_file_actions_adddup2(&actions, 2, number)
      }
    }
    // After the streams, so that their relative paths mean the same as everywhere else.
    if let folder { unsafe posix_spawn_file_actions_addchdir_np(&actions, folder) }
    var attributes = posix_spawnattr_t()
    unsafe posix_spawnattr_init(&attributes)
    defer { unsafe posix_spawnattr_destroy(&attributes) }
    if input != .inherited {
      unsafe posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP))
    }

    let variables = ProcessInfo.processInfo.environment.merging(environment) { $1 }
      .filter { !$0.value.isEmpty || environment[$0.key] == nil }
      .map { "\($0.key)=\($0.value)" }
    var argumentStrings = unsafe ([program] + arguments).map { unsafe strdup($0) } + [nil]
    var environmentStrings = unsafe variables.map { unsafe strdup($0) } + [nil]
    defer { unsafe (argumentStrings + environmentStrings).forEach { unsafe free($0) } }
    var number: pid_t = 0
    var code: Int32 = 0
    // A script just written counts as busy while another thread starts a program, which holds all
    // open files for a moment.
    for attempt in 0..<100 {
      code = unsafe posix_spawn(
        &number, program, &actions, &attributes, &argumentStrings, &environmentStrings)
      guard code == ETXTBSY, attempt < 99 else { break }
      usleep(5_000)
    }
    guard code == 0 else { throw Failure.system(code, "run", program) }
    self.number = number
  }

  /// A pipe that holds a secret already, so that nobody has to write while the program reads.
  ///
  /// - Returns: the end to read from; -1 if there is no secret.
  private static func pipe(_ input: Stream) throws(Failure) -> Int32 {
    guard case .secret(let text) = input else { return -1 }
    // POSIX: so many bytes are written at once or not at all.
    guard text.utf8.count <= 512 else {
      throw Failure(
        "the secret is longer than 512 bytes", remedy: "Copy it again", status: .usage)
    }
    var ends: [Int32] = [-1, -1]
    guard systemPipe(&ends) == 0 else { throw Failure.system(errno, "create", "a pipe") }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    defer { close(ends[1]) }
    let bytes = Array(text.utf8)
    guard unsafe write(ends[1], bytes, bytes.count) == bytes.count else {
      let code = errno
      close(ends[0])
      throw Failure.system(code, "write", "a pipe")
    }
    return ends[0]
  }

  /// How it ended, if it has.
  ///
  /// - Returns: its exit code, or the negative number of the signal; `nil` while it runs.
  public func ending() -> Int32? { status(WNOHANG) }

  /// Waits until it ends.
  ///
  /// - Returns: its exit code, or the negative number of the signal.
  public func wait() -> Int32 {
    while true {
      if let code = status(0) { return code }
    }
  }

  private func status(_ options: Int32) -> Int32? {
    var status: Int32 = 0
    let found = unsafe waitpid(number, &status, options)
    if found == 0 || (found < 0 && errno == EINTR) { return nil }
    let signal = status & 0x7f
    return signal == 0 ? (status >> 8) & 0xff : -signal
  }

  /// Ends it and what it started.
  public func end() {
    kill(-number, SIGKILL)
    while waitpid(number, nil, 0) < 0, errno == EINTR {}
  }

  /// The path of a program.
  ///
  /// - Parameters:
  ///   - name: its name.
  ///   - folders: absolute paths with colons between them, as in `PATH`; others are passed over.
  /// - Returns: `nil` if it is in none of them.
  public static func find(_ name: String, in folders: String? = nil) -> String? {
    let folders = folders ?? ProcessInfo.processInfo.environment["PATH"] ?? ""
    for folder in folders.split(separator: ":") where folder.hasPrefix("/") {
      let path = "\(folder)/\(name)"
      if unsafe access(path, X_OK) == 0, !FolderContents.isFolder(path) { return path }
    }
    return nil
  }
}

/// The system's `pipe`, which methods of that name would hide.
private func systemPipe(_ ends: inout [Int32]) -> Int32 { unsafe pipe(&ends) }
