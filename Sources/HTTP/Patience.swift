import Files
public import FoundationEssentials

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// How often a request is repeated that a server could not answer, and how long one waits for it.
///
/// Where the server says when to come back, that is obeyed; otherwise each wait is twice the one
/// before. All waits vary by chance, so that many programs do not come back at the same moment.
public struct Patience: Sendable {
  /// The most requests, the first one included.
  public let attempts: Int
  /// The most that is waited between all of them.
  public let longest: Duration
  private let sleep: @Sendable (Duration, () -> Bool) -> Void
  private let chance: @Sendable () -> Double
  private let now: @Sendable () -> Date

  /// Creates it.
  ///
  /// - Parameters:
  ///   - attempts: the most requests, the first one included.
  ///   - longest: the most that is waited between all of them.
  ///   - sleep: waits, or until the user wants to stop.
  ///   - chance: gives a number from 0 to 1, other ones each time.
  ///   - now: gives the time.
  public init(
    attempts: Int = 6, longest: Duration = .seconds(120),
    sleep: @escaping @Sendable (Duration, () -> Bool) -> Void = Self.pause,
    chance: @escaping @Sendable () -> Double = { .random(in: 0...1) },
    now: @escaping @Sendable () -> Date = { .now }
  ) {
    self.attempts = attempts
    self.longest = longest
    self.sleep = sleep
    self.chance = chance
    self.now = now
  }

  /// Waits by stopping the thread.
  ///
  /// - Parameters:
  ///   - time: how long.
  ///   - shouldStop: asked twice a second whether the user wants to stop, which ends the wait.
  @Sendable public static func pause(_ time: Duration, unless shouldStop: () -> Bool) {
    var rest = time
    while rest > .zero, !shouldStop() {
      let piece = min(rest, .milliseconds(500))
      usleep(useconds_t(piece / .microseconds(1)))
      rest -= piece
    }
  }

  /// Repeats a request until it is answered or patience ends.
  ///
  /// - Parameters:
  ///   - host: who is asked, for lines about waiting.
  ///   - progress: is told about each wait.
  ///   - shouldStop: asked whether the user wants to stop.
  ///   - refusals: the statuses of answers after which the request is repeated.
  ///   - request: one request.
  /// - Returns: the last answer, whatever its status.
  /// - Throws: the failure of the last request if there was no answer, and with status `interrupted`
  ///   when the user wants to stop.
  func run(
    _ host: String, _ progress: any Progress, _ shouldStop: () -> Bool,
    after refusals: [Int] = [429, 502, 503, 504],
    _ request: () throws(TransferProblem) -> Response
  ) throws(Failure) -> Response {
    var waited = Duration.zero
    var attempt = 1
    while true {
      let wait: Duration
      let reason: String
      do throws(TransferProblem) {
        let response = try request()
        guard refusals.contains(response.status), attempt < attempts else {
          return response
        }
        wait =
          response.requestedWait(at: now()).map { $0 + .seconds(chance()) } ?? pause(after: attempt)
        reason = "the server cannot answer now (HTTP \(response.status))"
        if waited + wait > longest { return response }
      } catch {
        guard error.mayPass, attempt < attempts else { throw error.failure }
        wait = pause(after: attempt)
        reason = error.failure.what
        if waited + wait > longest { throw error.failure }
      }
      let seconds = max(1, Int((wait / .seconds(1)).rounded(.up)))
      progress.say("\(host): \(reason). The next try is in \(seconds) s")
      sleep(wait, shouldStop)
      if shouldStop() { throw .interrupted(at: host) }
      waited += wait
      attempt += 1
    }
  }

  /// 0.5 to 1 s after the first attempt, then twice as long each time.
  private func pause(after attempt: Int) -> Duration {
    .seconds(Double(1 << min(attempt - 1, 6)) * (0.5 + 0.5 * chance()))
  }
}
