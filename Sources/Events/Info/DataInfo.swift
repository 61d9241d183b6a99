public import Files
import FoundationEssentials

/// What files of events hold, in numbers: for a first look at data and for comparing two samples.
public struct DataInfo: Sendable, Equatable, Codable {
  /// Version of this structure in JSON.
  public private(set) var schema = 1
  /// The files, in natural order.
  public let files: [File]
  /// Number of events.
  public let events: Int
  /// Number of elements of all events.
  public let elements: Int
  /// Number of clusters among them.
  public let clusters: Int
  /// Number of tracks among them.
  public let tracks: Int
  /// Elements by kind and class in the generator truth: `truth["cluster"]["photon"]`.
  public let truth: [String: [String: Int]]
  /// Elements by kind and class in the rule-based particle flow.
  public let ruleBased: [String: [String: Int]]
  /// Smallest, largest and mean value of each column by kind of element.
  public let columns: [ColumnRange]

  /// A file and how it is written.
  public struct File: Sendable, Equatable, Codable {
    /// File name.
    public let name: String
    /// "pickle" or "store".
    public let form: String
    /// Number of events.
    public let events: Int
    /// Number of elements.
    public let elements: Int
    /// The pickle itself, or the one a store was made from.
    public let source: EventSource
  }

  /// The range of a column over the elements of one kind.
  public struct ColumnRange: Sendable, Equatable, Codable {
    /// "X", "ygen" or "ycand".
    public let table: String
    /// "cluster" or "track".
    public let element: String
    /// Index of the column.
    public let column: Int
    /// Name of the column for this kind of element.
    public let name: String
    /// Unit, empty where there is none.
    public let unit: String
    /// Number of elements; for `ygen` and `ycand` of those with a particle.
    public let count: Int
    /// Smallest value; 0 if there are no elements.
    public let min: Float
    /// Largest value; 0 if there are no elements.
    public let max: Float
    /// Mean value; 0 if there are no elements.
    public let mean: Double
  }

  /// Looks at a file of events, an event store, or all of them in a folder.
  ///
  /// In a folder that has both a source file and its store, the store is used if it is up to date.
  /// - Parameters:
  ///   - path: a `.pkl.bz2`, `.pkl` or `.safetensors` file, or a folder of them.
  ///   - progress: is told the number of finished files.
  /// - Throws: `Failure` when there are no such files or one of them is damaged.
  public init(of path: String, progress: any Progress = SilentProgress()) throws(Failure) {
    let paths = FolderContents.isFolder(path) ? try Self.files(in: path) : [path]
    var files: [File] = []
    var tally = DataTally()
    for path in paths {
      let name = FileName.last(path)
      progress.report(files.count, of: paths.count, note: name)
      let before = tally.elements
      let form: String
      let events: Int
      let source: EventSource
      if name.hasSuffix(FileName.storeEnding) {
        let store = try EventStore(path)
        for event in store { tally.add(event) }
        (form, events, source) = ("store", store.count, store.source)
      } else {
        let file = try DelphesFile.read(
          path, threads: ProcessInfo.processInfo.activeProcessorCount)
        for event in file.events { tally.add(event) }
        (form, events, source) = ("pickle", file.events.count, EventSource(file))
      }
      files.append(
        File(
          name: name, form: form, events: events, elements: tally.elements - before,
          source: source))
    }
    progress.report(files.count, of: paths.count, note: "")
    self.files = files
    events = files.reduce(0) { $0 + $1.events }
    elements = tally.elements
    clusters = tally.count(.cluster)
    tracks = tally.count(.track)
    truth = tally.classes(inTable: 1)
    ruleBased = tally.classes(inTable: 2)
    columns = tally.ranges()
  }

  private static func files(in folder: String) throws(Failure) -> [String] {
    let names = try FolderContents.names(folder)
    var chosen: [String] = []
    let sources = names.filter { name in FileName.sourceEndings.contains { name.hasSuffix($0) } }
    let stores = Set(names.filter { $0.hasSuffix(FileName.storeEnding) })
    var replaced = Set<String>()
    for source in sources {
      let store = EventStore.name(for: source)
      guard stores.contains(store) else {
        chosen.append(source)
        continue
      }
      replaced.insert(store)
      let isFresh = EventStore.isUpToDate(
        store: FileName.join(folder, store), source: FileName.join(folder, source))
      chosen.append(isFresh ? store : source)
    }
    chosen += stores.subtracting(replaced)
    guard !chosen.isEmpty else {
      throw Failure(
        "the folder has no files of events", at: folder,
        remedy: "Name a folder with .pkl.bz2, .pkl or .safetensors files", status: .missingInput)
    }
    return NaturalOrder.sorted(Set(chosen)).map { FileName.join(folder, $0) }
  }
}
