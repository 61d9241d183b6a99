public import Files
import FoundationEssentials

/// Which files of which record an experiment uses: what makes its data the same everywhere.
///
/// The file has no date of a file and no path of a computer in it, so that it can be kept with the
/// experiment's code.
public struct DatasetLock: VersionedResult, Sendable, Equatable {
  /// A person or group that made the data.
  public struct Author: Codable, Sendable, Equatable {
    /// The name, as a rule "family, given".
    public let name: String
    /// The ORCID alone.
    public let orcid: String?
    /// Where the person works.
    public let affiliation: String?
  }

  /// A file as it was when it was fetched.
  public struct File: Codable, Sendable, Equatable {
    /// The name within the record; slashes make folders.
    public let name: String
    /// Number of bytes.
    public let size: Int
    /// The repository's MD5, if it gives one.
    public let md5: String?
    /// The repository's Adler-32, if it gives one.
    public let adler32: String?
    /// SHA-256.
    public let sha256: String
    /// Where it can be fetched, without secrets; empty if nowhere.
    public let url: String

    /// The entry of a fetched file.
    ///
    /// - Parameters:
    ///   - file: the file.
    ///   - url: where it can be fetched.
    public init(_ file: FetchedFile, url: String) {
      func digits(_ algorithm: RecordFile.Checksum.Algorithm) -> String? {
        file.checksum?.algorithm == algorithm ? file.checksum?.digits : nil
      }
      name = file.name
      size = file.size
      md5 = digits(.md5)
      adler32 = digits(.adler32)
      sha256 = file.sha256
      self.url = url
    }

    /// The file to fetch, with the digest that cannot be forged.
    public var recordFile: RecordFile {
      RecordFile(
        name: name, size: size, checksum: RecordFile.Checksum(.sha256, sha256),
        addresses: url.isEmpty ? [] : [url])
    }

    /// Whether a file of a record can be this one; what the record does not say does not count.
    func fits(_ file: RecordFile) -> Bool {
      guard file.size ?? size == size else { return false }
      guard let checksum = file.checksum else { return true }
      let known: String? =
        switch checksum.algorithm {
        case .md5: md5
        case .adler32: adler32
        case .sha256: sha256
        }
      return known ?? checksum.digits == checksum.digits
    }
  }

  /// Version of the layout that this program writes and reads.
  public static let currentSchema = 1
  /// Name of the file.
  public static let fileName = "dataset.lock.json"

  /// Version of the layout.
  public let schema: Int
  /// The DOI of this version of the data set.
  public let doi: String?
  /// The DOI that stands for all versions.
  public let concept: String?
  /// The number or name within the repository.
  public let record: String
  /// The beginning of the repository's addresses.
  public let repository: String
  /// The page for people.
  public let page: String
  /// What the authors call this version.
  public let version: String?
  /// The title.
  public let title: String
  /// Who made the data, in the record's order.
  public let authors: [Author]
  /// When it was published, as the record writes it.
  public let published: String?
  /// The identifier of the licence.
  public let licence: String?
  /// The day on which the first file was fetched, as 2026-01-31.
  public let retrieved: String
  /// Patterns of which all files of the record are in `files`; what they choose needs no asking.
  public private(set) var complete: [String]
  /// The files by name.
  public private(set) var files: [File]

  /// A lock without files.
  ///
  /// - Parameters:
  ///   - record: the record.
  ///   - day: today.
  public init(_ record: Record, retrieved day: String) {
    schema = Self.currentSchema
    doi = record.doi?.description
    concept = record.conceptDOI?.description
    self.record = record.id
    repository = record.site
    page = record.page
    version = record.version
    title = record.title
    authors = record.authors.map {
      Author(name: $0.name, orcid: $0.orcid, affiliation: $0.affiliation)
    }
    published = record.publicationDate
    licence = record.licence
    retrieved = day
    complete = []
    files = []
  }

  /// How messages call the record.
  public var name: String { doi ?? page }

  /// Adds files; one of the same name is replaced.
  ///
  /// - Parameter added: the files.
  public mutating func add(_ added: [File]) {
    let names = Set(added.map(\.name))
    files = (files.filter { !names.contains($0.name) } + added).sorted { $0.name < $1.name }
  }

  /// The same record without files.
  func emptied() -> DatasetLock {
    var lock = self
    (lock.files, lock.complete) = ([], [])
    return lock
  }

  /// Remembers that all files of some patterns are there.
  mutating func addComplete(_ patterns: [String]) {
    complete = Set(complete + patterns).sorted()
  }

  /// Whether a pattern chooses nothing that is not in `files`.
  ///
  /// - Parameter pattern: a pattern or a name.
  /// - Returns: `false` if only the record could tell.
  public func covers(_ pattern: String) -> Bool {
    complete.contains(pattern) || complete.contains("*") || files.contains { $0.name == pattern }
  }

  /// Whether a record is the one whose files these are.
  ///
  /// - Parameter other: a record.
  /// - Returns: `false` for other versions as well.
  public func isOf(_ other: Record) -> Bool {
    repository == other.site && record == other.id
  }

  /// Whether a name stands for all versions of the data set, of which this is one.
  ///
  /// - Parameter name: what a user wrote.
  /// - Returns: `false` for this version's own name.
  public func isVersion(of name: String) -> Bool {
    if let concept, DOI(name)?.description.lowercased() == concept.lowercased() { return true }
    guard case .huggingFace(let id, nil)? = try? RecordReference(name) else { return false }
    return repository == Sites.huggingFace && record.hasPrefix("\(id)@")
  }

  /// How files of the record differ now from what they were.
  ///
  /// - Parameter record: the record as it is now.
  /// - Returns: a clause for each file that is gone or different.
  public func changes(in record: Record) -> [String] {
    let now = Dictionary(record.files.map { ($0.name, $0) }) { first, _ in first }
    return files.compactMap { file in
      guard let other = now[file.name] else { return "\(file.name) is gone" }
      guard !file.fits(other) else { return nil }
      if let size = other.size, size != file.size {
        return "\(file.name) had \(file.size) bytes and has \(size)"
      }
      return "\(file.name) has another \(other.checksum?.algorithm.rawValue ?? "digest")"
    }
  }
}
