import Files

extension RecordReference {
  /// Finds the data set of Hugging Face in the path of an address.
  init(huggingFace path: [String], _ host: String) throws(Failure) {
    let rest = path.dropFirst(3)
    guard path.first == "datasets", path.count >= 3, path[1...2].allSatisfy(Self.isPart) else {
      throw Failure(
        "this is not the address of a data set", at: ([host] + path).joined(separator: "/"),
        remedy: "Name one as https://huggingface.co/datasets/OWNER/NAME", status: .usage)
    }
    let id = "\(path[1])/\(path[2])"
    let revision = rest.dropFirst().first.flatMap { Self.isPart($0) ? $0 : nil }
    switch rest.first {
    case "tree":
      guard let revision, rest.count == 2 else {
        throw Failure(
          "this is the address of a folder", at: "\(host)/datasets/\(id)",
          remedy: "Name the data set, and choose the files with --files", status: .usage)
      }
      self = .huggingFace(id: id, revision: revision)
    case "blob", "resolve", "raw":
      throw Failure(
        "this is the address of one file", at: "\(host)/datasets/\(id)",
        remedy: "Name the data set, and choose the file with --files", status: .usage)
    default: self = .huggingFace(id: id, revision: nil)
    }
  }

  /// Whether a text can be the name of an owner, a data set or a revision.
  private static func isPart(_ text: String) -> Bool {
    !text.hasPrefix(".") && text.utf8.count <= 96
      && text.unicodeScalars.allSatisfy {
        $0.isASCII && ($0.properties.isAlphabetic || $0.properties.numericType != nil)
          || "-_.".unicodeScalars.contains($0)
      }
  }

  /// Whether a text names a commit of git, whose files never change.
  static func isCommit(_ text: String) -> Bool {
    text.utf8.count == 40 && text.utf8.allSatisfy { "0123456789abcdef".utf8.contains($0) }
  }
}
