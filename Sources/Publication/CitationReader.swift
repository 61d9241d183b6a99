import Files
import Yams

/// Reads what a `CITATION.cff` says, and says what is wrong with it.
struct CitationReader {
  /// The fields with their values, in the order of the file.
  let pairs: [(String, Node)]
  private let path: String

  /// The fields of version 1.2.0.
  private static let fields = [
    "abstract", "authors", "cff-version", "commit", "contact", "date-released", "doi",
    "identifiers", "keywords", "license", "license-url", "message", "preferred-citation",
    "references", "repository", "repository-artifact", "repository-code", "title", "type", "url",
    "version",
  ]

  /// The most fields and items; aliases make a short text many more of them than any memory holds.
  private static let mostNodes = 100_000

  /// The number of nodes, counted no further than one more than `most`.
  private static func count(_ node: Node?, most: Int) -> Int {
    let parts: [Node]
    switch node {
    case .mapping(let mapping)?: parts = mapping.flatMap { [$0.key, $0.value] }
    case .sequence(let sequence)?: parts = Array(sequence)
    default: return 1
    }
    var found = 1
    for part in parts where found <= most { found += count(part, most: most - found) }
    return found
  }

  init(_ text: String, path: String) throws(Failure) {
    self.path = path
    let root: Node?
    do {
      root = try compose(yaml: text)
    } catch {
      throw Self.damaged(error, path)
    }
    guard Self.count(root, most: Self.mostNodes) <= Self.mostNodes else {
      throw Failure(
        "the file has more than \(Self.mostNodes) fields and items, those counted again that a '*' "
          + "repeats", at: path, remedy: "Leave out what citing the experiment does not need",
        status: .badData)
    }
    guard case .mapping(let mapping)? = root else {
      throw Failure(
        "the file holds no fields such as 'title: …'", at: path,
        remedy: "Write it as citation-file-format.github.io explains", status: .badData)
    }
    var pairs: [(String, Node)] = []
    for (key, value) in mapping {
      let name = key.string ?? ""
      guard Self.fields.contains(name) else {
        let nearest = NearestName.of(name, among: Self.fields)
        throw Failure(
          "the field \(name.quoted) does not exist", at: Self.place(path, key),
          remedy: nearest.map { "Did you mean '\($0)'?" } ?? "Remove it", status: .badData)
      }
      pairs.append((name, value))
    }
    self.pairs = pairs
  }

  private static func damaged(_ error: any Error, _ path: String) -> Failure {
    var (what, place) = ("the file is not valid YAML", path)
    switch error as? YamlError {
    case .scanner(_, let reason, let mark, _), .parser(_, let reason, let mark, _),
      .composer(_, let reason, let mark, _):
      (what, place) = ("\(what) (\(reason))", "\(path):\(mark.line)")
    case .duplicatedKeysInMapping(let keys, let context):
      (what, place) = ("'\(keys.first ?? "")' stands twice", "\(path):\(context.mark.line)")
    default: break
    }
    return Failure(
      what, at: place, remedy: "Correct the line", status: .badData, cause: "\(error)")
  }

  private static func place(_ path: String, _ node: Node) -> String {
    node.mark.map { "\(path):\($0.line)" } ?? path
  }

  private func wrong(_ what: String, _ node: Node, _ remedy: String) -> Failure {
    Failure(what, at: Self.place(path, node), remedy: remedy, status: .badData)
  }

  /// Everything the program wants to know.
  func citation() throws(Failure) -> Citation {
    if let version = try text("cff-version"), version != "1.2.0" {
      throw wrong(
        "the file follows version \(version.quoted) of the format, and 1.2.0 is read",
        self["cff-version"] ?? "", "Bring it to version 1.2.0 and write 'cff-version: 1.2.0'")
    }
    for field in ["cff-version", "message"] { _ = try required(field) }
    let (code, repository) = (try address("repository-code"), try address("repository"))
    return Citation(
      title: try required("title"), abstract: try text("abstract") ?? "", authors: try authors(),
      version: try required("version"), licence: try licence(), keywords: try texts("keywords"),
      repository: code ?? repository, doi: try doi())
  }

  private subscript(_ field: String) -> Node? { pairs.first { $0.0 == field }?.1 }

  private func text(_ field: String) throws(Failure) -> String? {
    try self[field].map { node throws(Failure) in try text(of: node, field) }
  }

  private func text(of node: Node, _ field: String) throws(Failure) -> String {
    guard let text = node.scalar?.string, !text.allSatisfy(\.isWhitespace) else {
      throw wrong("'\(field)' must be a text", node, "Write one, or remove the field")
    }
    return text
  }

  private func required(_ field: String) throws(Failure) -> String {
    guard let text = try text(field) else { throw missing(field) }
    return text
  }

  private func missing(_ field: String) -> Failure {
    Failure(
      "the field '\(field)' is missing", at: path, remedy: "Add a line '\(field): …'",
      status: .badData)
  }

  /// A list of texts, or one text.
  private func texts(_ field: String) throws(Failure) -> [String] {
    guard let node = self[field] else { return [] }
    guard case .sequence(let items) = node else { return [try text(of: node, field)] }
    var found: [String] = []
    for item in items { found.append(try text(of: item, field)) }
    return found
  }

  /// Several licences are a choice.
  private func licence() throws(Failure) -> String? {
    let licences = try texts("license")
    for licence in licences where licence.contains(where: \.isWhitespace) {
      throw wrong(
        "'license' is \(licence.quoted) and must be the SPDX identifier of a licence",
        self["license"] ?? "", "Write one of spdx.org/licenses, such as 'license: MIT'")
    }
    return licences.isEmpty ? nil : licences.joined(separator: " OR ")
  }

  private func address(_ field: String) throws(Failure) -> String? {
    guard let text = try text(field) else { return nil }
    guard text.hasPrefix("https://") || text.hasPrefix("http://"),
      !text.contains(where: { $0.isWhitespace || $0 == "@" })
    else {
      throw wrong(
        "'\(field)' is \(text.quoted) and must be an address without a user's name",
        self[field] ?? "", "Write one that starts with https://")
    }
    return text
  }

  private func doi() throws(Failure) -> DOI? {
    guard let text = try text("doi") else { return nil }
    guard let doi = DOI(text), doi.description == text else {
      throw wrong(
        "'doi' is \(text.quoted) and must be a DOI alone, such as 10.5281/zenodo.4559324",
        self["doi"] ?? "", "Correct it, or remove the field")
    }
    return doi
  }

  private func authors() throws(Failure) -> [Citation.Author] {
    guard let node = self["authors"] else { throw missing("authors") }
    guard case .sequence(let items) = node, !items.isEmpty else {
      throw wrong(
        "'authors' must be a list with an author at least", node,
        "Write '- given-names: …' and 'family-names: …' below it")
    }
    var authors: [Citation.Author] = []
    for item in items { authors.append(try author(item)) }
    return authors
  }

  private static let personFields = [
    "address", "affiliation", "alias", "city", "country", "email", "family-names", "fax",
    "given-names", "name-particle", "name-suffix", "orcid", "post-code", "region", "tel",
    "website",
  ]
  private static let entityFields = [
    "address", "alias", "city", "country", "date-end", "date-start", "email", "fax", "location",
    "name", "orcid", "post-code", "region", "tel", "website",
  ]

  /// A person, or an entity, which has a `name` of its own.
  private func author(_ node: Node) throws(Failure) -> Citation.Author {
    guard case .mapping(let mapping) = node else {
      throw wrong(
        "an author must have fields such as 'family-names'", node,
        "Write '- given-names: …' and 'family-names: …' below it")
    }
    let isGroup = node["name"] != nil
    let known = isGroup ? Self.entityFields : Self.personFields
    var values: [String: String] = [:]
    for (key, value) in mapping {
      let name = key.string ?? ""
      guard known.contains(name) else {
        let nearest = NearestName.of(name, among: known)
        throw wrong(
          "an author has no field \(name.quoted)", key,
          nearest.map { "Did you mean '\($0)'?" } ?? "Remove it")
      }
      values[name] = try text(of: value, name)
    }
    if let orcid = values["orcid"] {
      guard orcid.hasPrefix("https://orcid.org/"), ORCID.problem(with: orcid) == nil else {
        throw wrong(
          ORCID.problem(with: orcid) ?? "the ORCID \(orcid.quoted) must be a whole address",
          node["orcid"] ?? node, "Write it as https://orcid.org/0000-0002-1825-0097")
      }
    }
    let family = ["name-particle", "family-names", "name-suffix"].compactMap { values[$0] }
    let given = values["given-names"] ?? ""
    let name = values["name"] ?? (family.isEmpty ? "" : family.joined(separator: " "))
    guard !name.isEmpty || !given.isEmpty || values["alias"] != nil else {
      throw wrong(
        "an author has no name", node, "Add 'family-names' and 'given-names', or 'name' of a group")
    }
    return Citation.Author(
      given: isGroup ? "" : given,
      family: name.isEmpty && given.isEmpty ? values["alias"] ?? "" : name, isGroup: isGroup,
      orcid: values["orcid"].map { String($0.suffix(19)) }, affiliation: values["affiliation"],
      email: values["email"])
  }
}
