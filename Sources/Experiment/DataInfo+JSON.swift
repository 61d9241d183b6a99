public import Events
public import Files

extension DataInfo {
  /// The description as the text of a JSON document.
  ///
  /// - Returns: indented JSON with sorted keys and a final line end.
  /// - Throws: `Failure` with status `internalError` if it cannot be written as JSON.
  public func json() throws(Failure) -> String {
    try ResultJSON.encode(self, at: "data info")
  }
}
