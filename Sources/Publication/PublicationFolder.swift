import FoundationEssentials
public import Files

/// The folder `publication` of an experiment, which appears whole or is replaced whole.
public struct PublicationFolder: Sendable {
  /// Name of the list of digests, in the form that `sha256sum --check` reads.
  public static let checksums = "checksums.sha256"

  /// Its path.
  public let path: String

  /// Names the folder, which need not be there.
  public init(_ path: String) { self.path = path }

  /// Writes the files, unless they are there already.
  ///
  /// What else lies in the folder is never removed: it is refused. A file that was changed since it was
  /// written is replaced only with `force`.
  /// - Parameters:
  ///   - files: all files.
  ///   - force: whether to write them even so.
  /// - Returns: whether they were there already.
  /// - Throws: `Failure` when a file of the user is in the way, or from the file system; then the folder
  ///   is as it was.
  public func write(_ files: [PublicationFile], force: Bool) throws(Failure) -> Bool {
    let all = files + [Self.checksums(of: files)]
    let wanted = Dictionary(all.map { ($0.path, $0.sha256) }) { first, _ in first }
    precondition(wanted.count == all.count, "two files of one name")
    let present = try digests()
    if present == wanted, !force { return true }
    try refuseForeign(present, wanted, force: force)
    let parent = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
    try removeLeftovers(in: parent)
    let staging = "\(path).\(UInt32.random(in: .min ... .max)).part"
    do throws(Failure) {
      try stage(all, in: staging)
      if let old = try ReplacedFolder.place(staging, at: path) { try Self.remove(old) }
    } catch {
      try? Self.remove(staging)
      var failure = error
      // What it is called until it is whole is nothing to the user.
      failure.place = failure.place.replacing(staging, with: path)
      throw failure
    }
    return false
  }

  /// What stands for the digest of a link, a pipe or a device, which is not read.
  private static let notAFile = ""

  /// The digests of all files in the folder by path; empty if there is no folder.
  private func digests() throws(Failure) -> [String: String] {
    guard FolderContents.isTaken(path) else { return [:] }
    guard FolderContents.isFolderItself(path) else {
      throw Failure(
        "the folder of the publication is to be here, and this is a file or a link", at: path,
        remedy: "Move it to another place", status: .cannotCreate)
    }
    var found: [String: String] = [:]
    for name in try Self.files(in: path) {
      let place = "\(path)/\(name)"
      found[name] =
        FolderContents.isFileItself(place) ? try SHA256Digest.ofFile(place) : Self.notAFile
    }
    return found
  }

  /// Paths of all files in a folder and those below it; links are not followed.
  static func files(in folder: String) throws(Failure) -> [String] {
    var found: [String] = []
    for name in try FolderContents.names(folder).sorted() {
      let place = "\(folder)/\(name)"
      if FolderContents.isFolderItself(place) {
        found += try files(in: place).map { "\(name)/\($0)" }
      } else {
        found.append(name)
      }
    }
    return found
  }

  /// What was written is known by the list of digests, or is what would be written now.
  private func refuseForeign(
    _ present: [String: String], _ wanted: [String: String], force: Bool
  ) throws(Failure) {
    let written = try Self.listed(in: "\(path)/\(Self.checksums)")
    for (name, digest) in present.sorted(by: { $0.key < $1.key }) where name != Self.checksums {
      let known = [written[name], wanted[name]].compactMap(\.self)
      guard !known.isEmpty else {
        throw Failure(
          "the folder holds a file that 'fairmlpf package' did not write, \(name.quoted)", at: path,
          remedy: "Move it to another place, since the folder is replaced as a whole",
          status: .cannotCreate)
      }
      guard known.contains(digest) || force else {
        throw Failure(
          "the file was changed after it was written", at: "\(path)/\(name)",
          remedy: "Change CITATION.cff, experiment.yaml or the results that it is made of, "
            + "or add --force to lose the change",
          status: .cannotCreate)
      }
    }
  }

  /// The digests that a list names, by path; empty if there is no such list.
  public static func listed(in list: String) throws(Failure) -> [String: String] {
    guard FileStamp(list) != nil else { return [:] }
    let text = try MappedFile(list).withBytes { bytes in
      unsafe bytes.withUnsafeBytes { unsafe String(decoding: $0, as: UTF8.self) }
    }
    var found: [String: String] = [:]
    for line in text.split(separator: "\n") {
      let parts = line.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2 else { continue }
      found[String(parts[1].dropFirst())] = String(parts[0])
    }
    return found
  }

  private static func checksums(of files: [PublicationFile]) -> PublicationFile {
    let lines = files.sorted { $0.path < $1.path }.map { "\($0.sha256)  \($0.path)\n" }
    return PublicationFile(
      checksums, .metadata, "text/plain", "SHA-256 of every other file", text: lines.joined())
  }

  private func stage(_ files: [PublicationFile], in staging: String) throws(Failure) {
    try FolderContents.create(staging)
    for file in files {
      let place = "\(staging)/\(file.path)"
      if let slash = place.lastIndex(of: "/") { try FolderContents.create(String(place[..<slash])) }
      try file.write(to: place)
    }
    try StagedFile.flush(staging)
  }

  /// Removes what an interrupted run left.
  private func removeLeftovers(in parent: String) throws(Failure) {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    for other in try FolderContents.names(parent) {
      let parts = other.dropFirst(name.count).split(
        separator: ".", omittingEmptySubsequences: false)
      guard other.hasPrefix("\(name)."), parts.count >= 3, UInt32(parts[1]) != nil,
        parts[2] == "part"
      else { continue }
      try Self.remove("\(parent)/\(other)")
    }
  }

  private static func remove(_ folder: String) throws(Failure) {
    do {
      guard FolderContents.isFolder(folder) else { return }
      try FileManager.default.removeItem(atPath: folder)
    } catch {
      throw Failure(
        "the folder cannot be removed", at: folder, remedy: "Remove it yourself",
        status: .noPermission, cause: "\(error)")
    }
  }
}
