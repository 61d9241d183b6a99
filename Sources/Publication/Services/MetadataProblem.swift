import Catalog
import Files

/// A field of a draft that the site does not accept, in the user's words.
public struct MetadataProblem: Sendable, Equatable {
  /// The field: "the family name of author 2".
  public let field: String
  /// What the site says of it.
  public let says: String
  /// Where the user corrects it; empty if that is not known.
  public let place: String

  /// One line for a list.
  public var line: String { "\(field): \(says)" + (place.isEmpty ? "" : " (see \(place))") }

  /// The most problems that are shown.
  private static let most = 20

  /// A line for each problem; of very many only the first ones.
  static func lines(_ problems: [MetadataProblem]) -> [String] {
    let rest = problems.count - most
    return problems.prefix(most).map(\.line) + (rest > 0 ? ["and \(rest) more"] : [])
  }

  /// Reads the list of problems that a site sends; a field may stand there several times.
  static func all(_ json: JSONNode) -> [MetadataProblem] {
    json.items.map { item in
      let path = item["field"].line ?? ""
      let messages = item["messages"].items.compactMap(\.line)
      let single = item["message"].line
      let says = (messages.isEmpty ? [single].compactMap(\.self) : messages).joined(separator: " ")
      let (field, place) = words(path)
      return MetadataProblem(
        field: field, says: says.isEmpty ? "it is not accepted" : says, place: place)
    }
  }

  /// A path such as `metadata.creators.1.person_or_org.family_name` in words.
  private static func words(_ path: String) -> (String, String) {
    var parts = path.split(separator: ".").map(String.init)
    if parts.first == "metadata" { parts.removeFirst() }
    guard let first = parts.first else { return ("the record", "") }
    let number = parts.dropFirst().first.flatMap { Int($0) }.map { $0 + 1 }
    let rest = parts.dropFirst(number == nil ? 1 : 2)
    guard let (name, place) = names[first] else { return ("'\(path)'", "") }
    let whole = number.map { "\(name.one) \($0)" } ?? name.all
    let inner = rest.last { $0 != "person_or_org" && Int($0) == nil }
    guard let inner else { return ("the \(whole)", place) }
    return (
      "the \(innerNames[inner] ?? "'\(inner)'") of \(number == nil ? "the " : "")\(whole)", place
    )
  }

  private static let citation = CitationFile.fileName

  /// What fields of the site are called, alone and in a list, and where they come from.
  private static let names: [String: (name: (all: String, one: String), place: String)] = [
    "title": (("title", "title"), "title in \(citation)"),
    "creators": (("authors", "author"), "authors in \(citation)"),
    "description": (("description", "description"), "abstract in \(citation)"),
    "additional_descriptions": (("notes", "note"), "abstract in \(citation)"),
    "publication_date": (("date of publication", "date"), "date-released in \(citation)"),
    "version": (("version", "version"), "version in \(citation)"),
    "rights": (("licence", "licence"), "license in \(citation)"),
    "subjects": (("keywords", "keyword"), "keywords in \(citation)"),
    "related_identifiers": (
      ("related works", "related work"), "references in \(citation)"
    ),
    "references": (("references", "reference"), "references in \(citation)"),
    "resource_type": (("kind of record", "kind of record"), ""),
    "contributors": (("contributors", "contributor"), ""),
    "funding": (("funding", "grant"), ""),
    "publisher": (("publisher", "publisher"), ""),
    "languages": (("languages", "language"), ""),
    "files": (("files", "file"), ""),
    "pids": (("identifiers", "identifier"), ""),
    "access": (("access", "access"), ""),
    "custom_fields": (("further fields", "further field"), ""),
  ]

  private static let innerNames = [
    "family_name": "family name", "given_name": "given name", "name": "name",
    "identifiers": "ORCID", "identifier": "identifier", "affiliations": "affiliation",
    "scheme": "kind of identifier", "relation_type": "kind of relation", "doi": "DOI",
    "enabled": "list", "default_preview": "preview", "subject": "text", "id": "identifier",
  ]
}
