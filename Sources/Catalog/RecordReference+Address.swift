import Files
import FoundationEssentials
import HTTP

extension RecordReference {
  /// The parts of an address, whose scheme may be missing; `nil` if a text is none.
  static func address(_ text: String) -> URLComponents? {
    if text.contains("://") { return URLComponents(string: text) ?? URLComponents() }
    let host = text.prefix { $0 != "/" && $0 != ":" }
    let name = host.split(separator: ".")
    // The end of a host's name has letters in it, the registrant of a DOI has none.
    guard name.count > 1, name.last?.first?.isLetter == true, text[host.endIndex...].contains("/")
    else { return nil }
    return URLComponents(string: "https://" + text) ?? URLComponents()
  }

  /// Finds the record that an address leads to.
  init(_ address: URLComponents, _ text: String) throws(Failure) {
    guard let scheme = address.scheme?.lowercased(), scheme == "https" || scheme == "http",
      var host = address.host?.lowercased(), !host.isEmpty
    else {
      throw Failure(
        "\(text.quoted) is no address of a web page",
        remedy: "Copy the address of the record's page",
        status: .usage)
    }
    guard address.user == nil, address.password == nil else {
      throw Failure(
        "the address holds a name or password", at: host,
        remedy: "Leave out what stands before '@'", status: .usage)
    }
    let secret = (address.queryItems ?? []).first {
      ["token", "access_token"].contains($0.name.lowercased())
    }
    if let secret {
      let isLink = secret.name.lowercased() == "token"
      throw Failure(
        "the address holds a secret, which would stay in the history of the shell", at: host,
        remedy: "Leave out '?' and what follows, and set "
          + (isLink
            ? "\(AccessToken.linkVariable) to the whole address"
            : "ZENODO_TOKEN to a token of an account with access"),
        status: .usage)
    }
    if host.hasSuffix(".") { host.removeLast() }
    if host.hasPrefix("www.") { host.removeFirst(4) }
    let path = address.path.split(separator: "/").map(String.init)
    switch host {
    case "doi.org", "dx.doi.org":
      guard let doi = DOI(path.joined(separator: "/")) else { throw Self.unknown(host, path) }
      try self.init(doi)
    case "zenodo.org": try self.init(zenodo: Sites.zenodo, path)
    case "sandbox.zenodo.org": try self.init(zenodo: Sites.sandbox, path)
    case "opendata.cern.ch":
      guard let (id, _) = Self.record(path, ["record", "records"]), Self.number(id[...]) != nil
      else { throw Self.unknown(host, path) }
      self = .cernOpenData(id: id)
    case "huggingface.co", "hf.co": try self.init(huggingFace: path, host)
    case "kaggle.com": throw Self.kaggle(host)
    case "hepdata.net": throw Self.hepData(host)
    default:
      let port = address.port.map { ":\($0)" } ?? ""
      guard let origin = Origin("\(scheme)://\(address.host ?? host)\(port)"),
        let (id, rest) = Self.record(path, ["records"])
      else { throw Self.unknown(host, path) }
      self = try Self.invenioRDM(origin.description, id, rest)
    }
  }

  private init(zenodo site: String, _ path: [String]) throws(Failure) {
    let host = String(site.dropFirst(8))
    if path.first == "doi", let doi = DOI(path.dropFirst().joined(separator: "/")) {
      try self.init(doi)
      return
    }
    if let first = path.first, ["deposit", "uploads"].contains(first) {
      throw Failure(
        "this is a draft, which only its owner can see", at: host,
        remedy: "Publish it, or name a published record", status: .usage)
    }
    guard let (id, rest) = Self.record(path, ["record", "records"]),
      let number = Self.number(id[...])
    else { throw Self.unknown(host, path) }
    self = try Self.invenioRDM(site, number, rest)
  }

  /// The name of the record in a path, and what follows it.
  private static func record(
    _ path: [String], _ words: [String]
  ) -> (id: String, rest: ArraySlice<String>)? {
    let path = path.first == "api" ? path.dropFirst() : path[...]
    guard let word = path.first, words.contains(word), let id = path.dropFirst().first,
      isName(id)
    else { return nil }
    return (id, path.dropFirst(2))
  }

  /// Whether a text can be the name of a record within its repository.
  static func isName(_ text: String) -> Bool {
    !text.isEmpty && text.utf8.count <= 64
      && text.unicodeScalars.allSatisfy {
        $0.isASCII && ($0.properties.isAlphabetic || $0.properties.numericType != nil || $0 == "-")
      }
  }

  private static func invenioRDM(
    _ site: String, _ id: String, _ rest: ArraySlice<String>
  ) throws(Failure) -> RecordReference {
    if rest.first == "files", let file = rest.dropFirst().first {
      throw Failure(
        "this is the address of one file", at: "\(site)/records/\(id)",
        remedy: "Name the record \(id) and choose the file with --files \(file.quoted)",
        status: .usage)
    }
    return .invenioRDM(site: site, id: id, latest: rest.last == "latest")
  }

  private static func unknown(_ host: String, _ path: [String]) -> Failure {
    let place = ([host] + path).joined(separator: "/")
    let isKnown = ["doi.org", "zenodo.org", "opendata.cern.ch"].contains { host.hasSuffix($0) }
    return Failure(
      "no record that fairmlpf can fetch has the address \(place.quoted)",
      remedy: isKnown
        ? "Copy the address of the record's page, such as https://zenodo.org/records/4559324"
        : "Fetch the files with the site's own tools and put them into data/raw",
      status: .usage)
  }
}
