import Files

/// `zenodo.json`: the body of a draft for Zenodo and other sites that run InvenioRDM.
enum ZenodoDraftArtefact {
  /// Name of the file.
  static let name = "zenodo.json"

  static func file(_ release: Release) throws(Failure) -> PublicationFile {
    let repository = release.source.address.map { address -> JSONNode in
      ["code:codeRepository": .text(address)]
    }
    return try PublicationFile(
      name, "application/json", "The record as Zenodo's programming interface takes it",
      json: .record([
        "access": ["record": "public", "files": "public"],
        "files": ["enabled": true, "default_preview": .text(ReadmeArtefact.name)],
        "metadata": metadata(release),
        "custom_fields": repository,
      ]))
  }

  private static func metadata(_ release: Release) throws(Failure) -> JSONNode {
    .record([
      "resource_type": ["id": "model"],
      "title": .text(try ZenodoLimits.title(release)),
      "publication_date": .text(release.date.day),
      "publisher": "Zenodo",
      "version": .text(try ZenodoLimits.version(release)),
      "creators": .list(release.citation.authors.map(creator)),
      "description": .text(ZenodoLimits.description(release)),
      "rights": .filled(release.licences.map { ["id": .text($0.lowercased())] }),
      "subjects": .filled(release.keywords.map { ["subject": .text($0)] }),
      "languages": [["id": "eng"]],
      "related_identifiers": .filled(
        ZenodoLimits.relations(release).map { relation in
          [
            "identifier": .text(relation.identifier), "scheme": .text(relation.scheme),
            "relation_type": ["id": .text(relation.name.lowercased())],
            "resource_type": ["id": .text(relation.type)],
          ]
        }),
    ])
  }

  private static func creator(_ author: Citation.Author) -> JSONNode {
    let identifiers = author.orcid.map { orcid -> JSONNode in
      [["scheme": "orcid", "identifier": .text(orcid)]]
    }
    let person =
      author.isGroup
      ? JSONNode.record([
        "type": "organizational", "name": .text(author.familyLine), "identifiers": identifiers,
      ])
      : .record([
        "type": "personal", "family_name": .text(author.familyLine),
        "given_name": author.givenLine.isEmpty ? nil : .text(author.givenLine),
        "identifiers": identifiers,
      ])
    return .record([
      "person_or_org": person,
      "affiliations": author.affiliation.map { [["name": .text($0.oneLine)]] },
    ])
  }
}
