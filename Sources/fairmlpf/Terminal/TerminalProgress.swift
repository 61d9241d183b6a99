import Files
import Synchronization

/// Progress on standard error: a bar with rate and time left on a terminal, a line every few seconds
/// elsewhere.
final class TerminalProgress: Progress {
  private struct State {
    var start: ContinuousClock.Instant
    var first: Int?
    var lastDrawn: ContinuousClock.Instant?
    var drawn = false
    /// What the last line for finished work said, which is said once.
    var finished: (total: Int, note: String)?
  }

  /// The unit of bytes, which are shown as kB, MB and so on.
  static let bytes = "bytes"

  private let unit: String
  private let interactive: Bool
  private let quiet: Bool
  private let state: Mutex<State>

  /// Prepares for one piece of long work.
  ///
  /// - Parameters:
  ///   - unit: what is counted: "events", "files".
  ///   - quiet: whether to say nothing.
  init(unit: String, quiet: Bool) {
    self.unit = unit
    self.quiet = quiet
    interactive = StandardError.isTerminal
    state = Mutex(State(start: .now))
  }

  func report(_ done: Int, of total: Int, note: String) {
    guard !quiet else { return }
    state.withLock { state in
      let now = ContinuousClock.now
      // Work taken up again starts in the middle; the rate counts from there.
      let first = state.first ?? done
      if state.first == nil {
        state.first = first
        state.start = now
      }
      let pause: Duration = interactive ? .milliseconds(100) : .seconds(5)
      let isLast = total > 0 && done >= total
      if let last = state.lastDrawn, now - last < pause, !isLast { return }
      if isLast, let before = state.finished, before == (total, note) { return }
      state.finished = isLast ? (total, note) : nil
      state.lastDrawn = now
      let seconds = (now - state.start) / .seconds(1)
      let rate = seconds > 0 ? Double(done - first) / seconds : 0
      let line = Self.line(done, total, unit, rate, note)
      if interactive {
        let shown = line.prefix(max(StandardError.size.columns - 1, 20))
        StandardError.write("\r\u{1B}[K\(shown)" + (isLast ? "\n" : ""))
        state.drawn = !isLast
      } else {
        StandardError.write(line + "\n")
      }
    }
  }

  func say(_ line: String) {
    guard !quiet else { return }
    state.withLock { state in
      StandardError.write((state.drawn ? "\r\u{1B}[K" : "") + line + "\n")
      state.drawn = false
    }
  }

  /// Ends a bar that was left in the middle of a line.
  func end() {
    state.withLock { state in
      if state.drawn { StandardError.write("\n") }
      state.drawn = false
    }
  }

  /// "  1,200/6,000 events  20%  350 events/s  14 s left  epoch 2/60, loss 0.31".
  static func line(_ done: Int, _ total: Int, _ unit: String, _ rate: Double, _ note: String)
    -> String
  {
    func amount(_ count: Int) -> String { unit == bytes ? ByteText.of(count) : "\(count)" }
    let name = unit == bytes ? "" : " \(unit)"
    var parts = [(total > 0 ? "\(amount(done))/" : "") + amount(total > 0 ? total : done) + name]
    if total > 0 { parts.append("\(done * 100 / total)%") }
    if rate > 0 {
      // A rate over no time at all is no number.
      let speed =
        unit == bytes || rate >= 10 ? amount(Int(min(rate, 1e15))) : "\((rate * 10).rounded() / 10)"
      parts.append("\(speed)\(name)/s")
      if total > done { parts.append("\(duration(Double(total - done) / rate)) left") }
    }
    if !note.isEmpty { parts.append(note) }
    return parts.joined(separator: "  ")
  }

  /// "14 s", "3 min 20 s", "2 h 5 min".
  static func duration(_ seconds: Double) -> String {
    let s = Int(seconds.rounded(.up))
    if s < 60 { return "\(s) s" }
    if s < 3600 { return "\(s / 60) min \(s % 60) s" }
    return "\(s / 3600) h \(s % 3600 / 60) min"
  }
}
