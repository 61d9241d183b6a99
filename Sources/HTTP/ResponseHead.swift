/// What a server says before the bytes of its answer.
public struct ResponseHead: Sendable, Equatable {
  /// The status, such as 200.
  public let status: Int
  /// Its lines by name in small letters; of lines with the same name, the last one.
  public let lines: [String: String]

  /// Creates a head.
  ///
  /// - Parameters:
  ///   - status: the status.
  ///   - lines: its lines by name in small letters.
  public init(status: Int, lines: [String: String] = [:]) {
    self.status = status
    self.lines = lines
  }

  /// The number in a line; `nil` if there is none.
  ///
  /// - Parameter name: the line's name in small letters.
  /// - Returns: a number, 0 or more.
  public func number(_ name: String) -> Int? {
    guard let text = lines[name], let number = Int(text), number >= 0 else { return nil }
    return number
  }

  /// The part of a file that an answer with status 206 holds; `nil` if it does not say so.
  public var range: (start: Int, total: Int?)? {
    guard let text = lines["content-range"], text.lowercased().hasPrefix("bytes ") else {
      return nil
    }
    let parts = text.dropFirst(6).split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, let first = parts[0].split(separator: "-").first,
      let start = Int(first.trimmingPrefix(" ")), start >= 0
    else { return nil }
    return (start, Int(parts[1]))
  }

  /// What tells the file apart from later ones of the same name; `nil` if the server gives nothing
  /// that tells bytes apart.
  public var validator: String? {
    if let tag = lines["etag"], !tag.hasPrefix("W/") { return tag }
    return lines["last-modified"]
  }

  /// Reads a line; a status line starts a new head, as after a redirect.
  static func reading(_ line: String, into head: inout ResponseHead?) {
    if line.hasPrefix("HTTP/") {
      let status = line.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
      head = ResponseHead(status: status)
    } else if let colon = line.firstIndex(of: ":"), let old = head {
      var lines = old.lines
      let space: (Character) -> Bool = { $0.isWhitespace }
      let value = line[line.index(after: colon)...].drop(while: space)
      let end = value.lastIndex { !space($0) }
      lines[line[..<colon].lowercased()] = end.map { String(value[...$0]) } ?? ""
      head = ResponseHead(status: old.status, lines: lines)
    }
  }
}
