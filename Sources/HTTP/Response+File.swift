extension Response {
  /// The number in a line of the head; `nil` if there is none.
  ///
  /// - Parameter name: the line's name in small letters.
  /// - Returns: a number, 0 or more.
  public func number(_ name: String) -> Int? {
    guard let text = headers[name], let number = Int(text), number >= 0 else { return nil }
    return number
  }

  /// The URL that a line `Link` gives for a relation, such as `next`; `nil` if there is none.
  ///
  /// - Parameter relation: how what is there relates to this answer.
  /// - Returns: the URL as it is written.
  public func link(_ relation: String) -> String? {
    for part in (headers["link"] ?? "").split(separator: ",") {
      let fields = part.split(separator: ";")
      guard let first = fields.first?.drop(while: \.isWhitespace), first.hasPrefix("<"),
        let end = first.lastIndex(of: ">"),
        fields.dropFirst().contains(where: { $0.contains("rel=\"\(relation)\"") })
      else { continue }
      return String(first[..<end].dropFirst())
    }
    return nil
  }

  /// The part of a file that an answer with status 206 holds, and the size of the file where known;
  /// `nil` if it does not say so.
  public var range: (start: Int, total: Int?)? {
    guard let text = headers["content-range"], text.lowercased().hasPrefix("bytes ") else {
      return nil
    }
    let parts = text.dropFirst("bytes ".count).split(separator: "/")
    guard parts.count == 2,
      let first = parts[0].split(separator: "-", omittingEmptySubsequences: false).first,
      let start = Int(first), start >= 0
    else { return nil }
    return (start, Int(parts[1]))
  }

  /// What tells the file apart from later ones of the same name; `nil` if the server gives nothing
  /// that tells bytes apart.
  public var validator: String? {
    if let tag = headers["etag"], !tag.hasPrefix("W/") { return tag }
    return headers["last-modified"]
  }
}
