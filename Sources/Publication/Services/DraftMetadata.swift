public import Files

/// The metadata of a draft: `zenodo.json` of a publication, which is what the site is sent.
public struct DraftMetadata: Sendable {
  /// The title.
  public let title: String
  /// The experiment's version.
  public let version: String
  let json: JSONNode

  /// Reads the metadata of a publication.
  ///
  /// - Parameter folder: the folder of the publication.
  /// - Throws: `Failure` with status `missingInput` when there is none, `badData` when it is something
  ///   else.
  public init(in folder: String) throws(Failure) {
    let path = "\(folder)/\(ZenodoDraftArtefact.name)"
    let json: JSONNode
    do throws(Failure) {
      json = JSONNode(json: try MappedFile.data(path)) ?? .null
    } catch {
      // What may not be read is not missing.
      guard error.status == .missingInput else { throw error }
      throw Failure(
        "there is no package of the experiment", at: path, remedy: "Run 'fairmlpf package' first",
        status: .missingInput)
    }
    guard let title = json["metadata"]["title"].line else {
      throw Failure(
        "this is no description of a record with 'metadata' and a title", at: path,
        remedy: "Run 'fairmlpf package --force'", status: .badData)
    }
    self.json = json
    self.title = title
    version = json["metadata"]["version"].line ?? ""
  }
}
