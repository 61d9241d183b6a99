import Files
import FoundationEssentials

/// A record as InvenioRDM sends it, in its own form or in that of the older Zenodo.
struct InvenioDocument {
  /// The record's own number or name.
  let id: String
  /// The record's page.
  let page: String
  /// The files, if they had to be asked for.
  var fileList: JSONNode?
  private let site: String
  private let json: JSONNode
  private let bytes: Data

  /// Takes a document.
  ///
  /// - Parameters:
  ///   - document: what the server sent.
  ///   - asked: the record that was asked for.
  ///   - site: the beginning of the repository's addresses.
  /// - Throws: `Failure` when it is no record, or another one.
  init(_ document: RecordDocument, id asked: String, site: String) throws(Failure) {
    json = document.json
    bytes = document.bytes
    self.site = site
    let askedPage = "\(site)/records/\(asked)"
    guard let id = json["id"].text ?? json["recid"].text, RecordReference.isName(id),
      json["metadata"].exists
    else { throw RecordDocument.wrongKind(askedPage) }
    // Some sites answer with the latest version where others redirect to it.
    let concept = json["parent"]["id"].text ?? json["conceptrecid"].text
    guard id == asked || concept == asked || document.wasRedirected else {
      throw Failure(
        "the server sends the record \(id) instead", at: askedPage, remedy: "Run the command again",
        status: .badData)
    }
    self.id = id
    page = "\(site)/records/\(id)"
  }

  private var metadata: JSONNode { json["metadata"] }

  var doi: DOI? {
    (json["pids"]["doi"]["identifier"].text ?? json["doi"].text ?? metadata["doi"].text)
      .flatMap { DOI($0) }
  }

  var version: String? { metadata["version"].line }

  /// The record with its files.
  func record(_ files: [RecordFile]) -> Record {
    let concept = json["parent"]["pids"]["doi"]["identifier"].text ?? json["conceptdoi"].text
    let rights = metadata["rights"].items.first ?? metadata["license"]
    return Record(
      id: id, site: site, page: page, doi: doi, conceptDOI: concept.flatMap { DOI($0) },
      title: metadata["title"].line ?? json["title"].line ?? "",
      authors: metadata["creators"].items.compactMap(Self.author),
      publicationDate: metadata["publication_date"].line, version: version,
      licence: rights["id"].line ?? rights.line ?? rights["title"]["en"].line, access: access,
      files: files,
      isLatest: json["versions"]["is_latest"].flag
        ?? metadata["relations"]["version"].items.first?["is_last"].flag,
      metadata: bytes)
  }

  private static func author(_ creator: JSONNode) -> Record.Author? {
    let person = creator["person_or_org"]
    guard let name = person["name"].line ?? creator["name"].line else { return nil }
    let orcid = person["identifiers"].items.first { $0["scheme"].text == "orcid" }
    let places = creator["affiliations"].items.compactMap { $0["name"].line }
    return Record.Author(
      name: name,
      orcid: (orcid?["identifier"].line ?? creator["orcid"].line).flatMap(Record.Author.bareORCID),
      affiliation: creator["affiliation"].line
        ?? (places.isEmpty ? nil : places.joined(separator: "; ")))
  }

  /// The record's own list of files.
  var recordedFiles: JSONNode { json["files"] }

  /// How many files the record says it has.
  var count: Int? {
    if case .integer(let count) = recordedFiles["count"] { count } else { nil }
  }

  private var access: Record.Access {
    let rights = json["access"]
    let status = rights["status"].text ?? metadata["access_right"].text
    switch status {
    case "embargoed":
      return .embargoed(until: rights["embargo"]["until"].line ?? metadata["embargo_date"].line)
    case "restricted": return .restricted
    case "closed", "metadata-only": return .metadataOnly
    default: return rights["files"].text == "restricted" ? .restricted : .open
    }
  }
}
