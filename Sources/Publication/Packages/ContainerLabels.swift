import Files

/// What an image says of itself, in the words of the Open Container Initiative.
public struct ContainerLabels: Sendable, Equatable {
  /// Names and values in the order of the Dockerfile.
  public let values: [(name: String, value: String)]

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

  /// Reads the labels of a Dockerfile that `ContainerPackage` wrote.
  ///
  /// - Parameter dockerfile: its text.
  public init(dockerfile: String) {
    values = dockerfile.split(separator: "\n").compactMap { line in
      var rest = line.drop { $0 == " " }
      guard line.hasPrefix("LABEL ") || line.hasPrefix("  org.") else { return nil }
      if rest.hasPrefix("LABEL ") { rest = rest.dropFirst(6) }
      guard let sign = rest.firstIndex(of: "="), let end = rest.lastIndex(of: "\""),
        let start = rest[sign...].firstIndex(of: "\""), start < end
      else { return nil }
      return (String(rest[..<sign]), Self.plain(rest[rest.index(after: start)..<end]))
    }
  }

  /// As an instruction of a Dockerfile: literal values, a line each.
  var instruction: String {
    let lines = values.map { "\($0.name)=\(Self.quoted($0.value))" }
    return "LABEL " + lines.joined(separator: " \\\n  ")
  }

  /// The names whose values an image lacks or has otherwise.
  ///
  /// - Parameter found: the labels of the image.
  public func differences(from found: [String: String]) -> [String] {
    values.filter { found[$0.name] != $0.value }.map(\.name)
  }

  /// Whether both have the same labels in the same order.
  public static func == (one: ContainerLabels, other: ContainerLabels) -> Bool {
    one.values.elementsEqual(other.values) { $0 == $1 }
  }

  private static func quoted(_ text: String) -> String {
    "\"" + text.map { "\\\"$".contains($0) ? "\\\($0)" : String($0) }.joined() + "\""
  }

  private static func plain(_ quoted: Substring) -> String {
    var (text, isEscaped) = ("", false)
    for character in quoted {
      if character == "\\", !isEscaped {
        isEscaped = true
      } else {
        text.append(character)
        isEscaped = false
      }
    }
    return text
  }
}
