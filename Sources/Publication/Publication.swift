public import Files

/// All files of a publication.
public enum Publication {
  /// What runs the model elsewhere: the package for DLHub and the container.
  public static let packages: [any PublicationPart] = [DLHubPackage(), ContainerPackage()]

  /// Makes every file but the list of digests, which the folder adds.
  ///
  /// - Parameters:
  ///   - release: the facts.
  ///   - more: what makes further files, such as those of a container.
  /// - Returns: the files by path.
  /// - Throws: `Failure` when the facts are not enough or break a limit of a service.
  public static func files(
    of release: Release, adding more: [any PublicationPart] = []
  ) throws(Failure) -> [PublicationFile] {
    var files = release.files
    files += [
      CitationArtefact.file(release), try ZenodoArtefact.file(release),
      try ZenodoDraftArtefact.file(release), try CodeMetaArtefact.file(release),
      try DataCiteArtefact.file(release), try CroissantArtefact.file(release),
      try FAIR4MLArtefact.file(release), try GardenArtefact.file(release),
      try ModelCardArtefact.file(release),
    ]
    for part in more { files += try part.files(of: release) }
    files.sort { $0.path < $1.path }
    files.append(ReadmeArtefact.file(release, files))
    // Last, since it describes all the others.
    files.append(try ROCrateArtefact.file(release, files))
    if let empty = files.first(where: { $0.size == 0 }) {
      throw Failure(
        "a file of the publication would be empty, and archives refuse such files", at: empty.path,
        remedy: "Write something into the file that it is a copy of, or remove that",
        status: .badData)
    }
    return files.sorted { $0.path < $1.path }
  }
}
