import Files
import HTTP

/// A server that is asked for the documents of a repository: the repository itself, or its mirror.
struct RecordServer: Sendable {
  /// The beginning of its addresses, without a slash at the end.
  let address: String
  /// How it is asked.
  let connection: Connection

  /// The most bytes a document may have; one that lists 100,000 files has about 50 million.
  private static let limit = 64 << 20

  /// Asks for a JSON document.
  ///
  /// - Parameters:
  ///   - path: what follows the address.
  ///   - accept: the kinds of documents that are wanted.
  ///   - page: the page of the record it is about, for messages.
  /// - Returns: the document.
  /// - Throws: `Failure` when the server sends anything else.
  func document(
    _ path: String, accept: String = "application/json", page: String
  ) throws(Failure) -> RecordDocument {
    var url = address + path
    var wasRedirected = false
    for _ in 0..<5 {
      let response = try connection.get(url, accept: accept, limit: Self.limit)
      try requireOwn(response.url, page)
      wasRedirected = wasRedirected || response.url != url
      guard let next = Self.redirect(of: response) else {
        guard response.status == 200 else {
          throw Failure.answer(
            response, page: page, hasToken: connection.tokens.contains { $0.belongs(to: url) })
        }
        let json = try RecordDocument.read(response.body, page)
        return RecordDocument(
          json: json, bytes: response.body, next: response.link("next"),
          wasRedirected: wasRedirected)
      }
      url = next.hasPrefix("/") ? (Origin(address)?.description ?? address) + next : next
      try requireOwn(url, page)
      wasRedirected = true
    }
    throw Failure(
      "the server redirects in a circle", at: page, remedy: "Run the command again later",
      status: .unavailable)
  }

  /// Asks for a JSON document that is a list.
  ///
  /// - Parameters:
  ///   - path: what follows the address.
  ///   - page: the page of the record it is about, for messages.
  /// - Returns: its items.
  /// - Throws: `Failure` when the server sends anything else.
  func list(_ path: String, page: String) throws(Failure) -> [JSONNode] {
    let document = try document(path, page: page)
    guard case .list(let items) = document.json else { throw RecordDocument.wrongKind(page) }
    return items
  }

  /// Asks for a JSON document that is a list, and for what it goes on with.
  ///
  /// - Parameters:
  ///   - path: what follows the address.
  ///   - page: the page of the record it is about, for messages.
  /// - Returns: the items of all pages.
  /// - Throws: `Failure` when the server sends anything else, or comes to no end.
  func pages(_ path: String, page: String) throws(Failure) -> [JSONNode] {
    var items: [JSONNode] = []
    var path = path
    for _ in 0..<Self.mostPages {
      let document = try document(path, page: page)
      guard case .list(let more) = document.json else { throw RecordDocument.wrongKind(page) }
      items += more
      guard let next = document.next else { return items }
      try requireOwn(next, page)
      // The next page is asked for where this one was.
      let start = next.hasPrefix(address) ? address : Origin(next)?.description ?? ""
      path = String(next.dropFirst(start.count))
    }
    throw Failure(
      "the list of files has no end", at: page,
      remedy: "Fetch the files with the site's own tools and put them into data/raw",
      status: .badData)
  }

  /// Pages have a thousand files.
  private static let mostPages = 1000

  /// Where an answer without the line `Location` leads: some redirects say it only in their JSON.
  private static func redirect(of response: Response) -> String? {
    guard (300..<400).contains(response.status),
      let json = JSONNode(json: response.body)
    else { return nil }
    return json["location"].text
  }

  /// Makes sure that no other server answers: its records would be taken for this one's.
  private func requireOwn(_ url: String, _ page: String) throws(Failure) {
    let (own, other) = (Origin(address), Origin(url))
    let isSafer = own?.host == other?.host && own?.scheme == "http" && other?.scheme == "https"
    guard let other, other == own || isSafer else {
      throw Failure(
        "the server redirects to \((Origin(url)?.name ?? url).quoted)", at: page,
        remedy: "Look where its page leads in a browser and name that address",
        status: .unavailable)
    }
  }
}
