public import Files

/// Where an experiment has been deposited: `release.json` in its folder, kept with the code.
///
/// It holds no token. A deposit is remembered before its first file is sent, so that a call that was
/// interrupted goes on with the same draft.
public struct ReleaseRecord: VersionedResult, Sendable, Equatable {
  /// A draft or a published record of a repository.
  public struct Deposit: Codable, Sendable, Equatable {
    /// How far it is.
    public enum State: String, Codable, Sendable {
      /// Files and metadata can still change.
      case draft
      /// It has a registered DOI, and its files never change.
      case published
    }

    /// The beginning of the repository's addresses, such as `https://zenodo.org`.
    public var repository: String
    /// The number of the record.
    public var record: String
    /// The DOI that is reserved for it, or that it has.
    public var doi: String?
    /// How far it is.
    public var state: State
    /// The experiment's version that it holds.
    public var version: String
    /// Names of the files that this program has put there; others are the user's own.
    public var files: [String]?

    /// Creates it.
    public init(
      repository: String, record: String, doi: String? = nil, state: State, version: String
    ) {
      self.repository = repository
      self.record = record
      self.doi = doi
      self.state = state
      self.version = version
    }
  }

  /// A draft that was asked for, and whose number is not known yet.
  public struct Beginning: Codable, Sendable, Equatable {
    /// The beginning of the repository's addresses.
    public var repository: String
    /// The title it was given for the time being, by which it is found again.
    public var title: String
  }

  /// Version of the layout that this program writes and reads.
  public static let currentSchema = 1
  /// Name of the file.
  public static let fileName = "release.json"

  /// Version of the layout.
  public let schema: Int
  /// The deposits, the newest of each repository last.
  public var deposits: [Deposit]
  /// The drafts that were asked for; those whose number is known are deposits and no longer here.
  public var beginnings: [Beginning]?

  /// A record without deposits.
  public init() {
    schema = Self.currentSchema
    deposits = []
  }

  /// The newest deposit of a repository.
  ///
  /// - Parameter repository: the beginning of its addresses.
  /// - Returns: the deposit, or `nil` if there is none.
  public func newest(at repository: String) -> Deposit? {
    deposits.last { $0.repository == repository }
  }
}
