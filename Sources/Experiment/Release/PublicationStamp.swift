import Files
import FoundationEssentials
import MLPF
import Publication

/// What the publication in its folder was made of, kept with the reports, so that a second `package`
/// knows that it is up to date without making it again.
struct PublicationStamp: Codable, Equatable {
  /// Everything that decides the publication, as one digest.
  let inputs: String
  /// SHA-256 of the publication's list of digests.
  let list: String

  /// The name ends as those of unfinished files do, which everybody leaves alone.
  private static func path(in folder: ExperimentFolder) -> String {
    "\(folder.reports)/.publication.part"
  }

  init(inputs: String, list: String) {
    self.inputs = inputs
    self.list = list
  }

  /// Reads the stamp of an experiment; a missing or damaged one is none.
  init?(of folder: ExperimentFolder) {
    guard let data = try? MappedFile.data(Self.path(in: folder)),
      let stamp = try? JSONDecoder().decode(PublicationStamp.self, from: data)
    else { return nil }
    self = stamp
  }

  /// Keeps it; where that is not possible, the next publication is made to be compared.
  func keep(in folder: ExperimentFolder) {
    let path = Self.path(in: folder)
    guard let text = try? ResultJSON.encode(self, at: path) else { return }
    try? AtomicFile.write(text, to: path)
  }

  /// Digests everything that decides a publication, and rather too much than too little: all files of
  /// the reports count, but not `model.onnx`, which is made of the model.
  ///
  /// - Parameters:
  ///   - folder: the experiment.
  ///   - settings: its settings.
  ///   - more: what decides it beside files, such as the DOI.
  /// - Returns: one digest.
  /// - Throws: `Failure` when a file cannot be read.
  static func inputs(
    _ folder: ExperimentFolder, _ settings: ExperimentFile, _ more: [String]
  ) throws(Failure) -> String {
    let run = folder.run(settings.run)
    var paths = [
      folder.settings, "\(folder.path)/\(CitationFile.fileName)",
      "\(folder.path)/\(DOIBadge.fileName)", "\(folder.path)/LICENSE",
      ReleaseRecord.path(in: folder.path), "\(folder.lockFolder)/dataset.lock.json",
      "\(run)/\(ModelFile.fileName)", "\(run)/\(TrainStage.summaryName)", "\(run)/metrics.csv",
      try ResourceFolder.reportTemplate(),
    ]
    if FolderContents.isFolder(folder.reports) {
      paths += try PublicationFolder.files(in: folder.reports).map { "\(folder.reports)/\($0)" }
    }
    let own = path(in: folder)
    var pieces = ["fairmlpf \(Version.current)"] + more
    for path in paths where path != own {
      let isFile = FileStamp(path) != nil
      pieces.append(path)
      // What is there and no file is told of when the publication is made.
      let none = FolderContents.isTaken(path) ? "no file" : "-"
      pieces.append(isFile ? try SHA256Digest.ofFile(path) : none)
    }
    // Event stores are large, and known by their size and time of change.
    if FolderContents.isFolder(folder.processed) {
      for name in try FolderContents.names(folder.processed).sorted()
      where name.hasSuffix(".safetensors") {
        let stamp = FileStamp("\(folder.processed)/\(name)")
        pieces += [name, "\(stamp?.size ?? 0) \(stamp?.modified ?? 0)"]
      }
    }
    var digest = SHA256Digest()
    for piece in pieces {
      // The length keeps pieces apart.
      digest.update(Array("\(piece.utf8.count):\(piece)".utf8).span.bytes)
    }
    return digest.finish()
  }
}
