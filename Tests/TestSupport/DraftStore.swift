import Files
public import Foundation

/// What a `FakeRepository` holds: drafts, and the records that drafts become.
public struct DraftStore {
  /// A file of a draft or record.
  public struct File {
    /// The MD5 it was declared with.
    public var declared: String?
    /// Number of bytes it was declared with.
    public var size: Int?
    /// Its content, once it has come.
    public var content: Data?
    /// Whether it was committed.
    public var isCommitted = false

    /// A whole file, as a user puts it there in a browser.
    ///
    /// - Parameter content: its content.
    public init(_ content: Data) {
      self.content = content
      isCommitted = true
    }

    /// A file whose content is still to come.
    init(declared: String?, size: Int?) {
      self.declared = declared
      self.size = size
    }
  }

  /// A draft or record.
  public struct Deposit {
    /// What was sent of it last.
    public var body: [String: Any]
    /// Its DOI.
    public var doi: String?
    /// Its files.
    public var files: [String: File] = [:]
    /// Counts changes.
    public var revision = 1
    /// The number that stands for all versions.
    public var concept: Int
    /// The title.
    public var title: String { (body["metadata"] as? [String: Any])?["title"] as? String ?? "" }
  }

  /// An answer.
  struct Answer {
    let status: Int
    let body: Data
    let lines: [String]

    init(_ status: Int, text: String, _ lines: [String] = []) {
      self.status = status
      body = Data(text.utf8)
      self.lines = lines
    }

    init(_ status: Int, _ json: Any) {
      self.status = status
      body = (try? JSONSerialization.data(withJSONObject: json)) ?? Data()
      lines = ["Content-Type: application/json"]
    }

    static func refusal(_ status: Int, _ message: String, _ problems: [(String, String)] = [])
      -> Answer
    {
      var json: [String: Any] = ["status": status, "message": message]
      if !problems.isEmpty { json["errors"] = DraftStore.list(problems) }
      return Answer(status, json)
    }
  }

  /// Drafts by number.
  public var drafts: [Int: Deposit] = [:]
  /// Published records by number.
  public var records: [Int: Deposit] = [:]
  /// How many drafts were ever made.
  public private(set) var made = 0
  /// How often a published record cannot be read yet.
  public var delay = 0
  /// The prefix of its DOIs; this one is of a place to practise.
  public var prefix = "10.5072"
  var address = ""
  private var next = 501

  private static let missing = Answer.refusal(404, "The persistent identifier does not exist.")

  mutating func answer(_ request: FakeRepository.Request) -> Answer {
    let path = request.path.prefix { $0 != "?" }
    let parts = path.split(separator: "/").map { String($0).removingPercentEncoding ?? "" }
    guard parts.first == "api" else { return Answer(404, text: "<html>Not found</html>") }
    let rest = Array(parts.dropFirst())
    // Another form of documents comes to who does not ask for this one.
    guard request.line("Accept") == "application/vnd.inveniordm.v1+json" else {
      return Answer(200, ["id": 1, "conceptrecid": "0", "files": [], "state": "unsubmitted"])
    }
    let isFile = rest.last == "content"
    let wanted = isFile ? "application/octet-stream" : "application/json"
    let type = request.line("Content-Type")
    guard request.body.isEmpty || type == wanted else {
      return .refusal(415, "Invalid 'Content-Type' header. Expected one of: \(wanted)")
    }
    var json: Any?
    if !isFile, !request.body.isEmpty {
      json = try? JSONSerialization.jsonObject(with: request.body)
      guard json != nil else {
        return .refusal(400, "Unable to decode JSON data in request body.")
      }
    }
    switch (request.method, rest.count, rest.first) {
    case ("GET", 2, "user"): return list()
    case ("POST", 1, "records"): return create(json as? [String: Any] ?? [:])
    case (_, 2..., "records"):
      guard let id = Int(rest[1]) else { return Self.missing }
      return answer(request, id, Array(rest.dropFirst(2)), json)
    default: return .refusal(404, "Not found.")
    }
  }

  private mutating func answer(
    _ request: FakeRepository.Request, _ id: Int, _ rest: [String], _ json: Any?
  ) -> Answer {
    switch (request.method, rest.first, rest.count) {
    case ("GET", nil, 0):
      guard let record = records[id] else { return Self.missing }
      if delay > 0 {
        delay -= 1
        return Self.missing
      }
      return Answer(200, document(id, record, isPublished: true))
    case ("POST", "versions", 1): return newVersion(id)
    case (_, "draft", _):
      guard drafts[id] != nil else { return Self.missing }
      return answerDraft(request, id, Array(rest.dropFirst()), json)
    default: return .refusal(405, "Method not allowed.")
    }
  }

  private mutating func answerDraft(
    _ request: FakeRepository.Request, _ id: Int, _ rest: [String], _ json: Any?
  ) -> Answer {
    guard let draft = drafts[id] else { return Self.missing }
    switch (request.method, rest.first, rest.count) {
    case ("GET", nil, 0): return Answer(200, document(id, draft, isPublished: false))
    case ("PUT", nil, 0): return update(id, json as? [String: Any] ?? [:], request)
    case ("DELETE", nil, 0):
      drafts[id] = nil
      return Answer(204, text: "")
    case ("POST", "pids", 2): return reserve(id)
    case ("POST", "actions", 2):
      return rest[1] == "publish" ? publish(id) : importFiles(id)
    case ("GET", "files", 1):
      return Answer(200, ["enabled": true, "entries": entries(draft)])
    case ("POST", "files", 1): return declare(id, json)
    case (_, "files", 2...): return file(request, id, rest[1], rest.dropFirst(2).first)
    default: return .refusal(404, "Not found.")
    }
  }

  private static func list(_ problems: [(String, String)]) -> [[String: Any]] {
    problems.map { ["field": $0.0, "messages": [$0.1]] }
  }

  private func list() -> Answer {
    let hits =
      drafts.sorted { $0.key > $1.key }.map { document($0.key, $0.value, isPublished: false) }
      + records.sorted { $0.key > $1.key }.map { document($0.key, $0.value, isPublished: true) }
    return Answer(200, ["hits": ["hits": hits, "total": hits.count]])
  }

  private mutating func create(_ body: [String: Any]) -> Answer {
    let id = next
    next += 2
    made += 1
    drafts[id] = Deposit(body: body, concept: id - 1)
    return respond(201, id)
  }

  private func respond(_ status: Int, _ id: Int, errors: [(String, String)] = []) -> Answer {
    guard let draft = drafts[id] else { return Self.missing }
    var json = document(id, draft, isPublished: false)
    if !errors.isEmpty { json["errors"] = Self.list(errors) }
    return Answer(status, json)
  }

  private func document(_ id: Int, _ deposit: Deposit, isPublished: Bool) -> [String: Any] {
    var json: [String: Any] = [
      "id": "\(id)", "revision_id": deposit.revision, "is_published": isPublished,
      "is_draft": !isPublished, "status": isPublished ? "published" : "draft",
      "metadata": deposit.body["metadata"] ?? [:], "parent": ["id": "\(deposit.concept)"],
      "links": ["self_html": "\(address)/\(isPublished ? "records" : "uploads")/\(id)"],
    ]
    if let doi = deposit.doi {
      json["pids"] = ["doi": ["identifier": doi, "provider": "datacite", "client": "datacite"]]
    }
    return json
  }

  private mutating func reserve(_ id: Int) -> Answer {
    guard drafts[id]?.doi == nil else {
      return .refusal(
        400, "A validation error occurred.", [("pids.doi", "A PID already exists for type doi")])
    }
    drafts[id]?.doi = "\(prefix)/fake.\(id)"
    drafts[id]?.revision += 1
    return respond(201, id)
  }

  private func problems(_ body: [String: Any]) -> [(String, String)] {
    let metadata = body["metadata"] as? [String: Any] ?? [:]
    let missing = "Missing data for required field."
    var problems: [(String, String)] = []
    for name in ["resource_type", "title", "publication_date", "creators"]
    where metadata[name] == nil {
      problems.append(("metadata.\(name)", missing))
    }
    if let title = metadata["title"] as? String, title.count < 3 {
      problems.append(("metadata.title", "Shorter than minimum length 3."))
    }
    for (index, creator) in (metadata["creators"] as? [[String: Any]] ?? []).enumerated() {
      let person = creator["person_or_org"] as? [String: Any] ?? [:]
      if person["type"] as? String == "personal", person["family_name"] == nil {
        problems.append(
          ("metadata.creators.\(index).person_or_org.family_name", "Family name must be filled."))
      }
    }
    return problems
  }

  private mutating func update(
    _ id: Int, _ body: [String: Any], _ request: FakeRepository.Request
  ) -> Answer {
    let expected = request.line("If-Match")
    guard expected.isEmpty || expected == "\(drafts[id]?.revision ?? 0)" else {
      return .refusal(412, "The record has been modified since.")
    }
    // All is replaced; identifiers that are not sent are lost, as on some sites.
    let pids = body["pids"] as? [String: [String: Any]]
    drafts[id]?.doi = pids?["doi"]?["identifier"] as? String
    drafts[id]?.body = body
    drafts[id]?.revision += 1
    return respond(200, id, errors: problems(body))
  }

  private func entry(_ name: String, _ file: File) -> [String: Any] {
    var json: [String: Any] = [
      "key": name, "status": file.isCommitted ? "completed" : "pending",
    ]
    if file.isCommitted, let content = file.content {
      json["size"] = content.count
      json["checksum"] = "md5:" + Self.md5(content)
    } else {
      if let size = file.size { json["size"] = size }
      if let declared = file.declared { json["checksum"] = declared }
    }
    return json
  }

  private func entries(_ draft: Deposit) -> [[String: Any]] {
    draft.files.sorted { $0.key < $1.key }.map { entry($0.key, $0.value) }
  }

  private static func md5(_ data: Data) -> String {
    var digest = Digest(.md5)
    digest.update(Array(data).span.bytes)
    return digest.finish()
  }

  private mutating func declare(_ id: Int, _ json: Any?) -> Answer {
    guard let list = json as? [[String: Any]] else {
      return .refusal(400, "A validation error occurred.")
    }
    for item in list {
      guard let key = item["key"] as? String, drafts[id]?.files[key] == nil,
        Set(item.keys).isSubset(of: ["key", "size", "checksum"])
      else {
        return .refusal(400, "File with key \(item["key"] ?? "") already exists.")
      }
    }
    guard (drafts[id]?.files.count ?? 0) + list.count <= 100 else {
      return .refusal(
        400, "Uploading selected files will result in exceeding the max amount per record.")
    }
    for item in list {
      drafts[id]?.files[item["key"] as? String ?? ""] = File(
        declared: item["checksum"] as? String, size: item["size"] as? Int)
    }
    drafts[id]?.revision += 1
    return drafts[id].map { Answer(201, ["enabled": true, "entries": entries($0)]) } ?? Self.missing
  }

  private mutating func file(
    _ request: FakeRepository.Request, _ id: Int, _ name: String, _ action: String?
  ) -> Answer {
    guard let file = drafts[id]?.files[name] else {
      return .refusal(404, "Record '\(id)' has no file '\(name)'.")
    }
    switch (request.method, action) {
    case ("PUT", "content"):
      guard !file.isCommitted else { return .refusal(403, "Permission denied.") }
      guard file.size == nil || file.size == request.body.count else {
        return .refusal(400, "The file upload transfer failed, please try again.")
      }
      drafts[id]?.files[name]?.content = request.body
    case ("POST", "commit"):
      guard file.content != nil, !file.isCommitted else {
        return .refusal(400, "The file upload transfer failed, please try again.")
      }
      drafts[id]?.files[name]?.isCommitted = true
      drafts[id]?.revision += 1
    case ("DELETE", nil):
      drafts[id]?.files[name] = nil
      drafts[id]?.revision += 1
      return Answer(204, text: "")
    default: return .refusal(405, "Method not allowed.")
    }
    return drafts[id]?.files[name].map { Answer(200, entry(name, $0)) } ?? Self.missing
  }

  private mutating func publish(_ id: Int) -> Answer {
    guard var draft = drafts[id] else { return Self.missing }
    var problems = problems(draft.body)
    if draft.files.isEmpty || draft.files.values.contains(where: { !$0.isCommitted }) {
      problems.append(("files.enabled", "Missing uploaded files."))
    }
    guard problems.isEmpty else {
      return .refusal(400, "A validation error occurred.", problems)
    }
    draft.doi = draft.doi ?? "\(prefix)/fake.\(id)"
    drafts[id] = nil
    records[id] = draft
    return Answer(202, document(id, draft, isPublished: true))
  }

  private mutating func newVersion(_ id: Int) -> Answer {
    guard let record = records[id] else { return Self.missing }
    if let (existing, _) = drafts.first(where: { $0.value.concept == record.concept }) {
      return respond(201, existing)
    }
    let number = next
    next += 2
    made += 1
    var metadata = record.body["metadata"] as? [String: Any] ?? [:]
    metadata["publication_date"] = nil
    metadata["version"] = nil
    drafts[number] = Deposit(body: ["metadata": metadata], concept: record.concept)
    return respond(201, number)
  }

  private mutating func importFiles(_ id: Int) -> Answer {
    guard let draft = drafts[id], draft.files.isEmpty else {
      return .refusal(400, "Please remove all files first.")
    }
    let earlier = records.filter { $0.value.concept == draft.concept }.max { $0.key < $1.key }
    guard let earlier else { return .refusal(404, "Not found.") }
    drafts[id]?.files = earlier.value.files
    return drafts[id].map { Answer(201, ["enabled": true, "entries": entries($0)]) } ?? Self.missing
  }
}
