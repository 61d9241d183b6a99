public import Files

extension Record {
  /// Makes sure that there are files to fetch.
  ///
  /// - Throws: `Failure` with status `noPermission` when this user may not have them, `missingInput`
  ///   when there are none.
  public func requireFiles() throws(Failure) {
    guard files.isEmpty else { return }
    switch access {
    case .embargoed(let date):
      throw Failure(
        "the files are under embargo" + (date.map { " until \($0)" } ?? ""), at: page,
        remedy: "Wait, or ask the owner of the record for access", status: .noPermission)
    case .restricted:
      throw Failure(
        "the files are restricted", at: page, remedy: Failure.accessRemedy(site),
        status: .noPermission)
    case .open, .metadataOnly:
      throw Failure(
        "the record has no files", at: page, remedy: "Check that this is the record you want",
        status: .missingInput)
    }
  }
}
