extension Record.Author {
  /// An ORCID without the address of the register; `nil` if it has not the form of one.
  static func bareORCID(_ text: String) -> String? {
    let bare = String(text.split(separator: "/").last ?? "")
    let groups = bare.split(separator: "-", omittingEmptySubsequences: false)
    let isORCID =
      groups.count == 4 && groups.allSatisfy { $0.utf8.count == 4 }
      && bare.utf8.allSatisfy { "0123456789X-".utf8.contains($0) }
    return isORCID ? bare : nil
  }
}
