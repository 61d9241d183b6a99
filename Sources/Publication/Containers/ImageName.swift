public import Files

/// The name of a container image, such as `user/mlpf:1.0` or `registry.example.org/group/mlpf:1.0`.
public struct ImageName: Sendable, Equatable, CustomStringConvertible {
  /// The server it is kept at; `nil` for Docker Hub, or as long as it is nowhere but here.
  public let registry: String?
  /// The name at that server, such as `user/mlpf`.
  public let repository: String
  /// What tells its versions apart.
  public let tag: String

  /// Reads a name.
  ///
  /// - Parameter text: the name; without a tag, it gets `latest`.
  /// - Throws: `Failure` with status `usage` when it is no name of an image.
  public init(_ text: String) throws(Failure) {
    var parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    let first = parts[0]
    let hasServer =
      parts.count > 1 && (first == "localhost" || first.contains { ".:".contains($0) })
    let server = hasServer ? parts.removeFirst() : nil
    registry = server.flatMap { ["docker.io", "index.docker.io"].contains($0) ? nil : $0 }
    let last = parts[parts.count - 1].split(
      separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    parts[parts.count - 1] = String(last[0])
    tag = last.count == 2 ? String(last[1]) : "latest"
    repository = parts.joined(separator: "/")
    guard parts.allSatisfy(Self.isPart), Self.isTag(tag), server.map(Self.isServer) ?? true else {
      throw Failure(
        "\(text.quoted) is no name of an image",
        remedy: "Use small letters, digits, '.', '-', '_' and '/', and perhaps a tag after ':', "
          + "such as user/mlpf:1.0", status: .usage)
    }
  }

  /// With the server and the tag, as all programs understand it.
  public var description: String { place + ":" + tag }

  /// Without the tag.
  private var place: String {
    if let registry { return "\(registry)/\(repository)" }
    return canBePushed ? "docker.io/\(repository)" : repository
  }

  /// Whether it names a place that an image can be pushed to: Docker Hub wants a namespace.
  public var canBePushed: Bool { registry != nil || repository.contains("/") }

  /// The namespace and the name on Docker Hub; `nil` for other servers.
  public var hubPlace: (namespace: String, name: String)? {
    guard registry == nil, let slash = repository.firstIndex(of: "/") else { return nil }
    return (String(repository[..<slash]), String(repository[repository.index(after: slash)...]))
  }

  /// Whether the server is this computer, where nobody else listens.
  var isLocal: Bool {
    ["localhost", "127.0.0.1", "[::1]"].contains(registry.map { Self.host($0) } ?? "")
  }

  private static func host(_ server: String) -> String {
    guard let colon = server.lastIndex(of: ":"), !server.hasSuffix("]") else { return server }
    return String(server[..<colon])
  }

  private static func isPart(_ part: String) -> Bool {
    let isPlain = part.allSatisfy {
      $0.isASCII && ($0.isLowercase || $0.isNumber || "._-".contains($0))
    }
    guard isPlain, let first = part.first, let last = part.last else { return false }
    return !"._-".contains(first) && !"._-".contains(last)
  }

  private static func isTag(_ tag: String) -> Bool {
    tag.count <= 128 && !tag.isEmpty && !".-".contains(tag.prefix(1))
      && tag.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "._-".contains($0)) }
  }

  private static func isServer(_ server: String) -> Bool {
    let port = server.dropFirst(host(server).count)
    return !host(server).isEmpty && !server.hasPrefix("-")
      && host(server).allSatisfy {
        $0.isASCII && ($0.isLetter || $0.isNumber || "-.[]:".contains($0))
      }
      && (port.isEmpty || (port.count > 1 && port.dropFirst().allSatisfy(\.isNumber)))
  }
}
