public import Files
public import FoundationEssentials

/// What a repository says about one version of a data set.
public struct Record: Sendable, Equatable {
  /// A person or group that made the data.
  public struct Author: Sendable, Equatable {
    /// The name, as a rule "family, given".
    public let name: String
    /// The ORCID alone, such as `0000-0002-1825-0097`.
    public let orcid: String?
    /// Where the person works.
    public let affiliation: String?
  }

  /// Who may have the files.
  public enum Access: Sendable, Equatable {
    /// Everybody.
    case open
    /// Everybody from a date on, such as `2030-01-31`.
    case embargoed(until: String?)
    /// Those to whom the owner gives access.
    case restricted
    /// Nobody: there are no files.
    case metadataOnly
  }

  /// The latest version of the same data set.
  public struct LatestVersion: Sendable, Equatable {
    /// Its page.
    public let page: String
    /// Its DOI.
    public let doi: DOI?
    /// What its authors call it.
    public let version: String?
  }

  /// The number or name within the repository.
  public let id: String
  /// The beginning of the repository's addresses, such as `https://zenodo.org`.
  public let site: String
  /// The page for people.
  public let page: String
  /// The DOI of this version.
  public let doi: DOI?
  /// The DOI that stands for all versions.
  public let conceptDOI: DOI?
  /// The title; empty if there is none.
  public let title: String
  /// Who made the data, in the record's order.
  public let authors: [Author]
  /// When it was published, as the record writes it: `2021-01-21`, or a year.
  public let publicationDate: String?
  /// What the authors call this version.
  public let version: String?
  /// The identifier of the licence, such as `cc-by-4.0`.
  public let licence: String?
  /// Who may have the files.
  public let access: Access
  /// The files by name.
  public let files: [RecordFile]
  /// Whether there is no newer version; `nil` if the repository does not say.
  public let isLatest: Bool?
  /// The latest version, if it is not this one.
  public var latestVersion: LatestVersion?
  /// The document that the repository sent, byte for byte.
  public let metadata: Data

  /// How messages call the record: by its DOI, or its page if it has none.
  public var name: String { doi?.description ?? page }

  /// The size of all files in bytes; `nil` if the repository does not say it of each.
  public var size: Int? {
    let sizes = files.compactMap(\.size)
    return sizes.count == files.count ? sizes.reduce(0, +) : nil
  }
}
