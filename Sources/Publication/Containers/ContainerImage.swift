import Catalog
public import Files
import FoundationEssentials

/// The image of a model: built from a publication, looked at, and sent to a registry.
public struct ContainerImage: Sendable {
  /// Its name.
  public let name: ImageName
  /// The publication it is built from.
  public let folder: String
  /// What builds it.
  public let engine: ContainerEngine
  /// The image it starts from; `nil` for the one that the Dockerfile names.
  public let base: String?
  private let release: Release

  /// Names the image of a publication.
  ///
  /// - Parameters:
  ///   - name: the name of the image.
  ///   - release: the facts of the publication.
  ///   - folder: the publication.
  ///   - engine: what builds it.
  ///   - base: the image it starts from; `nil` for the one that the Dockerfile names.
  public init(
    _ name: ImageName, of release: Release, in folder: String, engine: ContainerEngine,
    base: String? = nil
  ) {
    self.name = name
    self.release = release
    self.folder = folder
    self.engine = engine
    self.base = base
  }

  /// What it is told to build the image, for a shell.
  public var buildLine: String { engine.line(buildArguments) }

  private var buildArguments: [String] {
    // The time of the release, so that the same release gives the same image.
    engine.build(name, in: folder, base: base, at: release.date.seconds)
  }

  /// What it is told to print the labels, for a shell.
  public var inspectLine: String { engine.line(engine.inspect(name)) }

  /// Builds it, and compares what it says of itself with the publication.
  ///
  /// - Parameter isQuiet: whether the engine is heard only if it fails.
  /// - Throws: `Failure` when it cannot be built, and with status `badData` when labels are missing.
  public func build(isQuiet: Bool) throws(Failure) {
    try engine.run(
      buildArguments, "the image cannot be built",
      remedy:
        "Make the image of fairmlpf first, with 'docker build -t fairmlpf:VERSION .' in a copy "
        + "of its repository, or name it with --base", isQuiet: isQuiet)
    let missing = try ContainerLabels(release).differences(from: engine.labels(of: name))
    guard missing.isEmpty else {
      throw Failure(
        "the image does not have the labels of the publication: "
          + missing.joined(separator: ", "), at: name.description,
        remedy: "Report this as a mistake of fairmlpf, with the output of '"
          + inspectLine + "'", status: .badData)
    }
  }

  /// What it is told to send the image, for a shell.
  ///
  /// - Parameter account: the account at Docker Hub; `nil` where the user has logged in already.
  /// - Returns: the lines.
  public func pushLines(_ account: RegistryAccount?) -> [String] {
    let login =
      name.hubPlace == nil
      ? nil
      : account.map {
        "printenv \(Account.dockerHub.variable) | " + engine.line(engine.login($0, in: nil))
      }
    return (login.map { [$0] } ?? []) + [engine.line(engine.push(name, in: nil))]
  }

  /// Sends it to its registry.
  ///
  /// The token reaches the engine by a pipe. The login is kept in a folder that only this user can
  /// open, as long as the image is on its way, and never among the user's own logins.
  /// - Parameters:
  ///   - account: the account at Docker Hub; `nil` where the user has logged in already.
  ///   - isQuiet: whether the engine is heard only if it fails.
  /// - Throws: `Failure` when the login is refused or the image cannot be sent.
  public func push(_ account: RegistryAccount?, isQuiet: Bool) throws(Failure) {
    guard let account, name.hubPlace != nil else {
      return try push(in: nil, environment: [:], isQuiet: isQuiet)
    }
    let place = try TemporaryPlace.make(for: "login")
    defer { try? FileManager.default.removeItem(atPath: place) }
    let environment = try environment(place)
    try engine.run(
      engine.login(account, in: place), "Docker Hub does not accept the login of \(account.user)",
      remedy: "Check DOCKERHUB_USERNAME and DOCKERHUB_TOKEN; the token must be allowed to write",
      input: .secret(account.token.value), environment: environment, isQuiet: true)
    try push(in: place, environment: environment, isQuiet: isQuiet)
  }

  private func push(
    in place: String?, environment: [String: String], isQuiet: Bool
  ) throws(Failure) {
    try engine.run(
      engine.push(name, in: place), "the image cannot be sent to its registry",
      remedy: "Check the name and your login there; '\(engine.kind.rawValue) login' logs in",
      environment: environment, isQuiet: isQuiet)
  }

  /// Variables that make Docker keep the login in a folder, and still find its service.
  private func environment(_ place: String) throws(Failure) -> [String: String] {
    guard engine.kind == .docker else { return [:] }
    var variables = ["DOCKER_CONFIG": place]
    let context = ["context", "inspect", "--format", "{{.Endpoints.docker.Host}}"]
    if let host = try engine.answer(context) {
      let text = String(decoding: host, as: UTF8.self)
      let line = text.split(whereSeparator: \.isWhitespace).joined()
      if !line.isEmpty { variables["DOCKER_HOST"] = line }
    }
    return variables
  }
}
