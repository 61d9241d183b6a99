public import Files

/// The particles found in the events of one file: what `fairmlpf predict` writes.
///
/// Row i of an event speaks of its element i, as in `ygen` and `ycand`; an element without a particle
/// has the class none, and its other numbers mean nothing.
public struct ParticleFile: Sendable {
  /// The forms a file can have.
  public enum Format: String, Sendable, CaseIterable {
    /// All events one after the other, and where each begins, for NumPy and PyTorch.
    case safetensors
    /// A line for each element.
    case csv
  }

  /// The particles of each event, in the order of the source.
  public let events: [Particles]
  /// Texts for the metadata of safetensors, such as what the events and the model were.
  public let notes: [String: String]

  static let format = "fairmlpf-particles"
  static let version = "1"

  /// Joins the particles of all events of a file.
  ///
  /// - Parameters:
  ///   - events: the particles of each event.
  ///   - source: the file the events are from.
  ///   - notes: further texts for the metadata.
  public init(_ events: [Particles], of source: EventSource, notes: [String: String] = [:]) {
    self.events = events
    self.notes = notes.merging(["source": source.name, "source_sha256": source.sha256]) { $1 }
  }

  /// Names of the files for the particles of some sources.
  ///
  /// - Parameters:
  ///   - sources: paths of files of events.
  ///   - format: the form of the files.
  ///   - folder: where they go.
  /// - Returns: `a.particles.csv` for `a.pkl.bz2`, in the folder.
  /// - Throws: `Failure` when two sources would have the same one.
  public static func paths(
    for sources: [String], _ format: Format, in folder: String
  ) throws(Failure) -> [String] {
    let paths = sources.map {
      FileName.join(folder, FileName.stem(FileName.last($0)) + ".particles." + format.rawValue)
    }
    try FileName.checkDistinct(paths, of: sources, "file of particles")
    return paths
  }

  /// Writes the file, whole or not at all.
  ///
  /// - Parameters:
  ///   - format: its form.
  ///   - path: the file; its folder must exist.
  /// - Throws: `Failure` when it cannot be written.
  public func write(_ format: Format, to path: String) throws(Failure) {
    switch format {
    case .safetensors: try writeTensors(to: path)
    case .csv: try writeTable(to: path)
    }
  }

  private func writeTensors(to path: String) throws(Failure) {
    var offsets: [Int64] = [0]
    for event in events { offsets.append((offsets.last ?? 0) + Int64(event.count)) }
    var metadata = Columns.descriptions
    metadata["columns_cluster"] = nil
    metadata["columns_track"] = nil
    metadata["units"] = "pT, E: GeV; charge: e; all others: none"
    metadata["format"] = Self.format
    metadata["version"] = Self.version
    metadata["events"] = String(events.count)
    var writer = SafeTensorsWriter(metadata: metadata.merging(notes) { ours, _ in ours })
    writer.add("offsets", shape: [offsets.count], offsets)
    let shape = [Int(offsets.last ?? 0), Columns.targets]
    writer.add("particles", .float32, shape: shape) { file throws(Failure) in
      for event in events {
        let numbers = event.rows
        try unsafe file.append(numbers.span.bytes)
      }
    }
    try writer.write(to: path)
  }

  private func writeTable(to path: String) throws(Failure) {
    let header =
      ["event", "element", "class"]
      + zip(Columns.target, Columns.targetUnits).map {
        $0.replacing(" ", with: "_") + ($1.isEmpty || $1 == "e" ? "" : "_\($1)")
      }
    try AtomicFile.write(to: path) { file throws(Failure) in
      try unsafe file.append((header.joined(separator: ",") + "\n").utf8Span.span.bytes)
      for (event, particles) in events.enumerated() {
        var lines = ""
        for element in 0..<particles.count {
          let numbers = particles.row(element).dropFirst().map { $0.isFinite ? "\($0)" : "" }
          let pid = particles.pid[element]
          lines += "\(event),\(element),\(pid.name),\(pid.rawValue),"
          lines += numbers.joined(separator: ",") + "\n"
        }
        try unsafe file.append(lines.utf8Span.span.bytes)
      }
    }
  }
}

extension Particles {
  /// A particle's numbers in the order of the target columns.
  fileprivate func row(_ element: Int) -> [Float] {
    [
      Float(pid[element].rawValue), charge[element], pT[element], eta[element], sinPhi[element],
      cosPhi[element], energy[element],
    ]
  }

  /// The numbers of all particles, row by row.
  fileprivate var rows: [Float] { (0..<count).flatMap { row($0) } }
}
