import Files

/// `codemeta.json`: the experiment as software (CodeMeta 3.0).
enum CodeMetaArtefact {
  static func file(_ release: Release) throws(Failure) -> PublicationFile {
    try PublicationFile(
      "codemeta.json", "application/ld+json", "The experiment as software (CodeMeta 3.0)",
      json: .record([
        "@context": "https://w3id.org/codemeta/3.0",
        "@type": "SoftwareSourceCode",
        "@id": .optional(release.address),
        "identifier": .optional(release.address),
        "name": .text(release.title),
        "description": .text(release.abstract),
        "version": .text(release.citation.version.oneLine),
        "author": .list(release.citation.authors.map { $0.schema() }),
        "license": licence(release),
        // Without a repository, the source is what lies beside this file.
        "codeRepository": .text(release.source.address ?? release.address ?? "./"),
        "datePublished": .text(release.date.day),
        "keywords": .filledTexts(release.keywords),
        "applicationCategory": "High-energy physics",
        "softwareRequirements": .text(release.program.text),
        "referencePublication": .text(Release.methodPaper),
        "supportingData": .optional(release.dataAddress),
      ]))
  }

  private static func licence(_ release: Release) -> JSONNode? {
    let pages = release.licences.map { JSONNode.text(Release.page(ofLicence: $0)) }
    return pages.count == 1 ? pages[0] : .filled(pages)
  }
}
