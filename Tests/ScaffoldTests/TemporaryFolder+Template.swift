import Foundation
import Scaffold
import TestSupport

extension Generator {
  /// A generator for a folder, under the folder's name.
  init(template folder: String) {
    let name = (folder as NSString).lastPathComponent
    self.init(
      template: LocatedTemplate(folder: folder, source: name), name: name, tool: "fairmlpf test")
  }
}

extension TemporaryFolder {
  /// Makes a template of `cookiecutter.json` and the files of its project folder.
  func template(_ settings: String, _ files: [String: String]) throws -> String {
    let folder = path + "/template"
    try write(settings, to: folder + "/cookiecutter.json")
    for (name, text) in files { try write(text, to: folder + "/{{cookiecutter.name}}/" + name) }
    return folder
  }

  /// The failure's sentences, with the folder of the test left out.
  func failure(_ body: () throws -> Void) -> String? {
    do {
      try body()
      return nil
    } catch {
      return "\(error)".replacing(path, with: "")
    }
  }

  func write(_ text: String, to path: String) throws {
    let folder = (path as NSString).deletingLastPathComponent
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try Data(text.utf8).write(to: URL(filePath: path))
  }

  /// Everything below a folder: path, mode and bytes, or the target of a link.
  static func tree(_ folder: String) throws -> [String: String] {
    var result: [String: String] = [:]
    for case let name as String in FileManager.default.enumerator(atPath: folder) ?? .init() {
      let path = folder + "/" + name
      let attributes = try FileManager.default.attributesOfItem(atPath: path)
      let mode = String((attributes[.posixPermissions] as? Int) ?? 0, radix: 8)
      switch attributes[.type] as? FileAttributeType {
      case .typeDirectory?: result[name] = "folder \(mode)"
      case .typeSymbolicLink?:
        result[name] = "link " + (try FileManager.default.destinationOfSymbolicLink(atPath: path))
      default:
        let data = try Data(contentsOf: URL(filePath: path))
        result[name] = "\(mode) " + String(decoding: data, as: UTF8.self)
      }
    }
    return result
  }
}
