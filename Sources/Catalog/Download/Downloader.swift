public import Files
public import HTTP

/// Fetches files of a record into a folder.
///
/// A file has its name only when its bytes are all there and have the digest that the record says.
/// What a run leaves unfinished, the next one goes on with, however it ended. Several processes may
/// work in one folder: each file is fetched by one of them.
public struct Downloader: Sendable {
  /// How the program calls itself.
  public let http: HTTP
  /// The most files at a time.
  public var connections = 4
  /// How often and when a transfer is tried again.
  public var policy = RetryPolicy()
  /// After how many seconds with hardly a byte a transfer has stalled.
  public var stallSeconds = 60
  /// The clock.
  public var time: any Timekeeper = SystemTimekeeper()
  /// The user's tokens; each is sent to its own server only.
  public var tokens: [AccessToken] = []
  /// The bytes that can still be written to the disk of a folder, where known.
  public var freeSpace: @Sendable (_ folder: String) -> Int? = { FreeSpace.of($0) }
  /// A folder that may have the files as well, such as on a disk that was brought along.
  public var mirror: String?
  /// Whether the network is left alone.
  public var isOffline = false

  /// Creates it.
  ///
  /// - Parameter http: how the program calls itself.
  public init(_ http: HTTP) { self.http = http }

  /// What became of the files.
  public struct Result: Sendable {
    /// The files that are there, in the order they were asked for.
    public var files: [FetchedFile] = []
    /// Why others are not, by their names, in the order they were asked for.
    public var failures: [(name: String, failure: Failure)] = []
    /// Whether the user stopped it, or the disk did; then files are missing without a failure.
    public var end: Failure?
  }

  /// Fetches files; one that is there and right is left alone.
  ///
  /// - Parameters:
  ///   - files: the files.
  ///   - folder: where they go; created if it does not exist.
  ///   - progress: told of bytes.
  ///   - shouldStop: asked several times a second whether the user wants to stop.
  /// - Returns: what became of each file.
  /// - Throws: `Failure` when not even one can be begun: a name leads out of the folder, the disk has no
  ///   room, libcurl is missing.
  public func fetch(
    _ files: [RecordFile], into folder: String, progress: any Progress = SilentProgress(),
    shouldStop: () -> Bool = { false }
  ) throws(Failure) -> Result {
    var places: [FilePlaces] = []
    for file in files { places.append(try FilePlaces(file.name, in: folder)) }
    try FilePlaces.check(places)
    try FolderContents.create(folder)
    for place in Set(places.map(\.folder)) { try AtomicFile.removeLeftovers(in: place) }
    try checkRoom(files, places, folder)
    let run = try DownloadRun(self, Array(zip(files, places)), progress)
    return run.result(shouldStop)
  }

  /// Refuses before the first byte what would fill the disk.
  private func checkRoom(
    _ files: [RecordFile], _ places: [FilePlaces], _ folder: String
  ) throws(Failure) {
    guard let free = freeSpace(folder) else { return }
    var needed = 0
    for (file, place) in zip(files, places) {
      guard let size = file.size, FileStamp(place.final)?.size != size else { continue }
      needed += max(0, size - (FileStamp(place.part)?.size ?? 0))
    }
    guard needed > free else { return }
    throw Failure(
      "\(ByteText.of(needed)) are still to be fetched, and the disk has room for "
        + ByteText.of(free),
      at: folder, remedy: "Free some space, or choose fewer files with --files or --limit",
      status: .inputOutput)
  }
}
