public import Files

/// Zenodo, its sandbox, and every other site that runs InvenioRDM.
public struct InvenioRDM: Repository {
  private let site: String
  private let server: RecordServer

  /// The two documents a record comes as; older versions of the software know only the second.
  private static let accept = "application/vnd.inveniordm.v1+json, application/json;q=0.9"

  /// Creates it.
  ///
  /// - Parameters:
  ///   - site: the beginning of its addresses, such as `https://zenodo.org`.
  ///   - mirror: the beginning of the addresses of a server that is asked instead.
  ///   - connection: how it is asked.
  public init(site: String, mirror: String? = nil, connection: Connection) {
    self.site = site
    server = RecordServer(address: mirror ?? site, connection: connection)
  }

  /// Asks for a record.
  ///
  /// - Parameter id: its number or name; one that stands for all versions gives the latest.
  /// - Returns: the record.
  /// - Throws: `Failure` when there is no such record, or the site cannot be asked.
  public func record(_ id: String) throws(Failure) -> Record {
    try record("/api/records/\(id)", id)
  }

  /// Asks for the latest version of a record.
  ///
  /// - Parameter id: the number or name of any version.
  /// - Returns: the record.
  /// - Throws: `Failure` when there is no such record, or the site cannot be asked.
  public func latestRecord(_ id: String) throws(Failure) -> Record {
    try record("/api/records/\(id)/versions/latest", id)
  }

  private func record(_ path: String, _ id: String) throws(Failure) -> Record {
    let page = "\(site)/records/\(id)"
    var document = try InvenioDocument(
      try server.document(path, accept: Self.accept, page: page), id: id, site: site)
    if document.id != id {
      server.connection.progress.say("\(page) leads to \(document.page)")
    }
    if document.needsFileList {
      document.fileList =
        try server.document(
          "/api/records/\(document.id)/files", page: document.page
        ).json
    }
    let files = try document.files(server: server.address)
    var record = document.record(files)
    if record.isLatest == false { record.latestVersion = latestVersion(record) }
    return record
  }

  /// The latest version; only its page where it cannot be asked for, which is no reason to give up.
  private func latestVersion(_ record: Record) -> Record.LatestVersion {
    let page = "\(record.page)/latest"
    guard
      let document = try? server.document(
        "/api/records/\(record.id)/versions/latest", accept: Self.accept, page: page),
      let latest = try? InvenioDocument(document, id: record.id, site: site), latest.id != record.id
    else { return Record.LatestVersion(page: page, doi: nil, version: nil) }
    return Record.LatestVersion(page: latest.page, doi: latest.doi, version: latest.version)
  }
}
