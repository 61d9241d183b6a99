import Foundation

/// The program `fairmlpf` that was built with the tests.
public enum BuiltProgram {
  /// Its path: beside the test bundle, as SwiftPM puts all products into one folder.
  public static let path: String? = {
    var places = [Bundle.main.bundlePath, Bundle.main.executablePath ?? ""]
    places += CommandLine.arguments + Bundle.allBundles.map(\.bundlePath)
    places.append(Repository.path + "/.build/debug/x")
    let manager = FileManager.default
    for place in places {
      for folder in [place, (place as NSString).deletingLastPathComponent]
      where manager.isExecutableFile(atPath: folder + "/fairmlpf") {
        var isFolder: ObjCBool = false
        if manager.fileExists(atPath: folder + "/fairmlpf", isDirectory: &isFolder),
          !isFolder.boolValue
        {
          return folder + "/fairmlpf"
        }
      }
    }
    return nil
  }()
}
