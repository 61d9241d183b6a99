public import Files
public import FoundationEssentials
public import Publication

/// Makes everything that is published of an experiment: the folder `publication`.
public struct PackageStage: Sendable {
  /// What `fairmlpf package` has to say.
  public struct Report: Sendable {
    /// The folder.
    public let path: String
    /// What `CITATION.cff` says.
    public let citation: Citation
    /// Where the experiment's code lies, if that is known.
    public let address: String?
    /// How many files there are.
    public let files: Int
    /// Whether they were there already.
    public let wasUpToDate: Bool
    /// Files of the experiment itself that now have the DOI in them.
    public let changed: [String]
  }

  /// Name of the folder in an experiment.
  public static let folderName = "publication"

  private let folder: ExperimentFolder
  private let settings: ExperimentFile
  private let parts: [any PublicationPart]
  private let environment: [String: String]

  /// Prepares the stage.
  ///
  /// - Parameters:
  ///   - folder: the experiment.
  ///   - settings: its settings.
  ///   - parts: what adds further files, such as those of a container.
  ///   - environment: the variables of the environment, for `SOURCE_DATE_EPOCH`.
  public init(
    _ folder: ExperimentFolder, _ settings: ExperimentFile,
    adding parts: [any PublicationPart] = Publication.packages,
    environment: [String: String] = ProcessInfo.processInfo.environment
  ) {
    self.folder = folder
    self.settings = settings
    self.parts = parts
    self.environment = environment
  }

  /// Writes the folder, unless it is there and made of the same.
  ///
  /// With a DOI that is not of a sandbox, the experiment's own `CITATION.cff` and `README.md` get it
  /// too; nothing else in them changes.
  /// - Parameters:
  ///   - doi: the DOI that is reserved for this publication; `nil` takes that of `release.json` or
  ///     `CITATION.cff`, if it is of this version.
  ///   - force: whether to write it even so.
  /// - Returns: what was written.
  /// - Throws: `Failure` when a result is missing or old, `CITATION.cff` is wrong, a file of the user
  ///   is in the way, or from the file system.
  public func run(doi: DOI? = nil, force: Bool = false) throws(Failure) -> Report {
    try LockedFile.alone(in: folder.path) { () throws(Failure) in
      let place = PublicationFolder("\(folder.path)/\(Self.folderName)")
      let inputs = try inputs(doi)
      if !force, let stamp = PublicationStamp(of: folder), stamp.inputs == inputs,
        let files = try place.count(ifListed: stamp.list)
      {
        let citation = try CitationFile("\(folder.path)/\(CitationFile.fileName)").citation
        return Report(
          path: place.path, citation: citation, address: source(citation).address, files: files,
          wasUpToDate: true, changed: [])
      }
      let report = try write(release(doi: doi), to: place, force: force)
      // What has changed meanwhile, such as the DOI in CITATION.cff, is looked at by the next run.
      if try self.inputs(doi) == inputs {
        PublicationStamp(inputs: inputs, list: try place.listDigest()).keep(in: folder)
      }
      return report
    }
  }

  /// Everything that decides the publication, as one digest.
  private func inputs(_ doi: DOI?) throws(Failure) -> String {
    let source = GitFolder.source(of: folder.path)
    return try PublicationStamp.inputs(
      folder, settings,
      [
        doi?.description ?? "-", environment[SourceDate.variable] ?? "-", source.address ?? "-",
        source.revision ?? "-", parts.map { "\(type(of: $0))" }.joined(separator: " "),
      ])
  }

  private func write(
    _ release: Release, to place: PublicationFolder, force: Bool
  ) throws(Failure) -> Report {
    let files = try Publication.files(of: release, adding: parts)
    // Looked at first, because the DOI may not fit in.
    let changes = try changes(for: release.doi)
    let wasUpToDate = try place.write(files, force: force)
    for change in changes { try AtomicFile.write(change.text, to: change.path) }
    return Report(
      path: place.path, citation: release.citation, address: release.source.address,
      files: files.count + 1, wasUpToDate: wasUpToDate, changed: changes.map(\.path))
  }

  /// The repository of the experiment; what `CITATION.cff` says of it counts.
  private func source(_ citation: Citation) -> Release.Source {
    var source = GitFolder.source(of: folder.path)
    source.address = citation.repository ?? source.address
    return source
  }

  /// Gathers the facts.
  ///
  /// - Parameter doi: as in `run`.
  /// - Returns: the facts.
  /// - Throws: as `run`.
  public func release(doi: DOI? = nil) throws(Failure) -> Release {
    let file = try CitationFile("\(folder.path)/\(CitationFile.fileName)")
    let results = try ReleaseResults(folder, settings)
    let run = folder.run(settings.run)
    let training = try Release.Training(results.training, at: "\(run)/\(TrainStage.summaryName)")
    func evaluation(_ part: PrepareStage.Part) -> String {
      "\(EvaluateStage.reports(folder, on: part))/\(EvaluateStage.fileName)"
    }
    let test = try Release.Evaluation(
      results.evaluation, "fairmlpf evaluate", at: evaluation(.test))
    let heldOut = try results.heldOut.map { result throws(Failure) in
      try Release.Evaluation(result, "fairmlpf evaluate --held-out", at: evaluation(.heldOut))
    }
    let explanation = try Release.Explanation(
      results.explanation, settings, at: "\(folder.reports)/\(ExplainStage.fileName)")
    let ends = [training.activity, test.activity, explanation.activity, heldOut?.activity]
      .compactMap { $0?.end }
    let date =
      try SourceDate.seconds(environment).map { ReleaseDate(seconds: $0) }
      ?? ends.max() ?? training.activity.end
    let source = source(file.citation)
    let remembered = try knownDOI(file.citation)
    let known = doi ?? remembered
    return Release(
      citation: file.citation,
      citationText: try file.published(doi: known, date: date, repository: source.address),
      doi: known, date: date, experiment: settings.name, run: settings.run,
      program: Release.Program(name: "fairmlpf", version: Version.current), source: source,
      model: Release.Model(settings, sha256: results.model.sha256), training: training,
      evaluation: test, heldOut: heldOut, explanation: explanation,
      data: try Release.DataSet(folder, settings, results),
      files: try PublishedResults(folder, settings, results).files())
  }

  /// The DOI of this version, as the newest deposit or the citation has it.
  private func knownDOI(_ citation: Citation) throws(Failure) -> DOI? {
    let record = try ReleaseRecord.read(in: folder.path)
    let deposits = record.deposits.compactMap { deposit in
      deposit.doi.flatMap { DOI($0) }.map { (deposit: deposit, doi: $0) }
    }
    if let own = deposits.last(where: {
      $0.deposit.version == citation.version && !Self.isOfSandbox($0.doi)
    }) {
      return own.doi
    }
    // What CITATION.cff has may be that of an earlier version.
    return deposits.contains { $0.doi == citation.doi } ? nil : citation.doi
  }

  /// DOIs of sandboxes lead nowhere.
  static func isOfSandbox(_ doi: DOI) -> Bool { doi.prefix == "10.5072" }

  /// The experiment's own files that lack the DOI, with their new texts.
  private func changes(for doi: DOI?) throws(Failure) -> [(path: String, text: String)] {
    guard let doi, !Self.isOfSandbox(doi) else { return [] }
    let citation = try CitationFile("\(folder.path)/\(CitationFile.fileName)")
    var texts = [(path: citation.path, old: citation.text, text: try citation.text(with: doi))]
    let readme = "\(folder.path)/\(DOIBadge.fileName)"
    if let old = try ReportInputs.text(readme) {
      texts.append((path: readme, old: old, text: DOIBadge.put(doi, into: old)))
    }
    return texts.filter { $0.old != $0.text }.map { (path: $0.path, text: $0.text) }
  }
}
