import Files

extension TemplateLocator {
  /// Fetches an archive and finds the template in it.
  func fetched(
    _ address: String, _ checkout: String?, _ directory: String?, prompter: any Prompter
  ) throws(Failure) -> LocatedTemplate {
    let source = Credentials.removed(fromAddress: address)
    try Self.refuse(checkout, source)
    return try unpacked(
      zips.fetch(address, prompter), source: source, nil, directory, prompter: prompter)
  }

  /// Unpacks an archive and finds the template in it.
  func unpacked(
    _ path: String, source: String, _ checkout: String?, _ directory: String?,
    prompter: any Prompter
  ) throws(Failure) -> LocatedTemplate {
    try Self.refuse(checkout, source)
    let place = try zips.unpack(path, shown: source, prompter)
    let root = "\(place.folder)/\(place.top)"
    do throws(Failure) {
      guard let folder = try Self.template(in: root, directory) else {
        throw Failure(
          "there is no template '\(source)' (no cookiecutter.json in "
            + "'\(Self.joined(place.top, directory))')",
          remedy: "Name the folder within the archive that has one with --directory",
          status: .missingInput)
      }
      return LocatedTemplate(
        folder: folder, repository: root, commit: nil, source: source, temporary: place.folder)
    } catch {
      Folder.remove(place.folder)
      throw error
    }
  }

  private static func refuse(_ checkout: String?, _ source: String) throws(Failure) {
    guard checkout != nil else { return }
    throw Failure(
      "--checkout is for repositories, and this is an archive", at: source,
      remedy: "Leave it out", status: .usage)
  }
}
