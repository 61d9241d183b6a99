public import Files
import HTTP

/// Finds the record that a user means, wherever it is.
public struct RecordFinder: Sendable {
  private let connection: Connection
  private let mirror: String?

  /// Creates it.
  ///
  /// - Parameters:
  ///   - connection: how servers are asked.
  ///   - mirror: the beginning of the addresses of one server that is asked instead of all others.
  /// - Throws: `Failure` with status `usage` when that is no address.
  public init(connection: Connection, mirror: String? = nil) throws(Failure) {
    self.connection = connection
    var address = mirror
    while address?.hasSuffix("/") == true { address?.removeLast() }
    if let address {
      guard Origin(address) != nil, !address.contains(where: { "@?#".contains($0) }) else {
        throw Failure(
          "the address of the mirror is not valid",
          remedy: "Write the beginning of its addresses, such as https://example.org",
          status: .usage)
      }
    }
    self.mirror = address
  }

  /// Asks for a record.
  ///
  /// - Parameter reference: what the user means.
  /// - Returns: the record; its files may be none.
  /// - Throws: `Failure` with status `missingInput` when there is no such record, `noPermission` when
  ///   this user may not see it, `usage` when it is at a site that is not known, `badData` when what
  ///   is sent is no record, and `unavailable` when the site cannot be asked.
  public func find(_ reference: RecordReference) throws(Failure) -> Record {
    switch reference {
    case .invenioRDM(let site, let id, let latest):
      let repository = InvenioRDM(site: site, mirror: mirror, connection: connection)
      return latest ? try repository.latestRecord(id) : try repository.record(id)
    case .cernOpenData(let id):
      return try CERNOpenData(mirror: mirror, connection: connection).record(id)
    case .huggingFace(let id, let revision):
      let name = id + (revision.map { "@\($0)" } ?? "")
      return try HuggingFace(mirror: mirror, connection: connection).record(name)
    case .doi(let doi): return try find(try resolve(doi))
    }
  }

  /// Asks the resolver where a DOI leads.
  private func resolve(_ doi: DOI) throws(Failure) -> RecordReference {
    let response = try connection.get(
      "\(mirror ?? Sites.resolver)/\(PathText.encoded(doi.description))", accept: "*/*",
      limit: 1 << 20, followsRedirects: false)
    guard response.status != 404 else {
      throw Failure(
        "there is no such DOI", at: doi.description, remedy: "Check its spelling",
        status: .missingInput)
    }
    guard let place = response.redirect else {
      throw Failure(
        "the resolver of DOIs does not answer (HTTP \(response.status))", at: doi.description,
        remedy: "Run the command again later, or name the address of the record's page",
        status: .unavailable)
    }
    let reference: RecordReference
    do throws(Failure) {
      reference = try RecordReference(place)
    } catch {
      throw Failure(error.what, at: doi.description, remedy: error.remedy, status: error.status)
    }
    if case .doi = reference {
      throw Failure(
        "the DOI leads to another DOI", at: doi.description,
        remedy: "Name the address of the record's page", status: .unavailable)
    }
    return reference
  }
}
