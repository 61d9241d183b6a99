public import Files
import Foundation

/// An experiment that trains in milliseconds: three events of nine elements, a network of a few
/// hundred weights.
public enum TinyExperiment {
  /// Its settings.
  ///
  /// - Parameters:
  ///   - training: keys of the group `training`, a line each, beside `threads` and `learning_rate`.
  ///   - test: what `data.test` chooses.
  /// - Returns: the text of an `experiment.yaml`.
  public static func settings(_ training: String = "epochs: 2", test: String = "c.pkl") -> String {
    let lines = training.split(separator: "\n").map { "  \($0)\n" }.joined()
    return """
      name: tiny
      data: {source: folder, train: a.pkl, validation: b.pkl, test: "\(test)"}
      model:
        encoder: [8, 4]
        head_hidden: [8]
        gravnet: {layers: 1, space: 2, features: 3, neighbours: 4, output: 5}
      evaluation:
        inference_timing: false
      training:
        threads: 1
        learning_rate: 1.0e-3
      \(lines)
      """
  }

  /// Makes it in a folder, with files of events in data/raw.
  ///
  /// - Parameters:
  ///   - folder: made if missing.
  ///   - settings: the text of its `experiment.yaml`.
  /// - Throws: `Failure` when it cannot be written.
  public static func make(in folder: String, _ settings: String = settings()) throws(Failure) {
    let raw = folder + "/data/raw"
    try FolderContents.create(raw)
    let source = try MappedFile(Repository.events("sound-np2-p3.pkl"))
    for name in ["a.pkl", "b.pkl", "c.pkl"] {
      try AtomicFile.write(to: "\(raw)/\(name)") { file throws(Failure) in
        try source.withBytes { bytes throws(Failure) in try file.append(bytes) }
      }
    }
    try AtomicFile.write(settings, to: folder + "/experiment.yaml")
  }
}
