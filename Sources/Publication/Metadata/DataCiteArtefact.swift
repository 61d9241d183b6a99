import Files

/// `datacite.json`: what a registered DOI says of the model (DataCite 4.5).
enum DataCiteArtefact {
  static func file(_ release: Release) throws(Failure) -> PublicationFile {
    try PublicationFile(
      "datacite.json", "application/json", "The record of the DOI (DataCite 4.5)",
      json: .record([
        "schemaVersion": "http://datacite.org/schema/kernel-4",
        "doi": .optional(release.doi?.description),
        "creators": .list(release.citation.authors.map(creator)),
        "titles": [["title": .text(release.title)]],
        "publisher": ["name": "Zenodo"],
        "publicationYear": .text(release.date.year),
        "types": ["resourceTypeGeneral": "Model", "resourceType": "Trained neural network"],
        "subjects": .filled(release.keywords.map { ["subject": .text($0)] }),
        "dates": [["date": .text(release.date.day), "dateType": "Issued"]],
        "language": "en",
        "version": .text(release.citation.version.oneLine),
        "rightsList": .filled(release.licences.map(rights)),
        "descriptions": [
          ["description": .text(release.abstract), "descriptionType": "Abstract"],
          ["description": .text(methods(release)), "descriptionType": "Methods"],
        ],
        "relatedIdentifiers": .list(relations(release)),
        "formats": ["application/octet-stream", "application/json", "text/markdown"],
      ]))
  }

  private static func creator(_ author: Citation.Author) -> JSONNode {
    let identifiers = author.register.map { register -> JSONNode in
      [
        [
          "nameIdentifier": .text(register), "nameIdentifierScheme": "ORCID",
          "schemeUri": "https://orcid.org",
        ]
      ]
    }
    return .record([
      "name": .text(author.name.oneLine),
      "nameType": .text(author.isGroup ? "Organizational" : "Personal"),
      "givenName": author.givenLine.isEmpty ? nil : .text(author.givenLine),
      "familyName": author.isGroup ? nil : .text(author.familyLine),
      "affiliation": author.affiliation.map { [["name": .text($0.oneLine)]] },
      "nameIdentifiers": identifiers,
    ])
  }

  private static func rights(_ licence: String) -> JSONNode {
    [
      "rights": .text(licence), "rightsUri": .text(Release.page(ofLicence: licence)),
      "rightsIdentifier": .text(licence), "rightsIdentifierScheme": "SPDX",
      "schemeUri": "https://spdx.org/licenses/",
    ]
  }

  private static func methods(_ release: Release) -> String {
    let training = release.training
    return "Trained for \(NumberText.count(training.epochs, "epoch")) with "
      + "\(training.activity.program) and the seed \(training.seed) on \(release.data.title.oneLine); "
      + "the weights are those of epoch \(training.bestEpoch). "
      + "Commands: \(release.commands.joined(separator: ", "))."
  }

  private static func relations(_ release: Release) -> [JSONNode] {
    ZenodoLimits.relations(release).map { relation in
      let (type, general) =
        switch relation.type {
        case "dataset": ("DOI", "Dataset")
        case "software": ("URL", "Software")
        default: ("arXiv", "Preprint")
        }
      let name = relation.name.prefix(1).uppercased() + relation.name.dropFirst()
      return [
        "relatedIdentifier": .text(relation.identifier), "relatedIdentifierType": .text(type),
        "relationType": .text(name), "resourceTypeGeneral": .text(general),
      ]
    }
  }
}
