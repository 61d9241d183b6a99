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
    try ReplacedFolder.write(path) { staging throws(Failure) in
      for file in all {
        let place = "\(staging)/\(file.path)"
        if let slash = place.lastIndex(of: "/") {
          try FolderContents.create(String(place[..<slash]))
        }
        try file.write(to: place)
      }
    }
    return false
  }

  /// Looks whether the folder holds what its list of digests names, and nothing else.
  ///
  /// - Parameter digest: SHA-256 that the list must have.
  /// - Returns: the number of files with the list; `nil` if a file or the list is another one.
  /// - Throws: `Failure` when a file cannot be read.
  public func count(ifListed digest: String) throws(Failure) -> Int? {
    guard FolderContents.isFolderItself(path) else { return nil }
    var present = try digests()
    guard present.removeValue(forKey: Self.checksums) == digest,
      present == (try Self.listed(in: "\(path)/\(Self.checksums)"))
    else { return nil }
    return present.count + 1
  }

  /// SHA-256 of the list of digests.
  ///
  /// - Returns: hexadecimal digits.
  /// - Throws: `Failure` when there is no list.
  public func listDigest() throws(Failure) -> String {
    try SHA256Digest.ofFile("\(path)/\(Self.checksums)")
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
  ///
  /// - Parameter folder: an existing folder.
  /// - Returns: paths within the folder.
  /// - Throws: `Failure` when a folder cannot be read.
  public static func files(in folder: String) throws(Failure) -> [String] {
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
}
