public import Files

/// Who made an experiment, what it is called and how it may be used: what `CITATION.cff` says.
public struct Citation: Sendable, Equatable {
  /// A person or a group.
  public struct Author: Sendable, Equatable {
    /// Given names; empty for a group.
    public var given: String
    /// Family names with particles and suffix, or the name of a group.
    public var family: String
    /// Whether this is a group, such as a collaboration.
    public var isGroup: Bool
    /// The ORCID alone, as 0000-0002-1825-0097.
    public var orcid: String?
    /// Where the person works.
    public var affiliation: String?
    /// The e-mail address.
    public var email: String?

    /// Creates an author.
    public init(
      given: String, family: String, isGroup: Bool = false, orcid: String? = nil,
      affiliation: String? = nil, email: String? = nil
    ) {
      self.given = given
      self.family = family
      self.isGroup = isGroup
      self.orcid = orcid
      self.affiliation = affiliation
      self.email = email
    }

    /// As lists of authors write it: "Family, Given".
    public var name: String {
      given.isEmpty || family.isEmpty ? given + family : "\(family), \(given)"
    }
  }

  /// The title.
  public var title: String
  /// What the experiment is about.
  public var abstract: String
  /// The authors, in their order; never empty.
  public var authors: [Author]
  /// The version of the experiment.
  public var version: String
  /// The SPDX identifier of the licence; `nil` if there is none.
  public var licence: String?
  /// Keywords.
  public var keywords: [String]
  /// Where the code lies, an address.
  public var repository: String?
  /// The DOI the experiment has or will have.
  public var doi: DOI?

  /// Creates it.
  public init(
    title: String, abstract: String, authors: [Author], version: String, licence: String?,
    keywords: [String] = [], repository: String? = nil, doi: DOI? = nil
  ) {
    self.title = title
    self.abstract = abstract
    self.authors = authors
    self.version = version
    self.licence = licence
    self.keywords = keywords
    self.repository = repository
    self.doi = doi
  }
}
