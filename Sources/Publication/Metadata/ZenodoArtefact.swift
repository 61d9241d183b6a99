import Files

/// `.zenodo.json`: what Zenodo reads when it archives a release of a repository.
enum ZenodoArtefact {
  static func file(_ release: Release) throws(Failure) -> PublicationFile {
    let relations = ZenodoLimits.relations(release).map { relation in
      JSONNode.record([
        "identifier": .text(relation.identifier), "relation": .text(relation.name),
        "scheme": .text(relation.scheme), "resource_type": .text(relation.type),
      ])
    }
    let creators = release.citation.authors.map(creator)
    return try PublicationFile(
      ".zenodo.json", "application/json", "Metadata for Zenodo's archive of a repository",
      json: .record([
        "title": .text(try ZenodoLimits.title(release)),
        "upload_type": "software",
        "version": .text(try ZenodoLimits.version(release)),
        "publication_date": .text(release.date.day),
        "description": .text(ZenodoLimits.description(release)),
        "creators": .list(creators),
        "access_right": "open",
        // It takes one alone, and chooses the first of several.
        "license": .optional(release.licences.first),
        "keywords": .filledTexts(release.keywords),
        "related_identifiers": .filled(relations),
      ]))
  }

  private static func creator(_ author: Citation.Author) -> JSONNode {
    .record([
      "name": .text(author.name.oneLine),
      "affiliation": .optional(author.affiliation?.oneLine),
      "orcid": .optional(author.orcid),
    ])
  }
}
