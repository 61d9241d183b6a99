import Files
import FoundationEssentials

/// The few operations on files and folders that rendering needs, with failures in the user's words.
enum Folder {
  enum Entry { case file, folder, link, other, missing }

  static func kind(_ path: String) -> Entry {
    guard let attributes = try? FileManager.default.attributesOfItem(atPath: path) else {
      return .missing
    }
    switch attributes[.type] as? FileAttributeType {
    case .typeRegular: return .file
    case .typeDirectory: return .folder
    case .typeSymbolicLink: return .link
    default: return .other
    }
  }

  static func names(_ path: String) throws(Failure) -> [String] {
    do {
      // By scalars, so that the order does not depend on the system.
      return try FileManager.default.contentsOfDirectory(atPath: path).sorted {
        $0.unicodeScalars.lexicographicallyPrecedes($1.unicodeScalars)
      }
    } catch {
      throw failure("the folder cannot be read", path, .missingInput, error)
    }
  }

  static func read(_ path: String) throws(Failure) -> Data {
    do {
      return try Data(contentsOf: URL(filePath: path))
    } catch {
      throw failure("the file cannot be read", path, .missingInput, error)
    }
  }

  static func create(_ path: String) throws(Failure) {
    do {
      try FileManager.default.createDirectory(
        atPath: path, withIntermediateDirectories: true)
    } catch {
      throw failure("the folder cannot be created", path, .cannotCreate, error)
    }
  }

  static func remove(_ path: String) { try? FileManager.default.removeItem(atPath: path) }

  static func move(_ path: String, to target: String) throws(Failure) {
    do {
      try FileManager.default.moveItem(atPath: path, toPath: target)
    } catch {
      throw failure("the folder cannot be created", target, .cannotCreate, error)
    }
  }

  static func copyMode(of source: String, to target: String) throws(Failure) {
    do {
      let attributes = try FileManager.default.attributesOfItem(atPath: source)
      guard let mode = attributes[.posixPermissions] else { return }
      try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: target)
    } catch {
      throw failure("the permissions cannot be set", target, .cannotCreate, error)
    }
  }

  static func target(ofLink path: String) throws(Failure) -> String {
    do {
      return try FileManager.default.destinationOfSymbolicLink(atPath: path)
    } catch {
      throw failure("the link cannot be read", path, .missingInput, error)
    }
  }

  static func link(_ path: String, to target: String) throws(Failure) {
    do {
      try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: target)
    } catch {
      throw failure("the link cannot be created", path, .cannotCreate, error)
    }
  }

  private static func failure(
    _ what: String, _ path: String, _ status: ExitStatus, _ error: any Error
  ) -> Failure {
    Failure(
      what, at: path, remedy: "Check the path and its permissions", status: status,
      cause: "\(error)")
  }
}
