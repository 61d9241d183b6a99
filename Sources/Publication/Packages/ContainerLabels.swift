import Files

/// What an image says of itself, in the words of the Open Container Initiative.
struct ContainerLabels {
  /// Names and values in the order of the Dockerfile.
  let values: [(name: String, value: String)]

  private static let prefix = "org.opencontainers.image."

  /// The labels of a release.
  ///
  /// Not `base.digest`: the digest of an image cannot be known without asking a registry.
  init(_ release: Release) {
    let citation = release.citation
    let repository = citation.repository ?? release.source.address
    let optional: [(String, String?)] = [
      ("title", citation.title), ("description", release.abstract),
      ("version", citation.version), ("created", release.date.time),
      ("authors", citation.authors.map(\.name).joined(separator: "; ")),
      ("licenses", citation.licence), ("url", release.address ?? repository),
      ("source", repository ?? release.address),
      ("revision", release.source.revision),
    ]
    var values: [(name: String, value: String)] = []
    for (name, value) in optional {
      let line = (value ?? "").oneLine
      if !line.isEmpty { values.append((Self.prefix + name, line)) }
    }
    if let doi = release.doi { values.append(("org.fairmlpf.doi", doi.description)) }
    values.append(("org.fairmlpf.model.sha256", release.model.sha256))
    self.values = values
  }

  /// As an instruction of a Dockerfile: literal values, a line each.
  var instruction: String {
    let lines = values.map { "\($0.name)=\(Self.quoted($0.value))" }
    return "LABEL " + lines.joined(separator: " \\\n  ")
  }

  /// The names whose values an image lacks or has otherwise.
  ///
  /// - Parameter found: the labels of the image.
  /// - Returns: the names, in the order of `values`.
  func differences(from found: [String: String]) -> [String] {
    values.filter { found[$0.name] != $0.value }.map(\.name)
  }

  private static func quoted(_ text: String) -> String {
    "\"" + text.map { "\\\"$".contains($0) ? "\\\($0)" : String($0) }.joined() + "\""
  }
}
