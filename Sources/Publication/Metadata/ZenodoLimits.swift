import Files

/// What Zenodo wants of the metadata of a record, in both of its forms.
enum ZenodoLimits {
  /// Another work that a record speaks of.
  struct Relation {
    let identifier: String
    /// "doi", "arxiv" or "url".
    let scheme: String
    /// The name in the older form, such as "isDerivedFrom".
    let name: String
    /// The kind of work.
    let type: String
  }

  static func title(_ release: Release) throws(Failure) -> String {
    let title = release.title
    guard title.count >= 3 else {
      throw Failure(
        "the title \(title.quoted) is shorter than the three characters that Zenodo wants",
        at: CitationFile.fileName, remedy: "Write a longer 'title'", status: .badData)
    }
    return title
  }

  static func version(_ release: Release) throws(Failure) -> String {
    let version = release.citation.version.oneLine
    guard version.count <= 191 else {
      throw Failure(
        "the version is longer than the 191 characters that Zenodo allows",
        at: CitationFile.fileName, remedy: "Shorten 'version'", status: .badData)
    }
    return version
  }

  /// HTML with nothing of the user's text as markup.
  static func description(_ release: Release) -> String {
    let data = release.data
    let made =
      "A graph network for \(Release.task) with \(NumberText.grouped(release.model.parameters)) "
      + "parameters, trained with \(release.training.activity.program) on "
      + "\(NumberText.count(data.files(for: .training).count, "file")) of events "
      + "(\(data.title.oneLine)). "
      + "MODEL_CARD.md says how well it does, and README.md how to use it."
    return HTML.paragraphs(release.abstract) + "\n" + HTML.paragraphs(made)
  }

  static func relations(_ release: Release) -> [Relation] {
    var found: [Relation] = []
    switch release.data.origin {
    case .record:
      if let doi = release.data.doi {
        found.append(
          Relation(
            identifier: doi.description, scheme: "doi", name: "isDerivedFrom", type: "dataset"))
      }
    case .sample:
      found.append(
        Relation(
          identifier: Release.publishedData, scheme: "doi", name: "references", type: "dataset"))
    case .own: break
    }
    for paper in [Release.methodPaper, Release.explanationPaper] {
      found.append(
        Relation(
          identifier: paper.replacing("https://arxiv.org/abs/", with: "arXiv:"), scheme: "arxiv",
          name: "references", type: "publication-preprint"))
    }
    if let address = release.source.address {
      found.append(
        Relation(identifier: address, scheme: "url", name: "isSupplementTo", type: "software"))
    }
    return found
  }
}
