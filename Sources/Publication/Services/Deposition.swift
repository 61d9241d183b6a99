import Catalog
public import Files
import FoundationEssentials

/// Puts the publication of an experiment into a draft of a site, step by step.
///
/// Each step is remembered in `release.json` before the next one begins, and finds out from the site what
/// an earlier run has done: whenever it is interrupted, it goes on with the same draft.
public struct Deposition: Sendable {
  /// Makes the publication, given the DOI it will have, and returns its folder.
  public typealias Packing = (DOI?) throws(Failure) -> String

  /// Where a deposit has got to.
  public struct Report: Sendable {
    /// The draft or the record.
    public var draft: Draft
    /// Files that were sent.
    public var sent = 0
    /// Files that were there already.
    public var kept = 0
    /// Files that were removed from the draft.
    public var removed: [String] = []
    /// Files that somebody has put there by hand.
    public var foreign: [String] = []
  }

  private let drafts: InvenioDrafts
  private let folder: String
  private let progress: any Progress
  private let shouldStop: @Sendable () -> Bool

  /// Prepares it.
  ///
  /// - Parameters:
  ///   - drafts: the drafts of a site.
  ///   - folder: the experiment.
  ///   - progress: told of bytes that are sent.
  ///   - shouldStop: asked whether the user wants to stop.
  public init(
    _ drafts: InvenioDrafts, folder: String, progress: any Progress = SilentProgress(),
    shouldStop: @escaping @Sendable () -> Bool = { false }
  ) {
    self.drafts = drafts
    self.folder = folder
    self.progress = progress
    self.shouldStop = shouldStop
  }

  private var site: DepositSite { drafts.server.site }

  /// Brings the draft up to date: its DOI, files and metadata.
  ///
  /// - Parameters:
  ///   - newVersion: whether a published record gets a next version.
  ///   - pack: makes the publication.
  /// - Returns: the draft; a published record if it is published already and holds this version.
  /// - Throws: `Failure` when the site refuses, or its metadata with `badData` and a list of fields.
  public func update(newVersion: Bool, _ pack: Packing) throws(Failure) -> Report {
    var record = try ReleaseRecord.read(in: folder)
    // Before anything is made at the site: what cannot be sent is found here.
    let deposit = record.newest(at: site.address)
    let known = deposit?.state == .draft ? deposit?.doi.flatMap { DOI($0) } : nil
    let before = try pack(known)
    var files = try DepositFile.all(in: before, shouldStop: shouldStop)
    let version = try DraftMetadata(in: before).version
    var draft = try currentDraft(&record, newVersion: newVersion, version: version)
    if draft.isPublished { return Report(draft: draft) }
    if draft.doi == nil { draft = try drafts.reserveDOI(draft.id) }
    let reserved = try doi(draft.doi)
    if let doi = draft.doi, record.newest(at: site.address)?.doi != doi {
      record.changeNewest(at: site.address) { $0.doi = doi }
      try record.write(in: folder)
    }
    var publication = before
    if reserved != known {
      publication = try pack(reserved)
      files = try DepositFile.all(in: publication, shouldStop: shouldStop)
    }
    let metadata = try DraftMetadata(in: publication)
    let result = try upload(files, to: draft, &record, version: metadata.version)
    draft = try drafts.update(try currentState(of: draft.id), metadata.json)
    try require(draft)
    return Report(
      draft: draft, sent: result.sent, kept: result.kept, removed: result.removed,
      foreign: result.foreign)
  }

  /// Publishes a draft, for good.
  ///
  /// - Parameter draft: the draft.
  /// - Returns: the record.
  /// - Throws: `Failure` when the site refuses.
  public func publish(_ draft: Draft) throws(Failure) -> Draft {
    let published = try drafts.publish(draft.id)
    var record = try ReleaseRecord.read(in: folder)
    try remember(published, in: &record)
    return published
  }

  /// Removes the draft from the site and from `release.json`.
  ///
  /// - Returns: the number of the draft, and whether the site still had it.
  /// - Throws: `Failure` with status `usage` when there is no draft, and when the site refuses.
  public func discard() throws(Failure) -> (id: String, wasThere: Bool) {
    var record = try ReleaseRecord.read(in: folder)
    guard let deposit = record.newest(at: site.address), deposit.state == .draft else {
      throw Failure(
        "the experiment has no draft at \(site.name)", at: ReleaseRecord.path(in: folder),
        remedy: "Name the site it is at with --sandbox or --base-url", status: .usage)
    }
    // A record that is published answers 404 as a draft; it must not be forgotten.
    let wasThere = try drafts.discard(deposit.record)
    if !wasThere, let published = try drafts.record(deposit.record), published.isPublished {
      try remember(published, in: &record)
      throw Failure(
        "the draft has been published", at: published.page,
        remedy: "Published records stay; make a new version with --new-version", status: .usage)
    }
    record.forgetNewest(at: site.address)
    try record.write(in: folder)
    return (deposit.record, wasThere)
  }

  /// What a site gives as a DOI.
  private func doi(_ text: String?) throws(Failure) -> DOI? {
    guard let text else { return nil }
    guard let doi = DOI(text) else {
      throw Failure(
        "the site has reserved \(text.quoted), which is no DOI", at: site.address,
        remedy: "Look at the draft in a browser", status: .unavailable)
    }
    return doi
  }

  /// The draft to work on, found or made; a published record if there is nothing to do.
  private func currentDraft(
    _ record: inout ReleaseRecord, newVersion: Bool, version: String
  ) throws(Failure) -> Draft {
    guard var deposit = record.newest(at: site.address) else {
      guard !newVersion else { throw nothingPublished }
      return try newDraft(&record, version: version)
    }
    if deposit.state == .draft {
      if let draft = try drafts.draft(deposit.record), !draft.isPublished {
        let hasEarlier = record.deposits.contains {
          $0.repository == site.address && $0.state == .published
        }
        guard !newVersion || hasEarlier else { throw nothingPublished }
        return draft
      }
      guard let published = try drafts.record(deposit.record), published.isPublished else {
        throw Failure(
          "the draft \(deposit.record) is no longer there",
          at: site.page(ofDraft: deposit.record),
          remedy: "Run the command with --discard to forget it, and then again for a new draft",
          status: .missingInput)
      }
      // It was published, and the answer got lost or somebody did so in a browser.
      try remember(published, in: &record)
      deposit = record.newest(at: site.address) ?? deposit
      guard newVersion else { return published }
    }
    guard newVersion else {
      guard deposit.version == version else {
        throw Failure(
          "version \(deposit.version) is published, and the files of a published record stay as "
            + "they are", at: site.page(ofRecord: deposit.record),
          remedy: "Use --new-version to publish version \(version) beside it", status: .usage)
      }
      guard let published = try drafts.record(deposit.record) else {
        throw Failure(
          "the record is no longer there", at: site.page(ofRecord: deposit.record),
          remedy: "Look at its page in a browser", status: .missingInput)
      }
      return published
    }
    let draft = try drafts.newVersion(of: deposit.record)
    if try drafts.files(draft.id).isEmpty { try drafts.importFiles(draft.id) }
    var next = ReleaseRecord.Deposit(
      repository: site.address, record: draft.id, doi: draft.doi, state: .draft, version: version)
    next.files = deposit.files
    record.deposits.append(next)
    try record.write(in: folder)
    return draft
  }

  /// Makes a draft, or finds the one that was asked for when the answer did not arrive.
  private func newDraft(
    _ record: inout ReleaseRecord, version: String
  ) throws(Failure) -> Draft {
    var found: Draft?
    let title: String
    if let begun = record.beginnings?.last(where: { $0.repository == site.address }) {
      title = begun.title
      found = try drafts.find(title: title)
    } else {
      title = "Draft of fairmlpf \(String(UInt64.random(in: .min ... .max), radix: 16))"
      let beginning = ReleaseRecord.Beginning(repository: site.address, title: title)
      record.beginnings = (record.beginnings ?? []) + [beginning]
      try record.write(in: folder)
    }
    let draft: Draft
    if let found { draft = found } else { draft = try drafts.create(title: title) }
    let rest = record.beginnings?.filter { $0.repository != site.address } ?? []
    record.beginnings = rest.isEmpty ? nil : rest
    record.deposits.append(
      ReleaseRecord.Deposit(
        repository: site.address, record: draft.id, doi: draft.doi, state: .draft,
        version: version))
    try record.write(in: folder)
    return draft
  }

  private func upload(
    _ files: [DepositFile], to draft: Draft, _ record: inout ReleaseRecord, version: String
  ) throws(Failure) -> DraftUpload.Result {
    let earlier = Set(record.newest(at: site.address)?.files ?? [])
    let names = files.map(\.name)
    // Before they are there, so that none is taken for the user's own after an interruption.
    try remember(files: earlier.union(names).sorted(), version, &record)
    let result = try DraftUpload(
      drafts: drafts, id: draft.id, files: files, earlier: earlier, progress: progress,
      shouldStop: shouldStop
    ).run()
    try remember(files: names, version, &record)
    return result
  }

  private func remember(
    files: [String], _ version: String, _ record: inout ReleaseRecord
  ) throws(Failure) {
    let before = record
    record.changeNewest(at: site.address) {
      $0.files = files
      $0.version = version
    }
    if record != before { try record.write(in: folder) }
  }

  private func remember(_ published: Draft, in record: inout ReleaseRecord) throws(Failure) {
    record.changeNewest(at: site.address) {
      $0.state = .published
      $0.doi = published.doi ?? $0.doi
    }
    try record.write(in: folder)
  }

  /// The draft as it is after its files have changed, which counts as a change of the draft.
  private func currentState(of id: String) throws(Failure) -> Draft {
    guard let draft = try drafts.draft(id) else {
      throw Failure(
        "somebody has removed or published the draft just now", at: site.page(ofDraft: id),
        remedy: "Look at it in a browser, and run the command again", status: .unavailable)
    }
    return draft
  }

  private func require(_ draft: Draft) throws(Failure) {
    let problems = draft.problems
    guard !problems.isEmpty else { return }
    var failure = Failure(
      "\(site.name) does not accept \(problems.count == 1 ? "a field" : "\(problems.count) fields") "
        + "of the metadata, though all files are there", at: draft.page,
      remedy: "Correct what is named below, and run the command again", status: .badData)
    failure.excerpt = MetadataProblem.lines(problems)
    throw failure
  }

  private var nothingPublished: Failure {
    Failure(
      "there is no published record at \(site.name) that could get a new version",
      at: ReleaseRecord.path(in: folder), remedy: "Leave out --new-version", status: .usage)
  }
}
