import Catalog
import Evaluation
import Events
import Files
import Publication
import Report

extension Release.DataSet {
  /// The events that the results were made of.
  init(
    _ folder: ExperimentFolder, _ settings: ExperimentFile, _ results: ReleaseResults
  ) throws(Failure) {
    let used = try Self.files(results)
    let stores = try Self.stores(of: used, folder)
    let sizes = Dictionary(stores.map { ($0.source.sha256, $0.source.size) }) { first, _ in first }
    let lock =
      settings.data.source == .sample ? nil : try DatasetLock.read(in: folder.lockFolder)
    let known = Dictionary((lock?.files ?? []).map { ($0.sha256, $0) }) { first, _ in first }
    if settings.data.source == .doi, let file = used.first(where: { known[$0.sha256] == nil }) {
      throw Failure(
        "the lock of the data set does not have the file \(file.name.quoted) that was used",
        at: DatasetLock.path(in: folder.lockFolder), remedy: "Run 'fairmlpf fetch' first",
        status: .missingInput)
    }
    let files = used.map { file in
      var file = file
      let entry = known[file.sha256]
      file.size = file.size ?? entry?.size ?? sizes[file.sha256]
      file.address = entry.flatMap { $0.url.isEmpty ? nil : $0.url }
      return file
    }
    let published = stores.map(\.file)
    if settings.data.source == .sample {
      self = Self.sample(files, published)
    } else if let lock, !files.isEmpty, files.allSatisfy({ known[$0.sha256] != nil }) {
      self = Self.record(lock, files, published)
    } else {
      self = Self.own(files, published)
    }
  }

  /// The files by purpose, with the digests that the results keep.
  private static func files(_ results: ReleaseResults) throws(Failure) -> [Release.DataFile] {
    func of(_ files: [TrainingSummary.File], _ purpose: Release.Purpose) -> [Release.DataFile] {
      files.map {
        Release.DataFile(name: $0.name, purpose: purpose, size: $0.size, sha256: $0.sha256)
      }
    }
    func of(_ result: EvaluationResult?, _ purpose: Release.Purpose) -> [Release.DataFile] {
      // A line for each file: its name, which may have spaces, and its digest.
      (result?.provenance["test_files"] ?? "").split(separator: "\n").compactMap { line in
        guard let space = line.lastIndex(of: " ") else { return nil }
        return Release.DataFile(
          name: String(line[..<space]), purpose: purpose, size: nil,
          sha256: String(line[space...].dropFirst()))
      }
    }
    return of(results.training.trainingFiles, .training)
      + of(results.training.validationFiles, .validation) + of(results.evaluation, .test)
      + of(results.heldOut, .heldOut)
  }

  /// The event stores that are there, each with the file it was made of.
  private static func stores(
    of files: [Release.DataFile], _ folder: ExperimentFolder
  ) throws(Failure) -> [(source: EventSource, file: Release.EventStoreFile)] {
    var seen = SeenFiles(in: folder.processed)
    var found: [(source: EventSource, file: Release.EventStoreFile)] = []
    for file in files {
      let name = EventStore.name(for: file.name)
      let path = "\(folder.processed)/\(name)"
      guard let stamp = FileStamp(path), let store = try? EventStore(path),
        store.source.sha256 == file.sha256, !found.contains(where: { $0.file.name == name })
      else { continue }
      var digest = seen.sha256(of: name, in: folder.processed)
      if digest == nil {
        let read = try SHA256Digest.ofFile(path)
        seen.see(name, read, stamp)
        digest = read
      }
      found.append(
        (
          store.source,
          Release.EventStoreFile(
            name: name, source: file.name, events: store.count, size: stamp.size,
            sha256: digest ?? "")
        ))
    }
    seen.keep(in: folder.processed)
    return found
  }

  private static let form =
    "Simulated collisions by Pythia 8 and DELPHES: for each event the features X of its detector "
    + "elements (calorimeter clusters and tracks), the generated particle of each element (ygen) and "
    + "the candidate of rule-based particle flow (ycand)."

  private static func sample(
    _ files: [Release.DataFile], _ stores: [Release.EventStoreFile]
  ) -> Release.DataSet {
    Release.DataSet(
      origin: .sample, title: "Sample delphes-pu20 of fairmlpf",
      description:
        "150 pairs of top quarks at 14 TeV with an average pileup of 20, in the form of the "
        + "data set 10.5281/zenodo.4559324 but no part of it. \(form) 'fairmlpf data sample' writes "
        + "the files.",
      licence: "MIT",
      authors: [Citation.Author(given: "", family: "the fairmlpf contributors", isGroup: true)],
      files: files, stores: stores)
  }

  private static func record(
    _ lock: DatasetLock, _ files: [Release.DataFile], _ stores: [Release.EventStoreFile]
  ) -> Release.DataSet {
    Release.DataSet(
      origin: .record, title: lock.title,
      description:
        "\(form) \(NumberText.count(files.count, "file")) of the record were used, fetched "
        + "on \(lock.retrieved); 'fairmlpf fetch' fetches them with data/dataset.lock.json.",
      doi: lock.doi.flatMap { DOI($0) }, page: lock.page, version: lock.version,
      licence: lock.licence.map(licence), authors: lock.authors.map(author),
      published: lock.published, retrieved: lock.retrieved, files: files, stores: stores)
  }

  private static func own(
    _ files: [Release.DataFile], _ stores: [Release.EventStoreFile]
  ) -> Release.DataSet {
    Release.DataSet(
      origin: .own, title: "Event files of the experimenters' own",
      description: "\(form) These files are not part of a published data set that the experiment "
        + "names, so that they can be compared by their digests only.",
      files: files, stores: stores)
  }

  /// Repositories write identifiers of licences in small letters.
  private static func licence(_ identifier: String) -> String {
    let known = ["CC0-1.0", "CC-BY-4.0", "CC-BY-SA-4.0", "CC-BY-NC-4.0", "MIT", "Apache-2.0"]
    return known.first { $0.lowercased() == identifier.lowercased() } ?? identifier
  }

  private static func author(_ author: DatasetLock.Author) -> Citation.Author {
    let parts = author.name.split(separator: ",", maxSplits: 1).map { $0.drop { $0 == " " } }
    guard parts.count == 2 else {
      return Citation.Author(
        given: "", family: author.name, isGroup: author.orcid == nil, orcid: author.orcid,
        affiliation: author.affiliation)
    }
    return Citation.Author(
      given: String(parts[1]), family: String(parts[0]), orcid: author.orcid,
      affiliation: author.affiliation)
  }
}
