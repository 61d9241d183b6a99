import Files

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension Conversion {
  /// Removes the half-written stores of processes that no longer run.
  ///
  /// `AtomicFile` calls them `<name>.safetensors.<process>-<number>.part`.
  static func removeLeftovers(in folder: String) throws(Failure) {
    for name in try FolderContents.names(folder) {
      guard name.hasSuffix(".part"), let process = process(of: name) else { continue }
      // Signal 0 asks only whether the process exists; another user's answers EPERM.
      let isRunning = process != getpid() && (kill(process, 0) == 0 || errno == EPERM)
      if !isRunning { unsafe unlink(FileName.join(folder, name)) }
    }
  }

  private static func process(of name: String) -> pid_t? {
    let parts = name.dropLast(".part".count).split(separator: ".")
    guard parts.count >= 3, parts[parts.count - 2] == FileName.storeEnding.dropFirst(),
      let numbers = parts.last?.split(separator: "-"), numbers.count == 2,
      UInt32(numbers[1]) != nil,
      let process = pid_t(numbers[0]), process > 0
    else { return nil }
    return process
  }
}
