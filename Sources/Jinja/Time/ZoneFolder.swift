import Foundation

/// The system's folder of time zones, one file each.
enum ZoneFolder {
  /// Where it may be; `TZDIR` decides if it is set, as for other programs.
  static let system: [String] =
    ProcessInfo.processInfo.environment["TZDIR"].map { [$0] }
    ?? ["/usr/share/zoneinfo", "/usr/lib/zoneinfo", "/usr/share/lib/zoneinfo", "/etc/zoneinfo"]

  /// Real ones have less than 4 KB.
  private static let mostBytes = 1 << 20

  static func history(of name: String, in folders: [String]) throws(TemplateError) -> ZoneHistory {
    // A template must not choose among other files.
    guard isName(name) else { throw unknown(name) }
    let manager = FileManager.default
    for folder in folders {
      let path = "\(folder)/\(name)"
      guard let size = size(of: path) else { continue }
      guard size <= mostBytes, let bytes = manager.contents(atPath: path),
        let history = ZoneFileReader.read([UInt8](bytes))
      else {
        throw TemplateError(
          .parser,
          "the time zone '\(name)' cannot be read, as '\(path)' is damaged; install the package "
            + "'tzdata' again")
      }
      return history
    }
    guard folders.contains(where: { manager.fileExists(atPath: $0) }) else {
      throw TemplateError(
        .parser,
        "the time zone '\(name)' is not known, as there is no folder '\(folders.first ?? "")'; "
          + "install the package 'tzdata', or use 'utc' or an offset such as '+02:00'")
    }
    throw unknown(name)
  }

  private static func unknown(_ name: String) -> TemplateError {
    TemplateError(.parser, "Could not parse timezone expression \(Value.quoted(name)).")
  }

  /// Parts between slashes, of letters, digits, '_', '+' and '-'.
  private static func isName(_ name: String) -> Bool {
    name.split(separator: "/", omittingEmptySubsequences: false).allSatisfy { part in
      !part.isEmpty
        && part.unicodeScalars.allSatisfy { scalar in
          scalar.isASCII && (scalar.isAlphanumeric || ["_", "+", "-"].contains(scalar))
        }
    }
  }

  /// The size of a file behind links; `nil` if there is no file.
  private static func size(of path: String) -> Int? {
    let target = URL(filePath: path).resolvingSymlinksInPath().path
    let attributes = try? FileManager.default.attributesOfItem(atPath: target)
    guard attributes?[.type] as? FileAttributeType == .typeRegular else { return nil }
    return (attributes?[.size] as? NSNumber)?.intValue
  }
}
