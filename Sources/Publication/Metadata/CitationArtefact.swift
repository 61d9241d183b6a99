import Files

/// `CITATION.cff`: how to cite the publication.
enum CitationArtefact {
  static func file(_ release: Release) -> PublicationFile {
    PublicationFile(
      CitationFile.fileName, .metadata, "application/yaml",
      "How to cite this publication (Citation File Format 1.2.0)", text: release.citationText)
  }
}
