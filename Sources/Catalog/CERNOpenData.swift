public import Files

/// The open data of the LHC experiments at CERN.
public struct CERNOpenData: Repository {
  private let server: RecordServer

  /// Creates it.
  ///
  /// - Parameters:
  ///   - mirror: the beginning of the addresses of a server that is asked instead.
  ///   - connection: how it is asked.
  public init(mirror: String? = nil, connection: Connection) {
    server = RecordServer(address: mirror ?? Sites.cernOpenData, connection: connection)
  }

  /// Asks for a record.
  ///
  /// - Parameter id: its number, or its DOI.
  /// - Returns: the record.
  /// - Throws: `Failure` when there is no such record, or CERN Open Data cannot be asked.
  public func record(_ id: String) throws(Failure) -> Record {
    let record: String
    if let number = RecordReference.number(id[...]) {
      record = number
    } else {
      record = try find(id)
    }
    let page = "\(Sites.cernOpenData)/record/\(record)"
    let answer = try server.document("/api/records/\(record)", page: page)
    var document = try CERNDocument(answer, number: record, page: page)
    for name in document.indices {
      let path = "/record/\(record)/files/\(PathText.encoded(name))"
      document.add(index: try server.list(path, page: page))
    }
    return try document.record(server: server.address)
  }

  /// The number of the record with a DOI.
  private func find(_ doi: String) throws(Failure) -> String {
    let page = "\(Sites.resolver)/\(doi)"
    // In capitals, as CERN registers them: the search may look at the case, which has no meaning.
    let query = PathText.encoded(doi.uppercased()).replacing("&", with: "%26").replacing(
      "+", with: "%2B")
    let answer = try server.document(
      "/api/records?page=1&size=1&q=doi:%22\(query)%22", page: page)
    guard let hit = answer.json["hits"]["hits"].items.first,
      let number = (hit["id"].text ?? hit["metadata"]["recid"].text)
        .flatMap({ RecordReference.number($0[...]) }),
      hit["metadata"]["doi"].text.map({ DOI($0) == DOI(doi) }) ?? true
    else {
      throw Failure(
        "CERN Open Data has no record with this DOI", at: doi, remedy: "Check the DOI",
        status: .missingInput)
    }
    return number
  }
}
