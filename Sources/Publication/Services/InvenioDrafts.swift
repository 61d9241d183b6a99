import Catalog
import Files
public import HTTP

/// The drafts of a site that runs InvenioRDM: every request that publishing needs.
public struct InvenioDrafts: Sendable {
  /// The site, and how it is asked.
  public let server: DepositServer
  private let pause: @Sendable (Duration) -> Void
  private static let records = "/api/records"

  /// Creates it.
  ///
  /// - Parameters:
  ///   - server: the site, and how it is asked.
  ///   - pause: waits between two looks at a record that is being published.
  public init(
    _ server: DepositServer,
    pause: @escaping @Sendable (Duration) -> Void = { Patience.pause($0) { false } }
  ) {
    self.server = server
    self.pause = pause
  }

  private func path(_ id: String, _ rest: String = "") throws(Failure) -> String {
    guard Draft.isPossible(id) else {
      throw Failure(
        "this is no number of a record: \(id.quoted)", at: ReleaseRecord.fileName,
        remedy: "Correct it, or remove the file to begin with a new draft", status: .badData)
    }
    return "\(Self.records)/\(id)\(rest)"
  }

  private func draft(_ answer: DepositServer.Answer, _ path: String) throws(Failure) -> Draft {
    guard let draft = Draft(answer.json, server.site) else {
      throw Failure(
        "what the site sends is no draft", at: server.site.address + path,
        remedy: "Check that the address is that of a site that runs InvenioRDM",
        status: .unavailable)
    }
    return draft
  }

  /// Makes a draft.
  ///
  /// It is asked for once only: a second request would make a second draft.
  /// - Parameter title: its title for now, by which `find` knows it again.
  /// - Returns: the draft.
  /// - Throws: `Failure` when the site refuses, or the answer got lost.
  func create(title: String) throws(Failure) -> Draft {
    let body = JSONNode.object([
      "metadata": .object(["title": .text(title)]), "files": .object(["enabled": .bool(true)]),
    ])
    return try draft(try server.send(.post, Self.records, body), Self.records)
  }

  /// Finds a draft among the user's newest ones by its title.
  func find(title: String) throws(Failure) -> Draft? {
    let answer = try server.get("/api/user/records?sort=newest&size=25&page=1")
    return answer.json["hits"]["hits"].items.lazy
      .compactMap { Draft($0, server.site) }
      .first { !$0.isPublished && $0.title == title }
  }

  /// Asks for a draft; `nil` if there is none of this number.
  func draft(_ id: String) throws(Failure) -> Draft? {
    let path = try path(id, "/draft")
    let answer = try server.get(path, allowing: [404])
    return answer.status == 404 ? nil : try draft(answer, path)
  }

  /// Asks for a published record; `nil` if there is none of this number.
  func record(_ id: String) throws(Failure) -> Draft? {
    let path = try path(id)
    let answer = try server.get(path, allowing: [404])
    return answer.status == 404 ? nil : try draft(answer, path)
  }

  /// Reserves a DOI.
  ///
  /// Asking twice is refused and does no harm: the draft has its DOI then.
  /// - Returns: the draft with its DOI.
  func reserveDOI(_ id: String) throws(Failure) -> Draft {
    let path = try path(id, "/draft/pids/doi")
    let answer = try server.send(.post, path, isRepeatable: true, allowing: [400])
    if answer.status != 400 {
      let draft = try draft(answer, path)
      if draft.doi != nil { return draft }
    }
    guard let draft = try draft(id), draft.doi != nil else {
      throw Failure(
        "the site reserves no DOI for the draft", at: server.site.page(ofDraft: id),
        remedy: "Look at the draft in a browser, and run the command again", status: .unavailable,
        cause: answer.json["message"].line)
    }
    return draft
  }

  /// The files of a draft.
  func files(_ id: String) throws(Failure) -> [DraftFile] {
    try server.get(try path(id, "/draft/files")).json["entries"].items.compactMap { DraftFile($0) }
  }

  /// Names files that will be sent.
  ///
  /// It is asked for once only: names that are there are refused.
  func declare(_ files: [DepositFile], in id: String) throws(Failure) {
    let list = files.map { file in
      JSONNode.object([
        "key": .text(file.name), "size": .integer(file.size), "checksum": .text("md5:\(file.md5)"),
      ])
    }
    _ = try server.send(.post, try path(id, "/draft/files"), .list(list))
  }

  /// Sends the content of a declared file; sending it again replaces it.
  func upload(
    _ file: DepositFile, to id: String, watch: @escaping (Int) -> Bool
  ) throws(Failure) {
    _ = try server.put(file, to: try filePath(file.name, id, "/content"), watch: watch)
  }

  /// Ends a file, and compares what has arrived with what was sent.
  ///
  /// - Throws: `Failure` with status `badData` when other bytes have arrived.
  func commit(_ file: DepositFile, in id: String) throws(Failure) {
    let path = try filePath(file.name, id, "/commit")
    var arrived: DraftFile?
    do throws(Failure) {
      arrived = DraftFile(try server.send(.post, path).json)
    } catch {
      // Where the answer got lost, the list of files tells whether it was done.
      guard error.status == .unavailable else { throw error }
      arrived = try files(id).first { $0.name == file.name && $0.isComplete }
      guard arrived != nil else { throw error }
    }
    guard let arrived, arrived.md5 == file.md5 else {
      throw Failure(
        "the file has not arrived as it was sent (MD5 \(arrived?.md5 ?? "unknown") instead of "
          + "\(file.md5))", at: "\(server.site.page(ofDraft: id)) \(file.name)",
        remedy: "Run the command again, which sends it again", status: .badData)
    }
  }

  /// Removes a file of a draft, if it is there.
  func delete(_ name: String, from id: String) throws(Failure) {
    _ = try server.send(.delete, try filePath(name, id), allowing: [404])
  }

  /// Replaces the metadata of a draft, if nobody else has changed it since it was read.
  func update(_ draft: Draft, _ body: JSONNode) throws(Failure) -> Draft {
    var members = body.members
    // What is not sent is removed, and with it the DOI on some sites.
    if !body["pids"].exists, draft.identifiers.exists { members["pids"] = draft.identifiers }
    let path = try path(draft.id, "/draft")
    let answer = try server.send(
      .put, path, .object(members), lines: draft.revision.map { ["If-Match: \($0)"] } ?? [])
    return try self.draft(answer, path)
  }

  /// Makes a draft of a record's next version; if there is one, the site gives that.
  func newVersion(of id: String) throws(Failure) -> Draft {
    let path = try path(id, "/versions")
    return try draft(try server.send(.post, path, isRepeatable: true), path)
  }

  /// Takes over the files of the version before, so that only what has changed is sent.
  ///
  /// A site that refuses gets all files instead.
  func importFiles(_ id: String) throws(Failure) {
    _ = try server.send(
      .post, try path(id, "/draft/actions/files-import"), isRepeatable: true,
      allowing: [400, 403, 404, 405])
  }

  /// Publishes a draft, and waits until its record can be read.
  ///
  /// It is asked for once only.
  /// - Returns: the record.
  /// - Throws: `Failure` when the site refuses.
  func publish(_ id: String) throws(Failure) -> Draft {
    do throws(Failure) {
      _ = try server.send(.post, try path(id, "/draft/actions/publish"))
    } catch {
      // Where the answer got lost, the record tells whether it was done.
      guard error.status == .unavailable, let record = try? record(id), record.isPublished else {
        throw error
      }
      return record
    }
    for attempt in 1...20 {
      if let record = try record(id), record.isPublished { return record }
      pause(.seconds(min(attempt, 5)))
    }
    throw Failure(
      "the site has taken the record, but does not show it yet",
      at: server.site.page(ofRecord: id), remedy: "Run the command again in a few minutes",
      status: .unavailable)
  }

  /// Removes a draft with its files.
  ///
  /// - Returns: whether there was one.
  func discard(_ id: String) throws(Failure) -> Bool {
    try server.send(.delete, try path(id, "/draft"), allowing: [404]).status != 404
  }

  private func filePath(
    _ name: String, _ id: String, _ rest: String = ""
  ) throws(Failure) -> String {
    try path(id, "/draft/files/\(PathText.encoded(name))\(rest)")
  }
}
