/// How a run of the program ended, as the process's exit code (the names and numbers of `sysexits.h`).
public enum ExitStatus: Int32, Sendable {
  /// The command line was wrong.
  case usage = 64
  /// The input is there but damaged or not what it should be.
  case badData = 65
  /// An input file or folder does not exist or cannot be read.
  case missingInput = 66
  /// The network, a service on it, or another program cannot be used.
  case unavailable = 69
  /// A mistake of the program itself.
  case internalError = 70
  /// An output file or folder cannot be created.
  case cannotCreate = 73
  /// Reading or writing failed half-way (a full disk, a failing device).
  case inputOutput = 74
  /// The operating system does not allow it.
  case noPermission = 77
  /// The user interrupted the run.
  case interrupted = 130
}
