public import ArgumentParser
import Catalog
import Experiment
import Files
import FoundationEssentials
import HTTP
public import Publication

/// `fairmlpf publish dockerhub`.
struct PublishDockerHub: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dockerhub",
    abstract: "Build the container image of the model, and send it to Docker Hub if you say so.",
    discussion: """
      Builds an image from publication/ with docker, podman or buildah, whichever is there, and checks \
      its labels. The image finds the particles in files of events without a network. It starts from \
      the image of fairmlpf itself, which 'make image' builds in a copy of its repository.

      The image is sent only with --push, after asking, or with --yes: everybody can fetch it then. On \
      Docker Hub its page gets the texts of publication/dockerhub.

      Examples:
        fairmlpf publish dockerhub --dry-run
        fairmlpf publish dockerhub --image user/mlpf:1.0 --push
        fairmlpf publish dockerhub --image registry.example.org/group/mlpf:1.0 --push

      The user and the token of Docker Hub are DOCKERHUB_USERNAME and DOCKERHUB_TOKEN, or the lines \
      'dockerhub_user: NAME' and 'dockerhub: TOKEN' in ~/.config/fairmlpf/credentials.yaml, which only \
      you may be able to open (chmod 600). Without a token, and for other registries, log in with the \
      program that builds the image.
      """)

  @Option(
    help: ArgumentHelp(
      "The name of the image. Default: the experiment's name and version, for your user.",
      valueName: "name"))
  var image: String?
  @Option(
    help: ArgumentHelp(
      "The image of fairmlpf that it starts from. Default: the one of this version.",
      valueName: "name"))
  var base: String?
  @Option(help: "What builds the image. Default: the first of these that works.")
  var engine: ContainerEngine.Kind?
  @Flag(help: "Send the image to its registry when it is built, after asking.")
  var push = false
  @Flag(name: .shortAndLong, help: "With --push, do not ask.")
  var yes = false
  @Flag(help: "Print the commands that would be run, and run none.")
  var dryRun = false
  @OptionGroup var place: ExperimentDirectory
  @OptionGroup var output: OutputOptions

  /// The variable that names another place than Docker Hub for the texts of the page, for tests.
  private static let siteVariable = "FAIRMLPF_DOCKERHUB_URL"

  func validate() throws {
    guard !yes || push else { throw ValidationError("--yes is for --push.") }
    if let image {
      do {
        _ = try ImageName(image)
      } catch {
        throw ValidationError("\(error)")
      }
    }
  }

  func run() throws {
    let folder = try ExperimentFolder(place.directory)
    let stage = PackageStage(folder, try ExperimentFile(folder.settings))
    let credentials = try UserCredentials(environment: ProcessInfo.processInfo.environment)
    if dryRun {
      try show(stage.release(), in: "\(folder.path)/\(PackageStage.folderName)", credentials)
      return
    }
    guard !push || yes || ScaffoldArguments.isInteractive else {
      throw Failure(
        "everybody can fetch an image that is sent, and there is no terminal to ask you on",
        remedy: "Use --yes if you are sure", status: .usage)
    }
    let progress = output.progress("files")
    let engine = try ContainerEngine(engine)
    let release = try stage.release()
    let name = try name(release, credentials)
    let account = push ? try account(for: name, credentials) : nil
    let path = try stage.run().path
    let image = ContainerImage(name, of: release, in: path, engine: engine, base: base)
    progress.say("Building \(name) with \(engine.kind.rawValue)")
    try image.build(isQuiet: output.quiet)
    if push {
      try confirm(name)
      try image.push(account, isQuiet: output.quiet)
      progress.say("Sent \(name)")
      try describe(image, account, progress)
    } else {
      progress.say("The image is built and its labels are checked; --push sends it")
    }
    try StandardOutput.write("\(name)\n")
  }

  private func name(_ release: Release, _ credentials: UserCredentials) throws(Failure) -> ImageName
  {
    if let image { return try checked(ImageName(image)) }
    let name = ContainerPackage.name(
      experiment: release.experiment, version: release.citation.version)
    return try checked(ImageName((credentials.dockerHubUser.map { "\($0)/" } ?? "") + name))
  }

  private func checked(_ name: ImageName) throws(Failure) -> ImageName {
    guard name.canBePushed || !push else {
      throw Failure(
        "the name \(name) says nothing of the place it is sent to",
        remedy: "Name it as in '--image user/mlpf:1.0', or set DOCKERHUB_USERNAME", status: .usage)
    }
    return name
  }

  private func account(
    for name: ImageName, _ credentials: UserCredentials
  ) throws(Failure) -> RegistryAccount? {
    guard name.hubPlace != nil, let secret = credentials.secret(for: .dockerHub) else { return nil }
    guard let user = credentials.dockerHubUser else {
      throw Failure(
        "there is a token of Docker Hub, and nothing says whose it is", at: secret.source,
        remedy: "Set DOCKERHUB_USERNAME", status: .usage)
    }
    return try RegistryAccount(user: user, token: secret)
  }

  private func confirm(_ name: ImageName) throws(Failure) {
    guard !yes else { return }
    let place = name.registry ?? "Docker Hub"
    let isWanted = try TerminalPrompter().confirm(
      "Send \(name) to \(place), where others can fetch it?", default: false)
    guard isWanted else {
      throw Failure(
        "the image is built and was not sent", at: name.description,
        remedy: "Run the same command again when you are ready", status: .interrupted)
    }
  }

  private static var site: String {
    ProcessInfo.processInfo.environment[siteVariable].flatMap { $0.isEmpty ? nil : $0 }
      ?? DockerHub.site
  }

  private func describe(
    _ image: ContainerImage, _ account: RegistryAccount?, _ progress: TerminalProgress
  ) throws(Failure) {
    guard image.name.hubPlace != nil else { return }
    guard let account else {
      progress.say(
        "Without DOCKERHUB_TOKEN the page of the image stays as it is; its texts are in "
          + "\(image.folder)/dockerhub")
      return
    }
    let hub = try DockerHub(
      HTTP(agent: "fairmlpf/\(Version.current)"), site: Self.site, progress: progress)
    try hub.describe(image.name, from: image.folder, as: account)
    progress.say("Described \(image.name) on Docker Hub")
  }

  /// Prints what would be done, as lines for a shell.
  private func show(
    _ release: Release, in publication: String, _ credentials: UserCredentials
  ) throws(Failure) {
    let name = try name(release, credentials)
    let found = try? ContainerEngine(engine)
    let image = ContainerImage(
      name, of: release, in: publication,
      engine: found ?? ContainerEngine(engine ?? .docker, at: nil), base: base)
    var lines = ["fairmlpf package", image.buildLine, image.inspectLine]
    if push {
      let account = try account(for: name, credentials)
      lines += image.pushLines(account)
      if account != nil, let place = name.hubPlace {
        lines.append(
          "# \(Self.site)/v2/namespaces/\(place.namespace)/repositories/\(place.name) gets "
            + "the texts of \(publication)/dockerhub")
      }
    }
    try StandardOutput.write(lines.map { $0 + "\n" }.joined())
    if found == nil { output.progress("").say("No program that builds images works here.") }
  }
}

extension ContainerEngine.Kind: ExpressibleByArgument {}
