import Foundation

/// The program as it was built with the tests.
public enum BuiltProgram {
  /// Its path, beside the test bundle: SwiftPM puts all products into one folder; `nil` if it is not
  /// there.
  public static let path: String? = {
    var places = [Bundle.main.bundlePath, Bundle.main.executablePath ?? ""]
    places += CommandLine.arguments + Bundle.allBundles.map(\.bundlePath)
    places.append(Repository.path + "/.build/debug/x")
    let manager = FileManager.default
    for place in places {
      for folder in [place, (place as NSString).deletingLastPathComponent] {
        let program = folder + "/fairmlpf"
        var isFolder: ObjCBool = false
        if manager.isExecutableFile(atPath: program),
          manager.fileExists(atPath: program, isDirectory: &isFolder), !isFolder.boolValue
        {
          return program
        }
      }
    }
    return nil
  }()
}
