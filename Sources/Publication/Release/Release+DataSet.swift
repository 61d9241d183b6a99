public import Files

extension Release {
  /// What a file of events was used for.
  public enum Purpose: String, Sendable, CaseIterable {
    /// To train on.
    case training
    /// To decide which epoch is best.
    case validation
    /// To judge the network.
    case test
    /// To judge it once more, on events of another kind.
    case heldOut = "held-out test"
  }

  /// A file of events that was used.
  public struct DataFile: Sendable, Equatable {
    /// File name.
    public var name: String
    /// What it was used for.
    public var purpose: Purpose
    /// Number of bytes, where it is known.
    public var size: Int?
    /// SHA-256.
    public var sha256: String
    /// Where it can be fetched; `nil` if nowhere.
    public var address: String?

    /// Creates it.
    public init(
      name: String, purpose: Purpose, size: Int?, sha256: String, address: String? = nil
    ) {
      self.name = name
      self.purpose = purpose
      self.size = size
      self.sha256 = sha256
      self.address = address
    }
  }

  /// An event store that was made of a file of events.
  public struct EventStoreFile: Sendable, Equatable {
    /// File name.
    public var name: String
    /// The file of events it was made of.
    public var source: String
    /// Number of events.
    public var events: Int
    /// Number of bytes.
    public var size: Int
    /// SHA-256.
    public var sha256: String

    /// Creates it.
    public init(name: String, source: String, events: Int, size: Int, sha256: String) {
      self.name = name
      self.source = source
      self.events = events
      self.size = size
      self.sha256 = sha256
    }
  }

  /// The data the network was trained and judged on.
  public struct DataSet: Sendable, Equatable {
    /// Where events come from.
    public enum Origin: Sendable, Equatable {
      /// A published record.
      case record
      /// The sample that comes with the program.
      case sample
      /// Files of the experimenters' own.
      case own
    }

    /// Where the events come from.
    public var origin: Origin
    /// The title.
    public var title: String
    /// What is in it.
    public var description: String
    /// The DOI; `nil` if it has none.
    public var doi: DOI?
    /// The page for people; `nil` if there is none.
    public var page: String?
    /// What its authors call this version.
    public var version: String?
    /// The SPDX identifier of its licence; `nil` if it is not known.
    public var licence: String?
    /// Who made it; empty if that is not known.
    public var authors: [Citation.Author]
    /// When it was published, as its record writes it.
    public var published: String?
    /// The day on which it was fetched.
    public var retrieved: String?
    /// The files that were used.
    public var files: [DataFile]
    /// The event stores that were made of them, as far as they are there.
    public var stores: [EventStoreFile]

    /// Creates it.
    public init(
      origin: Origin, title: String, description: String, doi: DOI? = nil, page: String? = nil,
      version: String? = nil, licence: String? = nil, authors: [Citation.Author] = [],
      published: String? = nil, retrieved: String? = nil, files: [DataFile],
      stores: [EventStoreFile] = []
    ) {
      self.origin = origin
      self.title = title
      self.description = description
      self.doi = doi
      self.page = page
      self.version = version
      self.licence = licence
      self.authors = authors
      self.published = published
      self.retrieved = retrieved
      self.files = files
      self.stores = stores
    }

    /// The files that were used for a purpose.
    public func files(for purpose: Purpose) -> [DataFile] {
      files.filter { $0.purpose == purpose }
    }
  }
}
