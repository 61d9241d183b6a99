/// What a user wants to have fetched.
public struct FetchRequest: Sendable {
  /// A DOI, address or number of a record; `nil` for that of the experiment.
  public var reference: String?
  /// Names or patterns of files; none for those of the experiment, or all of a record that was named.
  public var patterns: [String] = []
  /// The most files.
  public var limit: Int?
  /// The folder for files and lock; `nil` for those of the experiment.
  public var output: String?
  /// A folder that may have the files.
  public var from: String?
  /// Whether the network is left alone.
  public var isOffline = false
  /// The beginning of the addresses of a server that is asked instead of all others.
  public var mirror: String?
  /// Today, as 2026-01-31.
  public var day: String

  /// A request for all files of the experiment.
  ///
  /// - Parameter day: today, as 2026-01-31.
  public init(day: String) { self.day = day }
}
