import Files
import FoundationEssentials

/// A record as CERN Open Data sends it.
struct CERNDocument {
  private let number: String
  private let page: String
  private let metadata: JSONNode
  private let bytes: Data
  private var entries: [JSONNode]
  /// The names of lists of further files that the record does not hold.
  let indices: [String]

  private static let storage = "root://eospublic.cern.ch/"

  /// Takes a document.
  ///
  /// - Parameters:
  ///   - document: what the server sent.
  ///   - number: the record that was asked for.
  ///   - page: its page, for messages.
  /// - Throws: `Failure` when it is no record, or another one.
  init(_ document: RecordDocument, number: String, page: String) throws(Failure) {
    let json = document.json
    guard let id = json["id"].text ?? json["metadata"]["recid"].text, json["metadata"].exists
    else { throw RecordDocument.wrongKind(page) }
    guard id == number else {
      throw Failure(
        "the server sends the record \(id.quoted) instead", at: page,
        remedy: "Run the command again", status: .badData)
    }
    self.number = number
    self.page = page
    metadata = json["metadata"]
    bytes = document.bytes
    // Large data sets list their files in lists of their own; newer records hold these lists.
    let listed = metadata["_file_indices"].items.flatMap(\.["files"].items)
    let names = metadata["files"].items.map { (node: $0, name: Self.name(of: $0)) }
    entries = names.filter { !Self.isIndex($0.name) }.map(\.node) + listed
    indices = listed.isEmpty ? names.map(\.name).filter { $0.hasSuffix("_file_index.json") } : []
  }

  /// Adds the files of a list.
  mutating func add(index: [JSONNode]) { entries += index }

  private static func isIndex(_ name: String) -> Bool {
    name.hasSuffix("_file_index.json") || name.hasSuffix("_file_index.txt")
  }

  private static func name(of entry: JSONNode) -> String {
    entry["key"].text ?? entry["uri"].text?.split(separator: "/").last.map(String.init) ?? ""
  }

  /// The record with its files.
  ///
  /// - Parameter server: the beginning of the addresses they are fetched from.
  /// - Returns: the record.
  /// - Throws: `Failure` when a file cannot be what it says.
  func record(server: String) throws(Failure) -> Record {
    let groups = [metadata["collaboration"]["name"].line].compactMap(\.self)
      .map { Record.Author(name: $0, orcid: nil, affiliation: nil) }
    let authors = metadata["authors"].items.compactMap { author -> Record.Author? in
      guard let name = author["name"].line else { return nil }
      return Record.Author(
        name: name, orcid: author["orcid"].line.flatMap(Record.Author.bareORCID),
        affiliation: author["affiliation"].line)
    }
    return Record(
      id: number, site: Sites.cernOpenData, page: page,
      doi: metadata["doi"].text.flatMap { DOI($0) }, conceptDOI: nil,
      title: metadata["title"].line ?? "", authors: authors.isEmpty ? groups : authors,
      publicationDate: metadata["date_published"].line, version: metadata["version"].line,
      licence: metadata["license"]["attribution"].line ?? metadata["license"].line, access: .open,
      files: try files(server), isLatest: nil, metadata: bytes)
  }

  private func files(_ server: String) throws(Failure) -> [RecordFile] {
    let names = Self.distinct(entries.map { ($0["uri"].text ?? "", Self.name(of: $0)) })
    var files: [RecordFile] = []
    for (entry, name) in zip(entries, names) {
      let address = try address(of: entry, server)
      let file = RecordEntry(name: name, size: entry["size"], checksum: entry["checksum"])
      files.append(try file.file(page) { _ in [address] })
    }
    return try RecordEntry.checked(files, page)
  }

  /// Where a file can be fetched by http: the storage's own protocol is for programs of physics.
  private func address(of entry: JSONNode, _ server: String) throws(Failure) -> String {
    let uri = entry["uri"].text ?? ""
    for start in [Self.storage, "\(Sites.cernOpenData)/", "http://opendata.cern.ch/"]
    where uri.hasPrefix(start) {
      let path = uri.dropFirst(start.count).drop { $0 == "/" }
      guard !path.isEmpty, !path.split(separator: "/").contains("..") else { break }
      return "\(server)/\(PathText.encoded(String(path)))"
    }
    throw Failure(
      "the address of a file, \(uri.quoted), is not one of CERN's", at: page,
      remedy: "Fetch the files with cernopendata-client and put them into data/raw",
      status: .badData)
  }

  /// Names that differ: where two files have the same, all get those of their folders too.
  private static func distinct(_ files: [(uri: String, name: String)]) -> [String] {
    guard Set(files.map(\.name)).count < files.count else { return files.map(\.name) }
    let paths = files.map { $0.uri.split(separator: "/").map(String.init) }
    var common = Array(paths.first?.dropLast() ?? [])
    for path in paths {
      common = zip(common, path.dropLast()).prefix { $0 == $1 }.map(\.0)
    }
    return paths.map { $0.dropFirst(common.count).joined(separator: "/") }
  }
}
