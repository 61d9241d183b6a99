import Foundation

/// Where the project's own files lie.
public enum Repository {
  /// The folder of `Package.swift`.
  public static let path: String = {
    var url = URL(filePath: #filePath)
    for _ in 0..<3 { url.deleteLastPathComponent() }
    return url.path
  }()

  /// The bundled template of experiments.
  public static let template = path + "/Templates/experiment"
  /// The bundled sample of events.
  public static let sample = path + "/Samples/delphes-pu20"

  /// A file of events that `Scripts/make-pickle-fixtures.py` wrote.
  ///
  /// - Parameter name: such as `sound-np2-p3.pkl`.
  /// - Returns: its path.
  public static func events(_ name: String) -> String {
    "\(path)/Tests/EventsTests/Fixtures/\(name)"
  }

  /// A network recorded in float64 by an independent PyTorch implementation, with one event.
  ///
  /// - Parameter name: `pfnet7` or `pyg`.
  /// - Returns: the path of the safetensors file.
  public static func recordedNetwork(_ name: String) -> String {
    "\(path)/Tests/MLPFTests/Fixtures/\(name).safetensors"
  }
}
