import Files

/// `dlhub.json`, as the DLHub SDK 2.1.0 writes it for a function in Python: the same keys in the same
/// order, where nothing is known left out.
struct DLHubMetadata {
  let release: Release
  /// The files of the package beside this one.
  let files: [String]

  /// The text.
  var text: String {
    let document: JSON = ["dlhub": dlhub, "datacite": datacite, "servable": servable]
    return document.written() + "\n"
  }

  /// The short name: small letters, digits and underscores.
  var name: String {
    let parts = release.experiment.lowercased().split {
      !($0.isASCII && ($0.isLetter || $0.isNumber))
    }
    return parts.isEmpty ? "mlpf" : parts.joined(separator: "_")
  }

  private var dlhub: JSON {
    let dependencies = DLHubServable.dependencies.map {
      JSON.Member(name: $0, value: .string($1))
    }
    return [
      "version": "2.1.0",
      "domains": ["high energy physics"],
      "visible_to": ["public"],
      "name": .string(name),
      "files": ["other": .array(files.map(JSON.string))],
      "dependencies": ["python": .object(dependencies)],
      "type": "servable",
    ]
  }

  private var datacite: JSON {
    let citation = release.citation
    return [
      "identifier": [
        // What the SDK writes as long as there is none.
        "identifier": .string(release.doi?.description ?? "10.datacite/placeholder"),
        "identifierType": "DOI",
      ],
      "creators": .array(citation.authors.map(creator)),
      "titles": [["title": .string(release.title)]],
      "publisher": "DLHub",
      "publicationYear": .string(release.date.year),
      "subjects": .array(release.keywords.map { ["subject": .string($0)] }),
      "resourceType": ["resourceTypeGeneral": "InteractiveResource"],
      "contributors": [],
      "descriptions": [
        ["descriptionType": "Abstract", "description": .string(release.abstract)],
        ["descriptionType": "Methods", "description": .string(methods)],
      ],
      "alternateIdentifiers": [],
      "relatedIdentifiers": relatedIdentifiers,
      "rightsList": .array(
        release.licences.map {
          ["rightsURI": .string(Release.page(ofLicence: $0)), "rights": .string($0)]
        }),
      "fundingReferences": [],
      "version": .string(citation.version.oneLine),
    ]
  }

  private func creator(_ author: Citation.Author) -> JSON {
    var members: [JSON.Member] = []
    let orcid = author.orcid.map { orcid -> JSON in
      [
        "nameIdentifier": .string(orcid), "nameIdentifierScheme": "ORCID",
        "schemeURI": "https://orcid.org",
      ]
    }
    members.set("nameIdentifiers", .array(orcid.map { [$0] } ?? []))
    members.set("affiliations", .array(author.affiliation.map { [.string($0.oneLine)] } ?? []))
    if author.isGroup {
      members.set("creatorName", .string(author.familyLine))
    } else {
      members.set("familyName", .string(author.familyLine))
      members.set("givenName", .string(author.givenLine))
    }
    return .object(members)
  }

  private var methods: String {
    let model = release.model
    return
      "Machine-learned particle flow (MLPF): a graph network of the preset \(model.preset) with "
      + "\(model.parameters) parameters, trained by \(release.program.text) on "
      + "\(release.data.title.oneLine). It runs as ONNX model."
  }

  private var relatedIdentifiers: JSON {
    guard let doi = release.data.doi else { return [] }
    return [
      [
        "relatedIdentifier": .string(doi.description), "relatedIdentifierType": "DOI",
        "relationType": "IsDerivedFrom",
      ]
    ]
  }

  private var servable: JSON {
    [
      "type": "Python static method",
      "shim": "python.PythonStaticMethodServable",
      "methods": [
        "run": [
          "input": [
            "type": "ndarray",
            "description": .string(
              "All elements of one event, without padding. A cluster: "
                + "\(list(release.model.clusterColumns)). A track: "
                + "\(list(release.model.trackColumns))."),
            "shape": [nil, 12],
          ],
          "output": [
            "type": "ndarray",
            "description": .string(
              "The particle of each element: \(list(release.model.targets)). Classes: "
                + release.model.classes.enumerated().map { "\($0) \($1)" }.joined(separator: ", ")
                + ". Where it is 0, the other numbers mean nothing."),
            "shape": [nil, 7],
          ],
          "parameters": [:],
          "method_details": [
            "method_name": .string(DLHubServable.function),
            "module": .string(DLHubServable.module), "autobatch": false,
          ],
        ]
      ],
      "options": [:],
    ]
  }

  private func list(_ columns: [Release.Column]) -> String {
    columns.map(\.text).joined(separator: ", ")
  }
}
