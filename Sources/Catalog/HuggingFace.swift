public import Files
import FoundationEssentials

/// The data sets of Hugging Face.
///
/// A data set is a repository of git there: what `main` is today may be something else tomorrow. A
/// record is therefore one commit, and its files are those of this commit for ever.
public struct HuggingFace: Repository {
  private let server: RecordServer

  /// Creates it.
  ///
  /// - Parameters:
  ///   - mirror: the beginning of the addresses of a server that is asked instead.
  ///   - connection: how it is asked.
  public init(mirror: String? = nil, connection: Connection) {
    server = RecordServer(address: mirror ?? Sites.huggingFace, connection: connection)
  }

  /// Asks for a data set.
  ///
  /// - Parameter id: its owner and name, `owner/name`, and where one is wanted `@` with a commit,
  ///   branch or tag; otherwise its newest commit.
  /// - Returns: the record of the commit.
  /// - Throws: `Failure` when there is no such data set, or Hugging Face cannot be asked.
  public func record(_ id: String) throws(Failure) -> Record {
    let parts = id.split(separator: "@", maxSplits: 1).map(String.init)
    let (name, revision) = (parts.first ?? "", parts.count > 1 ? parts[1] : nil)
    let page = "\(Sites.huggingFace)/datasets/\(name)"
    let about = try server.document(
      "/api/datasets/\(name)" + (revision.map { "/revision/\($0)" } ?? ""), page: page)
    guard let commit = about.json["sha"].text, RecordReference.isCommit(commit),
      about.json["id"].exists
    else { throw RecordDocument.wrongKind(page) }
    let entries = try server.pages("/api/datasets/\(name)/tree/\(commit)?recursive=1", page: page)
    let start = "\(server.address)/datasets/\(name)/resolve/\(commit)/"
    var files: [RecordFile] = []
    // Git's own settings are no data.
    for entry in entries
    where entry["type"].text == "file" && entry["path"].text != ".gitattributes" {
      // Small files are kept by git, which knows no digest of their bytes alone.
      let digest = entry["lfs"]["oid"].text.map { JSONNode.text("sha256:\($0)") }
      let file = RecordEntry(
        name: entry["path"].text ?? "", size: entry["size"], checksum: digest ?? .null)
      files.append(try file.file(page) { path in [start + path] })
    }
    return try record(about, name, commit, RecordEntry.checked(files, page))
  }

  private func record(
    _ about: RecordDocument, _ name: String, _ commit: String, _ files: [RecordFile]
  ) -> Record {
    let card = about.json["cardData"]
    let tags = about.json["tags"].items.compactMap(\.text)
    // It leads to the data set as it is, not to this commit.
    let doi = tags.first { $0.hasPrefix("doi:") }.flatMap { DOI($0) }
    let licence = card["license"].line ?? card["license"].items.first?.line
    let owner = about.json["author"].line ?? String(name.prefix { $0 != "/" })
    return Record(
      id: "\(name)@\(commit)", site: Sites.huggingFace,
      page: "\(Sites.huggingFace)/datasets/\(name)/tree/\(commit)", doi: nil, conceptDOI: doi,
      title: card["pretty_name"].line ?? name,
      authors: [Record.Author(name: owner, orcid: nil, affiliation: nil)],
      publicationDate: about.json["lastModified"].line.map { String($0.prefix(10)) },
      version: String(commit.prefix(7)), licence: licence, access: .open, files: files,
      isLatest: nil, metadata: about.bytes)
  }
}
