public import Files
import FoundationEssentials

/// The model as a package for DLHub, which `home_run` executes: `dlhub/` and the same as `dlhub.zip`.
public struct DLHubPackage: PublicationPart {
  /// Name of its folder in a publication.
  public static let folder = "dlhub"
  /// Name of its archive in a publication.
  public static let archive = "dlhub.zip"
  /// Name of the file that describes it.
  static let metadata = "dlhub.json"

  /// Creates it.
  public init() {}

  /// The files of the package.
  ///
  /// - Parameter release: the facts; `model.onnx` must be among its files.
  /// - Returns: what lies in `dlhub/`, and the archive.
  /// - Throws: `Failure` when the model is missing or cannot be read.
  public func files(of release: Release) throws(Failure) -> [PublicationFile] {
    guard let model = release.file("model.onnx") else {
      throw Failure(
        "the publication has no model.onnx", at: Self.folder,
        remedy: "Run 'fairmlpf export' and then 'fairmlpf package' again", status: .missingInput)
    }
    var contents: [(path: String, content: Data)] = [
      (DLHubServable.fileName, Data(DLHubServable.text.utf8)),
      ("requirements.txt", Data(DLHubServable.requirements.utf8)),
      ("model.onnx", try model.data()),
      ("README.md", Data(DLHubReadme(release: release).text.utf8)),
      ("CITATION.cff", Data(release.citationText.utf8)),
    ]
    if let licence = release.files.first(where: { $0.role == .licence }) {
      contents.append(("LICENSE", try licence.data()))
    }
    let description = DLHubMetadata(release: release, files: contents.map(\.path)).text
    contents.insert((Self.metadata, Data(description.utf8)), at: 0)
    let archive = try Zip.archive(
      Dictionary(uniqueKeysWithValues: contents.map { ($0.path, $0.content) }), name: Self.archive)
    return contents.map { path, content in
      PublicationFile(
        "\(Self.folder)/\(path)", .deployment, Self.mediaType(path), Self.purpose(path), content)
    } + [
      PublicationFile(
        Self.archive, .deployment, "application/zip", "The DLHub package in one file", archive)
    ]
  }

  private static func mediaType(_ path: String) -> String {
    switch path.split(separator: ".").last {
    case "json": "application/json"
    case "py": "text/x-python"
    case "md": "text/markdown"
    case "cff": "application/yaml"
    case "onnx": "application/octet-stream"
    default: "text/plain"
    }
  }

  private static func purpose(_ path: String) -> String {
    switch path {
    case metadata: "Description of the model for DLHub"
    case DLHubServable.fileName: "Function that runs the model"
    case "requirements.txt": "Python packages that the function needs"
    case "model.onnx": "The network that the function runs"
    case "README.md": "How to run the DLHub package"
    case "CITATION.cff": "How to cite the model"
    default: "The licence of the model"
    }
  }
}
