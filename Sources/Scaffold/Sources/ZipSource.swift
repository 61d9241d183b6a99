import Files
import FoundationEssentials
import HTTP

/// Fetches and unpacks zip archives.
struct ZipSource {
  /// Where fetched archives are kept.
  let folder: String
  /// The password the environment gives.
  let password: String?
  /// How the program calls itself to servers.
  let agent: String

  /// The most bytes an archive may have.
  private static let limit = 1_000_000_000

  /// Fetches an archive anew; where the network is away, the copy of an earlier time will do.
  ///
  /// - Parameters:
  ///   - url: an `http` or `https` URL.
  ///   - prompter: is told when the copy is used.
  /// - Returns: the path of the archive.
  /// - Throws: `Failure` when it cannot be fetched.
  func fetch(_ url: String, _ prompter: any Prompter) throws(Failure) -> String {
    let path = "\(folder)/\(Self.name(of: url))"
    try FolderContents.create(folder)
    try AtomicFile.removeLeftovers(in: folder)
    do throws(Failure) {
      try HTTP(agent: agent).download(url, to: path, limit: Self.limit)
    } catch {
      guard error.status == .unavailable, Folder.kind(path) == .file else {
        throw error
      }
      prompter.say("\(error.place): \(error.what). The copy fetched earlier is used: \(path)")
    }
    return path
  }

  /// The name of a fetched archive, different for each URL: a copy never stands in for another file.
  private static func name(of url: String) -> String {
    let shown = Credentials.removed(fromAddress: url)
    let name = shown.split(separator: "/").last.map { $0.dropLast(4) } ?? ""
    var digest = SHA256Digest()
    let bytes = Array(shown.utf8)
    unsafe digest.update(bytes.span.bytes)
    return "\(name)-\(digest.finish().prefix(8)).zip"
  }

  /// Unpacks an archive into a temporary folder.
  ///
  /// - Parameters:
  ///   - path: the archive.
  ///   - shown: its path or URL for messages.
  ///   - prompter: is asked for a password, three times at most.
  /// - Returns: the temporary folder and the name of the one in it that holds the template.
  /// - Throws: `Failure` when it cannot be unpacked.
  func unpack(
    _ path: String, shown: String, _ prompter: any Prompter
  ) throws(Failure) -> (folder: String, top: String) {
    let unpacker = try ZipUnpacker(path, shown: shown)
    if unpacker.isLocked { try unlock(unpacker, shown, prompter) }
    let folder = try TemporaryPlace.make(for: "template")
    do throws(Failure) {
      try unpacker.unpack(into: folder)
    } catch {
      Folder.remove(folder)
      throw error
    }
    return (folder, unpacker.top)
  }

  private func unlock(
    _ unpacker: ZipUnpacker, _ shown: String, _ prompter: any Prompter
  ) throws(Failure) {
    if let password {
      guard try unpacker.unlock(password) else { throw ZipUnpacker.wrongPassword(shown) }
      return
    }
    for _ in 1...3 {
      guard let password = try prompter.password("Repo password") else {
        throw Failure(
          "Unable to unlock password protected repository", at: shown,
          remedy: "Set COOKIECUTTER_REPO_PASSWORD", status: .noPermission)
      }
      if try unpacker.unlock(password) { return }
    }
    throw ZipUnpacker.wrongPassword(shown)
  }
}
