#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The three descriptors that every program is started with.
enum StandardDescriptors {
  /// Takes those that the user has closed, as with `2>&-`.
  ///
  /// Otherwise the next file that is opened would get the number, and what is meant for a person would
  /// be written into it. Writing to one of these fails, as it does with a closed one.
  static func take() {
    for number in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] where fcntl(number, F_GETFD) < 0 {
      // The lowest free number is the one that is given.
      _ = open("/dev/null", number == STDIN_FILENO ? O_WRONLY : O_RDONLY)
    }
  }
}
