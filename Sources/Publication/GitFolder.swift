import Files
import FoundationEssentials

/// What the repository of an experiment says of itself, read from its files.
///
/// The program git is not run: the configuration of a repository may name any program for it to run.
public enum GitFolder {
  /// Reads the repository that a folder lies in.
  ///
  /// - Parameter folder: any folder.
  /// - Returns: the address of its remote and the commit that is checked out, as far as they are known.
  public static func source(of folder: String) -> Release.Source {
    guard let git = find(from: folder) else { return Release.Source() }
    // A further work tree keeps its HEAD apart from what all of them share.
    let common =
      line("\(git)/commondir").map { $0.hasPrefix("/") ? $0 : "\(git)/\($0)" } ?? git
    return Release.Source(
      address: text("\(common)/config").flatMap(remote), revision: revision(git, common))
  }

  private static func find(from folder: String) -> String? {
    var place =
      folder.hasPrefix("/") ? folder : FileManager.default.currentDirectoryPath + "/" + folder
    while !place.isEmpty {
      let git = "\(place)/.git"
      if FolderContents.isFolder(git) { return git }
      if let named = line(git), named.hasPrefix("gitdir: ") {
        let path = String(named.dropFirst("gitdir: ".count))
        return path.hasPrefix("/") ? path : "\(place)/\(path)"
      }
      place = place.lastIndex(of: "/").map { String(place[..<$0]) } ?? ""
    }
    return nil
  }

  /// The text of a small file; `nil` if there is none.
  private static func text(_ path: String) -> String? {
    guard let stamp = FileStamp(path), stamp.size < 10_000_000 else { return nil }
    return try? String(contentsOfFile: path, encoding: .utf8)
  }

  private static func line(_ path: String) -> String? {
    text(path)?.split(whereSeparator: \.isNewline).first.map(String.init)
  }

  private static func revision(_ git: String, _ common: String) -> String? {
    guard let head = line("\(git)/HEAD") else { return nil }
    guard head.hasPrefix("ref: ") else { return commit(head) }
    let name = String(head.dropFirst("ref: ".count))
    guard name.hasPrefix("refs/"), !name.split(separator: "/").contains("..") else { return nil }
    if let found = line("\(git)/\(name)") ?? line("\(common)/\(name)") { return commit(found) }
    let packed = text("\(common)/packed-refs")?.split(whereSeparator: \.isNewline) ?? []
    return packed.first { $0.hasSuffix(" \(name)") }.flatMap {
      commit(String($0.prefix { $0 != " " }))
    }
  }

  /// A text that is the name of a commit; `nil` for anything else.
  private static func commit(_ text: String) -> String? {
    [40, 64].contains(text.utf8.count) && text.allSatisfy(\.isHexDigit) ? text : nil
  }

  /// The address of the remote `origin`, or of the first one.
  private static func remote(_ configuration: String) -> String? {
    var (section, found) = ("", [(String, String)]())
    for line in configuration.split(whereSeparator: \.isNewline) {
      let line = line.drop { $0.isWhitespace }
      if line.hasPrefix("[") {
        section = String(line)
      } else if section.hasPrefix("[remote \""), line.lowercased().hasPrefix("url") {
        let value = line.drop { $0 != "=" }.dropFirst().drop { $0.isWhitespace }
        found.append((section, String(value)))
      }
    }
    let origin = found.first { $0.0.hasPrefix("[remote \"origin\"]") } ?? found.first
    return origin.flatMap { address($0.1) }
  }

  /// An address of the web without a user's name or password; `nil` for a folder of this computer.
  static func address(_ remote: String) -> String? {
    var host: Substring
    var path: Substring
    if let scheme = remote.firstRange(of: "://") {
      guard ["https", "http", "ssh", "git"].contains(remote[..<scheme.lowerBound]) else {
        return nil
      }
      let rest = remote[scheme.upperBound...]
      host = rest.prefix { $0 != "/" }
      path = rest.dropFirst(host.count)
    } else {
      // As ssh writes it: user@host:path.
      guard let colon = remote.firstIndex(of: ":"), !remote[..<colon].contains("/") else {
        return nil
      }
      host = remote[..<colon]
      path = "/" + remote[remote.index(after: colon)...]
    }
    if let user = host.lastIndex(of: "@") { host = host[host.index(after: user)...] }
    host = host.prefix { $0 != ":" }
    if path.hasSuffix(".git") { path = path.dropLast(4) }
    let isPlain = (host + path).utf8.allSatisfy { byte in
      byte > 0x20 && byte < 0x7F && !"\"<>\\^`{|}@?#".utf8.contains(byte)
    }
    // A word alone is an alias in somebody's settings of ssh.
    guard isPlain, host.contains("."), path.count > 1 else { return nil }
    return "https://\(host)\(path)"
  }
}
