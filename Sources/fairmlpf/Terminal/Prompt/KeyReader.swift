import Files

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Reads keys from the terminal that standard input is.
struct KeyReader {
  private var decoder = KeyDecoder()
  /// How long the rest of a key may take, in milliseconds; a lone escape is one after that.
  private static let pause: Int32 = 50

  /// Whether more has been typed already.
  var hasMore: Bool { Self.poll(0) > 0 }

  /// Waits for a key.
  ///
  /// - Returns: `nil` at the end of the input, such as when the window is closed.
  /// - Throws: `Failure` when the terminal cannot be read.
  mutating func next() throws(Failure) -> Key? {
    while true {
      if RawTerminal.takeChange() { return .redraw }
      let ready = Self.poll(decoder.mayBeEscape ? Self.pause : -1)
      if ready == 0, let key = decoder.keyAfterPause() { return key }
      guard ready > 0 else { continue }
      guard let byte = try StandardInput.readByte() else { return nil }
      if let key = decoder.key(after: byte) { return key }
    }
  }

  /// Waits for input; a signal ends the waiting with a negative result.
  private static func poll(_ milliseconds: Int32) -> Int32 {
    var request = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
    return systemPoll(&request, 1, milliseconds)
  }
}

/// The system's `poll`, which the method of that name would hide.
private func systemPoll(
  _ requests: UnsafeMutablePointer<pollfd>, _ count: nfds_t, _ milliseconds: Int32
) -> Int32 {
  poll(requests, count, milliseconds)
}
