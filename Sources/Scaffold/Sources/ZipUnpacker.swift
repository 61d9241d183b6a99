import Files
import FoundationEssentials

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Unpacks a template's zip archive into a new folder, or refuses it.
///
/// Nothing an archive says is trusted: its entries stay in the folder, are no more than `Limits`
/// allows, and links come last, so that no file is written through one.
struct ZipUnpacker {
  /// How large an archive may be.
  struct Limits {
    var entries = 100_000
    /// All files together, in bytes.
    var size = 2_000_000_000
    /// Unpacked to packed size; looked at from `ratioFrom` bytes on.
    var ratio = 1000
    var ratioFrom = 100_000_000
  }

  let archive: ZipArchive
  let limits: Limits
  private let packedSize: Int
  private let paths: [String]
  private let shown: String

  /// Opens an archive and checks what it says of its entries.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - shown: the path or URL for messages.
  ///   - limits: how large it may be.
  /// - Throws: `Failure` when it is no archive, too large, or holds a path that leads out.
  init(_ path: String, shown: String, limits: Limits = Limits()) throws(Failure) {
    let archive = try ZipArchive(path, shown: shown, limit: limits.entries)
    self.archive = archive
    self.limits = limits
    self.shown = shown
    var status = stat()
    packedSize = unsafe stat(path, &status) == 0 ? Int(status.st_size) : 0
    guard let first = archive.entries.first else {
      throw Failure(
        "Zip repository \(shown) is empty", remedy: "Fetch or pack it again", status: .badData)
    }
    guard first.name.hasSuffix("/") else {
      throw Failure(
        "Zip repository \(shown) does not include a top-level directory",
        remedy: "Pack the template's folder, not its content", status: .badData)
    }
    var known = Set<String>()
    paths = try archive.entries.map { entry throws(Failure) in
      let path = try Self.path(entry, shown)
      guard known.insert(path).inserted else {
        throw Self.refused("the name stands twice", entry.name, shown)
      }
      return path
    }
    // Saturates: what an archive says of its size may be any number.
    try check(
      size: archive.entries.reduce(0) { sum, entry in
        let (total, isTooLarge) = sum.addingReportingOverflow(Int(clamping: entry.size))
        return isTooLarge ? Int.max : total
      })
  }

  /// The name of the folder that comes first, which holds the template.
  var top: String { paths[0] }

  /// Whether a password is needed.
  var isLocked: Bool { archive.entries.contains(where: \.isLocked) }

  /// Tries a password.
  ///
  /// - Returns: `false` if it is wrong.
  func unlock(_ password: String) throws(Failure) -> Bool {
    archive.unlock(password)
    guard let entry = archive.entries.filter(\.isLocked).min(by: { $0.size < $1.size }) else {
      return true
    }
    do throws(Failure) {
      var size = 0
      return try archive.read(entry) { piece throws(Failure) in
        size += piece.byteCount
        try check(size: size)
      }
    } catch {
      // The old way of locking notices one wrong password in 256 only when the bytes make no sense.
      return false
    }
  }

  /// Writes everything below an existing, empty folder.
  func unpack(into folder: String) throws(Failure) {
    var size = 0
    var links: [(path: String, entry: ZipArchive.Entry)] = []
    for (entry, path) in zip(archive.entries, paths) {
      let target = "\(folder)/\(path)"
      switch entry.kind {
      case .folder: try FolderContents.create(target)
      case .file:
        try FolderContents.create(Folder.parent(target))
        try write(entry, to: target, size: &size)
      case .link: links.append((path, entry))
      case .other: throw Self.refused("it is neither file, folder nor link", entry.name, shown)
      }
    }
    try makeLinks(links, in: folder)
  }

  private func write(
    _ entry: ZipArchive.Entry, to path: String, size: inout Int
  ) throws(Failure) {
    let mode = entry.mode == 0 ? 0o644 : entry.mode | 0o600
    let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode_t(mode))
    guard descriptor >= 0 else { throw Failure.system(errno, "create", path) }
    defer { close(descriptor) }
    let isRead = try archive.read(entry) { piece throws(Failure) in
      size += piece.byteCount
      try check(size: size)
      var rest = piece
      while !rest.isEmpty {
        let written = unsafe rest.withUnsafeBytes {
          unsafe systemWrite(descriptor, $0.baseAddress, $0.count)
        }
        if written < 0, errno == EINTR { continue }
        guard written >= 0 else { throw Failure.system(errno, "write", path) }
        rest = rest.extracting(droppingFirst: written)
      }
    }
    guard isRead else { throw Self.wrongPassword(shown) }
  }

  private func makeLinks(
    _ links: [(path: String, entry: ZipArchive.Entry)], in folder: String
  ) throws(Failure) {
    for link in links {
      var bytes: [UInt8] = []
      let isRead = try archive.read(link.entry) { piece throws(Failure) in
        guard bytes.count + piece.byteCount <= Int(PATH_MAX) else {
          throw Self.refused("the link's target is too long", link.entry.name, shown)
        }
        for index in 0..<piece.byteCount {
          bytes.append(unsafe piece.unsafeLoad(fromByteOffset: index, as: UInt8.self))
        }
      }
      guard isRead else { throw Self.wrongPassword(shown) }
      guard let target = String(validating: bytes, as: UTF8.self), !target.isEmpty,
        !bytes.contains(0), Self.staysInside(target, from: link.path)
      else { throw Self.refused("the link points out of the archive", link.entry.name, shown) }
      try FolderContents.create(Folder.parent("\(folder)/\(link.path)"))
      let path = "\(folder)/\(link.path)"
      guard unsafe symlink(target, path) == 0 else { throw Failure.system(errno, "create", path) }
    }
    // Links through links can lead further than their texts say.
    for link in links where !Self.leadsInside("\(folder)/\(link.path)", folder) {
      throw Self.refused("the link points out of the archive", link.entry.name, shown)
    }
  }

  private func check(size: Int) throws(Failure) {
    guard size <= limits.size else {
      throw Failure(
        "Zip repository \(shown) would unpack to more than \(limits.size) bytes",
        remedy: "Check where it comes from", status: .badData)
    }
    guard size <= limits.ratioFrom || size / limits.ratio < max(packedSize, 1) else {
      throw Failure(
        "Zip repository \(shown) would unpack to more than \(limits.ratio) times its size",
        remedy: "Check where it comes from", status: .badData)
    }
  }

  /// The path of an entry, without a slash at its end.
  private static func path(_ entry: ZipArchive.Entry, _ shown: String) throws(Failure) -> String {
    let path = entry.name.hasSuffix("/") ? String(entry.name.dropLast()) : entry.name
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    guard !path.contains("\\"), parts.allSatisfy({ !["", ".", ".."].contains($0) }) else {
      throw refused("the path is not one within the archive", entry.name, shown)
    }
    return path
  }

  /// Whether a link's target, taken as text, stays below the first folder of the link's path.
  private static func staysInside(_ target: String, from path: String) -> Bool {
    guard !target.hasPrefix("/") else { return false }
    var depth = path.split(separator: "/").count - 2
    for part in target.split(separator: "/") where part != "." {
      depth += part == ".." ? -1 : 1
      if depth < 0 { return false }
    }
    return true
  }

  /// Whether a link leads to something in a folder, or to nothing at all.
  private static func leadsInside(_ path: String, _ folder: String) -> Bool {
    let root = Folder.resolved(folder)
    let place = Folder.resolved(path)
    return place == root || place.hasPrefix(root + "/")
      || !FileManager.default.fileExists(atPath: path)
  }

  private static func refused(_ why: String, _ entry: String, _ shown: String) -> Failure {
    Failure(
      "Zip repository \(shown) holds an entry that is not unpacked (\(why))", at: entry,
      remedy: "Check where it comes from", status: .badData)
  }

  static func wrongPassword(_ shown: String) -> Failure {
    Failure(
      "Invalid password provided for protected repository", at: shown,
      remedy: "Check the password", status: .noPermission)
  }
}

/// The system's call; the method of the same name hides it.
private func systemWrite(_ file: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
  unsafe write(file, bytes, count)
}
