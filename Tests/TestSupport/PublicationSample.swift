public import Files
import Foundation

/// A publication as `package` leaves it, as far as publishing needs it.
public enum PublicationSample {
  /// Its files, and folders' archives.
  public static let names = [
    "README.md", "model card.md", "model.onnx", "reports.zip", "zenodo.json",
  ]

  /// The metadata.
  ///
  /// - Parameters:
  ///   - version: the experiment's version.
  ///   - title: the title.
  ///   - family: how the family name of the second author stands there.
  /// - Returns: the text of a `zenodo.json`.
  public static func metadata(
    version: String = "1.0.0", title: String = "Particle flow",
    family: String = #""family_name": "Müller", "#
  ) -> String {
    """
    {"access": {"record": "public", "files": "public"}, "files": {"enabled": true},
     "metadata": {"resource_type": {"id": "model"}, "title": "\(title)", "version": "\(version)",
      "publication_date": "2026-01-02", "publisher": "Zenodo",
      "creators": [{"person_or_org": {"type": "organizational", "name": "The group"}},
       {"person_or_org": {"type": "personal", \(family)"given_name": "Zoë"}}]}}
    """
  }

  /// Makes it in a folder.
  ///
  /// - Parameters:
  ///   - folder: made if missing.
  ///   - metadata: the text of its `zenodo.json`.
  ///   - doi: the DOI that its README names.
  /// - Throws: `Failure` when it cannot be written.
  public static func make(
    in folder: String, _ metadata: String = metadata(), doi: String? = nil
  ) throws(Failure) {
    try FolderContents.create(folder + "/reports")
    try AtomicFile.write("<p>", to: folder + "/reports/report.html")
    try AtomicFile.write("A model. DOI: \(doi ?? "none yet")\n", to: folder + "/README.md")
    try AtomicFile.write("About it.\n", to: folder + "/model card.md")
    try AtomicFile.write(
      Data((0..<300_000).map { UInt8(truncatingIfNeeded: $0 * 7) }),
      to: folder + "/model.onnx")
    try AtomicFile.write("PK", to: folder + "/reports.zip")
    try AtomicFile.write(metadata, to: folder + "/zenodo.json")
  }
}
