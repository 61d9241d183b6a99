public import Files

/// A site that keeps records.
public protocol Repository: Sendable {
  /// Asks for a record.
  ///
  /// - Parameter id: its number or name within the repository.
  /// - Returns: the record with its files, if this user may have them.
  /// - Throws: `Failure` with status `missingInput` when there is no such record, `noPermission` when
  ///   this user may not see it, `badData` when what is sent is no record, and `unavailable` when the
  ///   repository cannot be asked.
  func record(_ id: String) throws(Failure) -> Record
}
