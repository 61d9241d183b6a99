public import Files
public import Publication

/// Puts the publication of an experiment into a draft of a repository, and publishes it if asked.
public struct PublishStage: Sendable {
  /// What would be sent.
  public struct Plan: Sendable {
    /// The title of the record.
    public let title: String
    /// The experiment's version.
    public let version: String
    /// The files.
    public let files: [DepositFile]
    /// The deposit that there is at the site.
    public let deposit: ReleaseRecord.Deposit?
  }

  private let folder: ExperimentFolder
  private let site: DepositSite
  private let package: PackageStage

  /// Name of the file that keeps two runs apart.
  static let lockName = ".release.lock"

  /// Prepares the stage.
  ///
  /// - Parameters:
  ///   - folder: the experiment.
  ///   - package: makes its publication.
  ///   - site: where it goes.
  public init(_ folder: ExperimentFolder, _ package: PackageStage, to site: DepositSite) {
    self.folder = folder
    self.package = package
    self.site = site
  }

  /// Looks at what is there, without the network.
  ///
  /// - Parameter shouldStop: asked whether the user wants to stop.
  /// - Returns: what would be sent.
  /// - Throws: `Failure` when there is no publication, or the repository would not take it.
  public func plan(shouldStop: () -> Bool) throws(Failure) -> Plan {
    let deposit = try ReleaseRecord.read(in: folder.path).newest(at: site.address)
    let publication = "\(folder.path)/\(PackageStage.folderName)"
    let metadata = try DraftMetadata(in: publication)
    return Plan(
      title: metadata.title, version: metadata.version,
      files: try DepositFile.all(in: publication, shouldStop: shouldStop), deposit: deposit)
  }

  /// Brings the draft up to date, and publishes it if that is agreed to.
  ///
  /// - Parameters:
  ///   - drafts: the drafts of the site.
  ///   - newVersion: whether a published record gets a next version.
  ///   - progress: told of bytes that are sent.
  ///   - shouldStop: asked whether the user wants to stop.
  ///   - agrees: asked once the draft is complete whether it is to be published for good; `false` leaves it.
  /// - Returns: the draft or the record.
  /// - Throws: `Failure` when the site refuses.
  public func run(
    _ drafts: InvenioDrafts, newVersion: Bool, progress: any Progress,
    shouldStop: @escaping @Sendable () -> Bool,
    agrees: (Deposition.Report) throws(Failure) -> Bool
  ) throws(Failure) -> Deposition.Report {
    let deposition = Deposition(
      drafts, folder: folder.path, progress: progress, shouldStop: shouldStop)
    return try alone { () throws(Failure) in
      var report = try deposition.update(newVersion: newVersion) { [package] doi throws(Failure) in
        try package.run(doi: doi).path
      }
      if !report.draft.isPublished, try agrees(report) {
        report.draft = try deposition.publish(report.draft)
      }
      return report
    }
  }

  /// Removes the draft from the site and from `release.json`.
  ///
  /// - Parameter drafts: the drafts of the site.
  /// - Returns: the number of the draft, and whether the site still had it.
  /// - Throws: `Failure` when there is no draft, or the site refuses.
  public func discard(_ drafts: InvenioDrafts) throws(Failure) -> (id: String, wasThere: Bool) {
    try alone { () throws(Failure) in try Deposition(drafts, folder: folder.path).discard() }
  }

  /// Two runs at once would make two drafts.
  private func alone<Result>(_ body: () throws(Failure) -> Result) throws(Failure) -> Result {
    let path = "\(folder.path)/\(Self.lockName)"
    guard let lock = try LockedFile.open(path) else {
      throw Failure(
        "this experiment is being published by another run", at: folder.path,
        remedy: "Wait until that one ends", status: .unavailable)
    }
    defer { withExtendedLifetime(lock) { try? FolderContents.remove(path) } }
    return try body()
  }
}
