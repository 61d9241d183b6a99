import Files
import FoundationEssentials

/// What an image says of itself, in the words of the Open Container Initiative.
struct ContainerLabels {
  /// Names and values in the order of the Dockerfile.
  let values: [(name: String, value: String)]

  private static let prefix = "org.opencontainers.image."

  /// The labels of a release.
  ///
  /// Not `base.digest`: the digest of an image cannot be known without asking a registry. Where there is
  /// no repository, source and revision are the settings the model was made with, by their digest.
  init(_ release: Release) {
    let citation = release.citation
    let repository = citation.repository ?? release.source.address
    let settings = release.files.first { $0.path == "experiment.yaml" }?.sha256
    let optional: [(String, String?)] = [
      ("title", citation.title), ("description", release.abstract),
      ("version", citation.version), ("created", release.date.time),
      ("authors", citation.authors.map(\.name).joined(separator: "; ")),
      ("licenses", citation.licence), ("url", release.address ?? repository),
      ("source", repository ?? release.address ?? settings.flatMap(Self.address(ofDigest:))),
      // As long as the names of commits, which readers of this label expect.
      ("revision", release.source.revision ?? settings.map { String($0.prefix(40)) }),
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

  /// The address of something that is known by its SHA-256 alone (RFC 6920).
  private static func address(ofDigest digits: String) -> String? {
    var bytes = Data()
    var rest = digits[...]
    while !rest.isEmpty {
      guard let byte = UInt8(rest.prefix(2), radix: 16) else { return nil }
      bytes.append(byte)
      rest = rest.dropFirst(2)
    }
    let text = bytes.base64EncodedString().map { character in
      switch character {
      case "+": "-"
      case "/": "_"
      default: "\(character)"
      }
    }
    return "ni:///sha-256;" + text.joined().filter { $0 != "=" }
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
