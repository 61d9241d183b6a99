public import Files
import FoundationEssentials

/// The model as a container image that finds the particles in files of events without a network: the
/// `Dockerfile`, and what Docker Hub shows.
public struct ContainerPackage: PublicationPart {
  /// Name of the file that says how to build the image.
  public static let dockerfile = "Dockerfile"
  /// The argument of the build that names fairmlpf's own image.
  public static let baseArgument = "FAIRMLPF_IMAGE"
  /// The short description of Docker Hub.
  public static let shortDescription = "dockerhub/short.txt"
  /// The page of Docker Hub.
  public static let fullDescription = "dockerhub/README.md"
  /// Both texts in one file.
  static let archive = "dockerhub.zip"
  /// Where the model lies in the image.
  static let place = "/opt/model"
  /// Characters of the short description that Docker Hub takes.
  static let shortLimit = 100
  /// Characters of the page that Docker Hub takes.
  static let fullLimit = 25_000

  /// Creates it.
  public init() {}

  /// The files of the package.
  ///
  /// - Parameter release: the facts; `model.safetensors` must be among its files.
  /// - Returns: `Dockerfile`, `.dockerignore` and the texts for Docker Hub.
  /// - Throws: `Failure` when the model is missing.
  public func files(of release: Release) throws(Failure) -> [PublicationFile] {
    guard release.file("model.safetensors") != nil else {
      throw Failure(
        "the publication has no model.safetensors", at: Self.dockerfile,
        remedy: "Run 'fairmlpf train' and then 'fairmlpf package' again", status: .missingInput)
    }
    let copied = Self.content(of: release)
    let texts = [
      PublicationFile(
        Self.shortDescription, .documentation, "text/plain", "Short description for Docker Hub",
        text: Self.short(release) + "\n"),
      PublicationFile(
        Self.fullDescription, .documentation, "text/markdown", "Page for Docker Hub",
        text: ContainerReadme(release: release).text),
    ]
    var entries: [String: Data] = [:]
    for text in texts { entries[text.path] = try text.data() }
    return [
      PublicationFile(
        Self.dockerfile, .deployment, "text/plain", "How to build the container image",
        text: Self.text(release, copied)),
      PublicationFile(
        ".dockerignore", .deployment, "text/plain", "What goes into the container image",
        text: "# Only what the image holds.\n*\n" + copied.map { "!\($0)\n" }.joined()),
      // For archives, which have no folders.
      PublicationFile(
        Self.archive, .documentation, "application/zip", "The texts for Docker Hub in one file",
        try Zip.archive(entries, name: Self.archive)),
    ] + texts
  }

  /// A name for the image where the user gives none, such as `my-mlpf:0.1.0`.
  ///
  /// - Parameters:
  ///   - experiment: the experiment's name.
  ///   - version: its version.
  /// - Returns: a name without a namespace.
  public static func name(experiment: String, version: String) -> String {
    func plain(_ text: String, _ also: String) -> String {
      text.map { $0.isASCII && ($0.isLetter || $0.isNumber || also.contains($0)) ? $0 : "-" }
        .split(separator: "-").map { String($0) }.joined(separator: "-")
    }
    let name = plain(experiment.lowercased(), "")
    let tag = plain(version, "._").drop { $0 == "." }.prefix(128)
    return "\(name.isEmpty ? "mlpf" : name):\(tag.isEmpty ? "latest" : String(tag))"
  }

  /// The files that the image holds, as far as the publication has them.
  private static func content(of release: Release) -> [String] {
    ["model.safetensors"] + (release.file("model.onnx") == nil ? [] : ["model.onnx"])
      + ["CITATION.cff"] + release.files.filter { $0.role == .licence }.map(\.path)
  }

  private static func text(_ release: Release, _ copied: [String]) -> String {
    let base = "\(release.program.name):\(release.program.version)"
    return """
      # An image that finds the particles in files of DELPHES events, without a network:
      #
      #   docker build -t mlpf .
      #   docker run --rm --network none --user "$(id -u):$(id -g)" -v "$PWD:/work" mlpf events.pkl.bz2
      #
      # It starts from the image of fairmlpf itself, made in a copy of its repository with
      # `docker build -t \(base) .`. To name another one, or the exact one by its digest:
      #   docker build --build-arg FAIRMLPF_IMAGE=NAME@sha256:DIGEST -t mlpf .
      ARG \(baseArgument)=\(base)
      FROM ${\(baseArgument)}

      \(ContainerLabels(release).instruction)

      COPY \(copied.joined(separator: " ")) \(place)/

      # A number, so that systems that refuse root can tell; any other user will do as well.
      USER 10001:10001
      WORKDIR /work
      ENTRYPOINT ["fairmlpf", "predict", "--model", "\(place)/model.safetensors"]
      CMD ["--help"]

      """
  }

  private static func short(_ release: Release) -> String {
    let line = "Particle flow by machine learning: \(release.title)"
    return line.count <= shortLimit ? line : line.prefix(shortLimit - 1) + "…"
  }
}
