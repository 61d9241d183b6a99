public import Files

extension EventStore {
  static let format = "fairmlpf-events"
  static let version = "1"

  /// The file name of the store of a source file.
  ///
  /// - Parameter source: path or name of a `.pkl.bz2` or `.pkl` file.
  /// - Returns: `a.safetensors` for `a.pkl.bz2`.
  public static func name(for source: String) -> String {
    FileName.stem(FileName.last(source)) + FileName.storeEnding
  }

  /// Writes the events of a file as a store, whole or not at all.
  ///
  /// - Parameters:
  ///   - file: the events.
  ///   - path: the store; its folder must exist.
  /// - Throws: `Failure` when it cannot be written.
  public static func write(_ file: DelphesFile, to path: String) throws(Failure) {
    var offsets: [Int64] = [0]
    for event in file.events { offsets.append((offsets.last ?? 0) + Int64(event.count)) }
    var metadata = EventSource(file).metadata
    metadata["format"] = format
    metadata["version"] = version
    metadata["events"] = String(file.events.count)
    metadata.merge(Columns.descriptions) { ours, _ in ours }

    var writer = SafeTensorsWriter(metadata: metadata)
    let total = Int(offsets.last ?? 0)
    writer.add("offsets", shape: [offsets.count], offsets)
    func add(_ name: String, _ columns: Int, _ table: @escaping (Event) -> Table) {
      writer.add(name, .float32, shape: [total, columns]) { output throws(Failure) in
        for event in file.events {
          try unsafe table(event).withUnsafeFloats { floats throws(Failure) in
            try output.append(unsafe UnsafeRawBufferPointer(floats).bytes)
          }
        }
      }
    }
    add("X", Columns.elementFeatures) { $0.elements }
    add("ygen", Columns.targets) { $0.truth }
    add("ycand", Columns.targets) { $0.ruleBased }
    try writer.write(to: path)
  }

  /// Whether a store still holds what its source file holds.
  ///
  /// Size and time of change are compared first; only if the time differs is the source read, and
  /// the store is still good if its digest is the same (a file that was copied or touched).
  /// - Parameters:
  ///   - store: path of the store; need not exist.
  ///   - source: path of the source file.
  /// - Returns: `false` also for a store that is damaged or of another version, or without source.
  public static func isUpToDate(store: String, source: String) -> Bool {
    guard let known = (try? EventStore(store))?.source, let status = try? FileStatus(source),
      known.size == status.size
    else { return false }
    if known.modified == status.modified { return true }
    guard let digest = try? SHA256Digest.ofFile(source) else { return false }
    return digest == known.sha256
  }
}
