public import Files
import FoundationEssentials

extension DLHubPackage {
  /// Looks at a package on the disk as whoever unpacks it would.
  ///
  /// - Parameter publication: the folder that holds `dlhub/` and `dlhub.zip`.
  /// - Returns: the path of the archive.
  /// - Throws: `Failure` with status `badData` when a file is missing, the description breaks a rule of
  ///   DLHub, or the archive holds something else than the folder.
  public static func check(in publication: String) throws(Failure) -> String {
    let place = "\(publication)/\(folder)"
    let path = "\(place)/\(metadata)"
    func wrong(_ what: String) -> Failure {
      Failure(
        what, at: path, remedy: "Run 'fairmlpf package --force' to make it again", status: .badData)
    }
    guard let json = JSONNode(json: try MappedFile.data(path)) else {
      throw wrong("the file is not JSON")
    }
    let name = json["dlhub"]["name"].text ?? ""
    guard !name.isEmpty, !name.contains(where: \.isWhitespace) else {
      throw wrong("'dlhub.name' is not one word")
    }
    let citation = json["datacite"]
    guard !citation["creators"].items.isEmpty else { throw wrong("'datacite.creators' is empty") }
    guard citation["titles"].items.first?["title"].text?.isEmpty == false else {
      throw wrong("'datacite.titles' has no title")
    }
    let method = json["servable"]["methods"]["run"]["method_details"]
    let listed = json["dlhub"]["files"]["other"].items.compactMap(\.text)
    guard let module = method["module"].text, listed.contains(module + ".py") else {
      throw wrong("the module of the function is not among 'dlhub.files'")
    }
    let present = try FolderContents.names(place)
    guard Set(present) == Set(listed + [metadata]) else {
      throw wrong("'dlhub.files' does not name the files that lie beside it")
    }
    var entries: [String: Data] = [:]
    for name in present { entries[name] = try MappedFile.data("\(place)/\(name)") }
    let packed = "\(publication)/\(archive)"
    guard try MappedFile.data(packed) == Zip.archive(entries, name: archive) else {
      throw Failure(
        "the archive does not hold what the folder holds", at: packed,
        remedy: "Run 'fairmlpf package --force' to make it again", status: .badData)
    }
    return packed
  }
}
