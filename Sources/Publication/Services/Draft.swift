import Files

/// A draft or a published record, as the site describes it.
public struct Draft: Sendable {
  /// Its number or name.
  public let id: String
  /// Its page, for a browser.
  public let page: String
  /// Its DOI, reserved or registered.
  public let doi: String?
  /// Whether it is published.
  public let isPublished: Bool
  /// The fields of its metadata that the site does not accept.
  public let problems: [MetadataProblem]
  /// The title.
  let title: String?
  /// Counts the changes.
  let revision: Int?
  /// All its identifiers.
  let identifiers: JSONNode

  /// Reads what a site sends.
  ///
  /// - Returns: `nil` if it is something else.
  init?(_ json: JSONNode, _ site: DepositSite) {
    guard let id = json["id"].text, Self.isPossible(id) else { return nil }
    self.id = id
    isPublished = json["is_published"].flag ?? (json["status"].text == "published")
    page = site.own(
      json["links"]["self_html"].line,
      or: isPublished ? site.page(ofRecord: id) : site.page(ofDraft: id))
    identifiers = json["pids"]
    doi = identifiers["doi"]["identifier"].line
    problems = MetadataProblem.all(json["errors"])
    title = json["metadata"]["title"].text
    if case .integer(let number) = json["revision_id"] { revision = number } else { revision = nil }
  }

  /// Whether a text can be the number or name of a record, which becomes part of addresses.
  static func isPossible(_ id: String) -> Bool {
    !id.isEmpty && id.utf8.count <= 100 && !id.hasPrefix(".")
      && id.utf8.allSatisfy { byte in
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
          || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || "-_.".utf8.contains(byte)
      }
  }
}

/// A file of a draft, as the site describes it.
struct DraftFile: Sendable {
  /// Its name.
  let name: String
  /// Number of bytes, if known.
  let size: Int?
  /// Its MD5, if known.
  let md5: String?
  /// Whether all of it is there.
  let isComplete: Bool

  init?(_ json: JSONNode) {
    guard let name = json["key"].text else { return nil }
    self.name = name
    if case .integer(let number) = json["size"] { size = number } else { size = nil }
    let checksum = json["checksum"].text?.lowercased() ?? ""
    md5 = checksum.hasPrefix("md5:") ? String(checksum.dropFirst(4)) : nil
    isComplete = json["status"].text == "completed"
  }

  /// Whether it is, or is declared as, a file of this computer.
  func isSame(as file: DepositFile) -> Bool { md5 == file.md5 && size == file.size }
}
