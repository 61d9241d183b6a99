public import FoundationEssentials

/// What a server answers to a request.
public struct Response: Sendable {
  /// The status, such as 200.
  public let status: Int
  /// The lines of the head, names in small letters.
  public let headers: [String: String]
  /// The content.
  public let body: Data
  /// Where it came from, after redirects; without a user or password.
  public let url: String
  /// Where the server says to look instead, as a whole URL, if that was not followed.
  public let redirect: String?

  /// Creates an answer.
  ///
  /// - Parameters:
  ///   - status: the status.
  ///   - headers: the lines of the head, names in small letters.
  ///   - body: the content.
  ///   - url: where it came from.
  ///   - redirect: where the server says to look instead.
  public init(
    status: Int, headers: [String: String] = [:], body: Data, url: String, redirect: String? = nil
  ) {
    self.status = status
    self.headers = headers
    self.body = body
    self.url = url
    self.redirect = redirect
  }

  /// How long the server asks to wait, which counts only if it refuses to answer before.
  ///
  /// Zenodo sends `Retry-After` with good answers as well.
  /// - Parameter now: the time by this computer's clock.
  /// - Returns: `nil` if it does not say.
  public func requestedWait(at now: Date) -> Duration? {
    guard status == 429 || status == 503 else { return nil }
    let most = 1e9
    if let text = headers["retry-after"] {
      if let seconds = Double(text), seconds >= 0 { return .seconds(min(seconds, most)) }
      if let date = Self.date(text) {
        return .seconds(min(max(date.timeIntervalSince(sent(now)), 0), most))
      }
    }
    return untilReset(at: now)
  }

  /// How long it takes until the server's count of requests starts again.
  ///
  /// - Parameter now: the time by this computer's clock.
  /// - Returns: `nil` if it does not say.
  public func untilReset(at now: Date) -> Duration? {
    guard let text = headers["x-ratelimit-reset"], let second = Double(text), second.isFinite
    else { return nil }
    return .seconds(min(max(second - sent(now).timeIntervalSince1970, 0), 1e9))
  }

  /// When it was sent: moments that the server names are by its own clock, and this computer's may be
  /// wrong.
  private func sent(_ now: Date) -> Date { headers["date"].flatMap(Self.date) ?? now }

  /// Reads a date such as `Wed, 21 Oct 2015 07:28:00 GMT`, the one form that servers may send.
  private static func date(_ text: String) -> Date? {
    let months = [
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
    let parts = text.split(separator: " ").map(String.init)
    guard parts.count == 6, parts[5] == "GMT", let month = months.firstIndex(of: parts[2]) else {
      return nil
    }
    let number = month < 9 ? "0\(month + 1)" : "\(month + 1)"
    return try? Date("\(parts[3])-\(number)-\(parts[1])T\(parts[4])Z", strategy: .iso8601)
  }
}
