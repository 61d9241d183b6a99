#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The clock of downloads; tests have one that does not wait.
public protocol Timekeeper: Sendable {
  /// Seconds since some moment; never goes back.
  func seconds() -> Double
  /// Seconds since 1970.
  func epoch() -> Double
  /// Waits; a signal may end it early.
  ///
  /// - Parameter seconds: how long.
  func sleep(_ seconds: Double)
}

/// The computer's clock.
public struct SystemTimekeeper: Timekeeper {
  /// Creates it.
  public init() {}

  /// Seconds since the computer was started.
  public func seconds() -> Double { Self.now(CLOCK_MONOTONIC) }

  /// Seconds since 1970.
  public func epoch() -> Double { Self.now(CLOCK_REALTIME) }

  /// Waits.
  ///
  /// - Parameter seconds: how long.
  public func sleep(_ seconds: Double) { usleep(UInt32(max(0, min(seconds, 60)) * 1e6)) }

  private static func now(_ clock: clockid_t) -> Double {
    var time = timespec()
    unsafe clock_gettime(clock, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
