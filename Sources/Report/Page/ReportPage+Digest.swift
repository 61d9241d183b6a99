extension ReportPage {
  /// What an existing page says it was made of.
  ///
  /// - Parameter page: the text of a page.
  /// - Returns: `nil` if it says nothing, or is not a page of ours.
  public static func digest(of page: String) -> String? {
    // It stands in the head; a page may have megabytes.
    let head = Array(page.utf8.prefix(4096))
    let mark = Array("<meta name=\"fairmlpf-inputs\" content=\"".utf8)
    guard
      let start = head.indices.first(where: { head[$0...].starts(with: mark) }),
      let end = head[(start + mark.count)...].firstIndex(of: UInt8(ascii: "\""))
    else { return nil }
    return String(decoding: head[(start + mark.count)..<end], as: UTF8.self)
  }
}
