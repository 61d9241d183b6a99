public import Catalog

/// What `fetch` is going to do, before it does it.
public struct FetchPlan: Sendable {
  /// The chosen files in natural order.
  public let files: [RecordFile]
  /// Names of those that are there and right.
  public let present: Set<String>
  /// What a user should know before using the data, one sentence each.
  public let warnings: [String]
  /// How messages call the record.
  public let record: String
  /// Where files and lock lie.
  public let dataset: Dataset
  /// The lock of the record, with the files that are known here or where they are taken from.
  let lock: DatasetLock
  /// Patterns that choose none but these files.
  let patterns: [String]

  /// The folder of the files.
  public var folder: String { dataset.folder }

  /// Where a file lies.
  ///
  /// - Parameter file: one of the files.
  /// - Returns: its path.
  public func path(of file: RecordFile) -> String { dataset.path(of: file.name) }

  /// The files that are not there.
  public var wanted: [RecordFile] { files.filter { !present.contains($0.name) } }

  /// Bytes of the files that are not there; `nil` if the record does not say.
  public var size: Int? {
    let sizes = wanted.map(\.size)
    return sizes.contains(nil) ? nil : sizes.reduce(0) { $0 + ($1 ?? 0) }
  }
}
