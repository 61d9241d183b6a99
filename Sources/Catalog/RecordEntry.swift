import Files

/// A file as a repository lists it, of which nothing is believed before it is looked at.
struct RecordEntry {
  let name: String
  let size: JSONNode
  let checksum: JSONNode

  /// A petabyte: no file of a repository is larger.
  private static let largest = 1 << 50
  /// An exabyte, for all files of a record.
  private static let largestTotal = 1 << 60

  /// The file.
  ///
  /// - Parameters:
  ///   - page: the record's page, for messages.
  ///   - addresses: where it is fetched from, by its name within a URL.
  /// - Returns: the file.
  /// - Throws: `Failure` with status `badData` when it cannot be a file.
  func file(
    _ page: String, _ addresses: (String) -> [String]
  ) throws(Failure) -> RecordFile {
    if let problem = Self.problem(withName: name) {
      throw Self.refused("the name of a file, \(name.quoted), \(problem)", page)
    }
    return RecordFile(
      name: name, size: try bytes(page), checksum: try digest(page),
      addresses: addresses(PathText.encoded(name)))
  }

  private func bytes(_ page: String) throws(Failure) -> Int? {
    guard size.exists else { return nil }
    guard let bytes = size.text.flatMap({ Int($0) }), (0...Self.largest).contains(bytes) else {
      throw Self.refused("the size of the file \(name.quoted) is not possible", page)
    }
    return bytes
  }

  private func digest(_ page: String) throws(Failure) -> RecordFile.Checksum? {
    guard checksum.exists else { return nil }
    let text = checksum.text ?? ""
    let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
    // Records of the older Zenodo had md5 digits alone.
    let (kind, digits) = parts.count == 2 ? (parts[0].lowercased(), parts[1]) : ("md5", text)
    guard let algorithm = RecordFile.Checksum.Algorithm(rawValue: kind) else { return nil }
    let isComplete =
      switch algorithm {
      case .md5: digits.utf8.count == 32
      case .sha256: digits.utf8.count == 64
      // Some writers leave out zeros at the beginning.
      case .adler32: (1...8).contains(digits.utf8.count)
      }
    guard isComplete, digits.utf8.allSatisfy({ $0 < 128 }), digits.allSatisfy(\.isHexDigit) else {
      throw Self.refused("the checksum of the file \(name.quoted) is not possible", page)
    }
    let zeros = algorithm == .adler32 ? 8 - digits.utf8.count : 0
    return RecordFile.Checksum(algorithm, String(repeating: "0", count: zeros) + digits)
  }

  /// Why a name must not become a path in the user's folder; `nil` if it may.
  private static func problem(withName name: String) -> String? {
    if name.isEmpty { return "is empty" }
    if name.hasPrefix("/") { return "begins with '/'" }
    if name.contains("\\") { return "has a backslash in it" }
    if name.unicodeScalars.contains(where: {
      [.control, .lineSeparator, .paragraphSeparator].contains($0.properties.generalCategory)
    }) {
      return "has a control character in it"
    }
    for part in name.split(separator: "/", omittingEmptySubsequences: false) {
      if part.isEmpty { return "has an empty part" }
      if part == "." || part == ".." { return "leads to another folder" }
      if part.utf8.count > 255 { return "is too long" }
    }
    return nil
  }

  /// Files by name, which must differ even where large and small letters are the same.
  static func checked(_ files: [RecordFile], _ page: String) throws(Failure) -> [RecordFile] {
    let files = files.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    var names: [String: String] = [:]
    for file in files {
      if let other = names.updateValue(file.name, forKey: file.name.lowercased()) {
        throw refused(
          "the names of two files, \(other.quoted) and \(file.name.quoted), would be the same "
            + "on some disks", page)
      }
    }
    // Each size is small enough, but there may be many.
    let total = files.reduce((sum: 0, isTooLarge: false)) { total, file in
      let (sum, isTooLarge) = total.sum.addingReportingOverflow(file.size ?? 0)
      return (sum, total.isTooLarge || isTooLarge || sum > largestTotal)
    }
    guard !total.isTooLarge else {
      throw refused("the sizes of all files are not possible", page)
    }
    for file in files {
      for slash in file.name.indices where file.name[slash] == "/" {
        guard let other = names[file.name[..<slash].lowercased()] else { continue }
        throw refused("the name \(other.quoted) is both a file and a folder", page)
      }
    }
    return files
  }

  private static func refused(_ what: String, _ page: String) -> Failure {
    Failure(
      what, at: page, remedy: "Fetch the files in a browser, and tell the owner of the record",
      status: .badData)
  }
}
