public import Files
import FoundationEssentials

/// A program that builds container images and sends them to registries.
public struct ContainerEngine: Sendable {
  /// The programs that are known, in the order in which they are looked for.
  public enum Kind: String, Sendable, CaseIterable {
    /// Docker, which needs its service.
    case docker
    /// Podman.
    case podman
    /// Buildah.
    case buildah
  }

  /// Which one it is.
  public let kind: Kind
  private let program: String

  /// Finds one that works.
  ///
  /// - Parameter wanted: the one the user asks for; `nil` for the first that works.
  /// - Throws: `Failure` with status `unavailable` when there is none.
  public init(_ wanted: Kind? = nil) throws(Failure) {
    var silent: [String] = []
    for kind in wanted.map({ [$0] }) ?? Kind.allCases {
      guard let program = ChildProcess.find(kind.rawValue) else { continue }
      // Docker's version of the server tells whether its service runs.
      let question = kind == .docker ? ["version", "--format", "{{.Server.Version}}"] : ["version"]
      if try ChildProcess(program, question).wait() == 0 {
        self.kind = kind
        self.program = program
        return
      }
      silent.append(kind.rawValue)
    }
    let names = (wanted.map { [$0] } ?? Kind.allCases).map(\.rawValue).joined(separator: ", ")
    throw Failure(
      silent.isEmpty
        ? "there is no program that builds images (\(names))"
        : "\(silent.joined(separator: ", ")) cannot be used",
      remedy: silent == [Kind.docker.rawValue]
        ? "Start the service of Docker, or install podman or buildah"
        : "Install docker, podman or buildah",
      status: .unavailable)
  }

  /// A program at a known place.
  ///
  /// - Parameters:
  ///   - kind: which one it is.
  ///   - program: its path; `nil` where it is only shown what it would be told.
  public init(_ kind: Kind, at program: String?) {
    self.kind = kind
    self.program = program ?? kind.rawValue
  }

  /// What it is told to build an image.
  ///
  /// - Parameters:
  ///   - image: the name of the image.
  ///   - folder: the folder with the Dockerfile.
  ///   - base: the image it starts from; `nil` for the one that the Dockerfile names.
  ///   - seconds: the time that all files get, seconds since 1970, so that the same files give the
  ///     same image; Docker has no such option.
  /// - Returns: arguments.
  public func build(
    _ image: ImageName, in folder: String, base: String?, at seconds: Int?
  ) -> [String] {
    var arguments = ["build", "--tag", image.description]
    if let base { arguments += ["--build-arg", "\(ContainerPackage.baseArgument)=\(base)"] }
    if let seconds, kind != .docker { arguments += ["--timestamp", "\(seconds)"] }
    return arguments + [folder.hasPrefix("-") ? "./\(folder)" : folder]
  }

  /// What it is told to print the labels of an image as JSON; Buildah tells all it knows.
  public func inspect(_ image: ImageName) -> [String] {
    switch kind {
    case .docker, .podman:
      ["image", "inspect", "--format", "{{json .Config.Labels}}", image.description]
    case .buildah:
      ["inspect", "--type", "image", image.description]
    }
  }

  /// What it is told to log in; the token comes by standard input.
  ///
  /// - Parameters:
  ///   - account: the account at Docker Hub.
  ///   - place: a folder that holds the login as long as it is needed; `nil` for the user's own.
  /// - Returns: its arguments.
  public func login(_ account: RegistryAccount, in place: String?) -> [String] {
    let arguments = ["login", "--username", account.user, "--password-stdin"]
    return kind == .docker ? arguments : arguments + authorisation(place) + ["docker.io"]
  }

  /// What it is told to send an image to its registry.
  ///
  /// - Parameters:
  ///   - image: the image.
  ///   - place: the folder that holds the login; `nil` for the user's own.
  /// - Returns: its arguments.
  public func push(_ image: ImageName, in place: String?) -> [String] {
    // Docker takes a registry on this computer without encryption by itself.
    let plain = image.isLocal && kind != .docker ? ["--tls-verify=false"] : []
    return ["push"] + plain + authorisation(place) + [image.description]
  }

  private func authorisation(_ place: String?) -> [String] {
    guard kind != .docker, let place else { return [] }
    return ["--authfile", "\(place)/auth.json"]
  }

  /// A line for a shell.
  public func line(_ arguments: [String]) -> String {
    let plain = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./:=@")
    return ([kind.rawValue] + arguments).map { word in
      word.allSatisfy { plain.contains($0) } && !word.isEmpty
        ? word : "'" + word.replacing("'", with: #"'\''"#) + "'"
    }.joined(separator: " ")
  }

  /// Runs it and lets the user see what it says.
  ///
  /// - Parameters:
  ///   - arguments: what it is told.
  ///   - what: what fails if it does, such as "the image cannot be built".
  ///   - remedy: what to do then.
  ///   - input: what it reads.
  ///   - environment: variables beside the program's own.
  ///   - isQuiet: whether it is heard only if it fails.
  /// - Throws: `Failure` with status `unavailable` when it fails.
  func run(
    _ arguments: [String], _ what: String, remedy: String, input: ChildProcess.Stream = .nothing,
    environment: [String: String] = [:], isQuiet: Bool
  ) throws(Failure) {
    var failure = Failure(what, at: kind.rawValue, remedy: remedy, status: .unavailable)
    guard isQuiet else {
      let code = try ChildProcess(
        program, arguments, environment: environment, input: input, output: .standardError,
        errors: .inherited
      ).wait()
      guard code == 0 else { throw failure }
      return
    }
    let result = try ChildProcess.result(
      of: program, arguments, environment: environment, input: input)
    guard result.code == 0 else {
      failure.excerpt = result.errors.split(separator: "\n").suffix(10).map(String.init)
      throw failure
    }
  }

  /// The labels of an image.
  ///
  /// - Parameter image: an image that is here.
  /// - Returns: names and values; empty if there are none.
  /// - Throws: `Failure` when it cannot be started.
  func labels(of image: ImageName) throws(Failure) -> [String: String] {
    let json = try answer(inspect(image)).flatMap { JSONNode(json: $0) }
    let labels = kind == .buildah ? json?["OCIv1"]["config"]["Labels"] : json
    return labels?.members.compactMapValues(\.text) ?? [:]
  }

  /// Runs it and reads what it prints.
  ///
  /// - Parameter arguments: what it is told.
  /// - Returns: what it prints; `nil` if it fails.
  /// - Throws: `Failure` when it cannot be started.
  func answer(_ arguments: [String]) throws(Failure) -> Data? {
    let result = try ChildProcess.result(of: program, arguments)
    return result.code == 0 ? result.output : nil
  }
}
