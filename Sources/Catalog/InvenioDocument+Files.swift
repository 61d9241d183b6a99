import Files

extension InvenioDocument {
  /// Whether the record says that it has files but does not list them.
  var needsFileList: Bool {
    let files = recordedFiles
    return !files["entries"].exists && files.items.isEmpty && (count ?? 0) > 0
  }

  /// The files, by name.
  ///
  /// - Parameter server: the beginning of the addresses they are fetched from.
  /// - Returns: all files of the record.
  /// - Throws: `Failure` when one of them cannot be what it says, or some are missing.
  func files(server: String) throws(Failure) -> [RecordFile] {
    let source = fileList ?? recordedFiles
    // The older form is a list; the newer an object by name, or in a list of its own a list.
    var entries: [(key: String?, node: JSONNode)] = (source.items + source["entries"].items)
      .map { (nil, $0) }
    entries += source["entries"].members.map { ($0.key, $0.value) }
    var files: [RecordFile] = []
    for (key, node) in entries {
      let name = node["key"].text ?? key ?? node["filename"].text
      let entry = RecordEntry(
        name: name ?? "", size: node["size"].exists ? node["size"] : node["filesize"],
        checksum: node["checksum"])
      files.append(
        try entry.file(page) { path in
          // Only the first can go on in the middle of a file.
          [
            "\(server)/records/\(id)/files/\(path)?download=1",
            "\(server)/api/records/\(id)/files/\(path)/content",
          ]
        })
    }
    if let count, count != files.count, !files.isEmpty {
      throw Failure(
        "the record lists \(files.count) of its \(count) files", at: page,
        remedy: "Run the command again later", status: .badData)
    }
    return try RecordEntry.checked(files, page)
  }
}
