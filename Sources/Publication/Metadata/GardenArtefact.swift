import Files

/// `garden.json`: the fields that Garden (thegardens.ai) asks for; nothing is sent there.
enum GardenArtefact {
  static func file(_ release: Release) throws(Failure) -> PublicationFile {
    let authors = release.citation.authors.map { $0.fullName }
    let doi = release.doi.map { JSONNode.text($0.description) }
    return try PublicationFile(
      "garden.json", "application/json",
      "The fields of a garden and its model, for Garden (thegardens.ai)",
      json: .record([
        "title": .text(release.title),
        "authors": .texts(authors),
        "contributors": [],
        "description": .text(release.abstract),
        "tags": .texts(release.keywords),
        "year": .text(release.date.year),
        "version": .text(release.citation.version.oneLine),
        "language": "en",
        "publisher": "Garden-AI",
        "doi": doi,
        "doi_is_draft": .bool(true),
        "models": [
          .record([
            "model_identifier": .text(release.address ?? release.model.sha256),
            "model_repository": release.source.address.map { .text($0) } ?? "Zenodo",
            "model_version": .text(release.citation.version.oneLine),
          ])
        ],
        "repositories": .filled(
          (release.source.address.map { [$0] } ?? []).map { address in
            [
              "repo_name": .text(release.experiment.oneLine), "url": .text(address),
              "contributors": .texts(authors),
            ]
          }),
        "papers": [
          .record(["title": .text(Release.methodTitle), "citation": .text(Release.methodPaper)])
        ],
        "datasets": [
          .record([
            "title": .text(release.data.title.oneLine),
            "repository": .text(
              release.data.origin == .sample
                ? release.program.name : release.data.page ?? "not published"),
            "doi": .optional(release.data.doi?.description),
            "url": .optional(release.dataAddress),
            "data_type": "simulated events",
          ])
        ],
      ]))
  }
}
