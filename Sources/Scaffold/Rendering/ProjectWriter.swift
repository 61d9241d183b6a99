import Files
import FoundationEssentials

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Puts a rendering on the disk.
///
/// Everything is written into a folder beside the project first. A new project is that folder under
/// its final name; in a project that exists, each file is then put in its place whole.
struct ProjectWriter {
  let rendering: Rendering
  /// The project's folder.
  let target: String
  /// Whether files that exist stay as they are.
  let keepsExisting: Bool
  let isCancelled: @Sendable () -> Bool
  /// The folder to write everything into first; `nil` for the one that the project lies in, which
  /// another file system may hold if the project is there already.
  var stagingFolder: String?

  /// Writes the project.
  ///
  /// - Throws: `Failure`; then nothing of the project has been touched, unless the disk failed while
  ///   files were put in their places.
  func write() throws(Failure) {
    let isNew = Folder.kind(target) == .missing
    if !isNew { try checkPlaces() }
    let name = target.split(separator: "/").last ?? ""
    let staging =
      "\(stagingFolder ?? Folder.parent(target))/.\(name.prefix(100)).\(UInt32.random(in: .min ... .max)).part"
    do throws(Failure) {
      try stage(in: staging, isNew: isNew)
      if isNew {
        guard unsafe rename(staging, target) == 0 else {
          throw Failure.system(errno, "create", target)
        }
      } else {
        try putInPlace(from: staging)
        Folder.remove(staging)
      }
    } catch {
      Folder.remove(staging)
      throw error
    }
  }

  /// Refuses what would write outside the project, or over something of another kind.
  private func checkPlaces() throws(Failure) {
    guard Folder.kind(target) == .folder else {
      throw Failure(
        "the project's place is not a folder", at: target,
        remedy: "Choose another name or place, or remove it", status: .cannotCreate)
    }
    for path in rendering.paths {
      let place = target + "/" + path
      let kind = Folder.kind(place)
      switch (rendering[path]?.content, kind) {
      case (_, .missing), (.folder, .folder), (.bytes, .file), (.copy, .file), (.link, .link),
        (.bytes, .link), (.copy, .link), (.link, .file):
        break
      default:
        let wanted = rendering.isFolder(path) ? "folder" : "file"
        throw Failure(
          "this is in the way of a \(wanted) of the project", at: place,
          remedy: "Remove it, or choose another name or place", status: .cannotCreate)
      }
    }
  }

  private func isKept(_ path: String) -> Bool {
    keepsExisting && Folder.kind(target + "/" + path) != .missing
  }

  private func stage(in staging: String, isNew: Bool) throws(Failure) {
    try makeFolder(staging)
    for path in rendering.paths {
      if isCancelled() { throw Generator.interrupted }
      guard let entry = rendering[path], isNew || entry.content == .folder || !isKept(path) else {
        continue
      }
      try Self.write(entry, to: staging + "/" + path)
    }
    // Folders that may not be written to get their permissions once they are full.
    for path in rendering.paths.reversed() {
      guard let entry = rendering[path], entry.content == .folder,
        let permissions = entry.permissions
      else { continue }
      try Self.setPermissions(permissions, staging + "/" + path)
    }
    try StagedFile.flush(staging)
  }

  private func putInPlace(from staging: String) throws(Failure) {
    for path in rendering.paths {
      let place = target + "/" + path
      if rendering.isFolder(path) {
        try makeFolder(place)
      } else if !isKept(path) {
        guard unsafe rename(staging + "/" + path, place) == 0 else {
          throw Failure.system(errno, "create", place)
        }
      }
    }
  }

  private func makeFolder(_ path: String) throws(Failure) {
    guard unsafe mkdir(path, 0o777) == 0 || (errno == EEXIST && Folder.kind(path) == .folder) else {
      throw Failure.system(errno, "create", path)
    }
  }

  /// Writes one file, link or folder; nothing of that name may exist.
  static func write(_ entry: Rendering.Entry, to path: String) throws(Failure) {
    switch entry.content {
    case .folder:
      guard unsafe mkdir(path, 0o777) == 0 else { throw Failure.system(errno, "create", path) }
    case .link(let destination):
      guard unsafe symlink(destination, path) == 0 else {
        throw Failure.system(errno, "create", path)
      }
    case .bytes, .copy:
      guard let data = try entry.data() else { return }
      try StagedFile.create(path, data, permissions: UInt32(entry.permissions ?? 0o644))
    }
  }

  private static func setPermissions(_ permissions: mode_t, _ path: String) throws(Failure) {
    guard unsafe chmod(path, permissions) == 0 else {
      throw Failure.system(errno, "set the permissions", path)
    }
  }
}
