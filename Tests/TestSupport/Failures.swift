public import Files

/// The failure a call ends with.
///
/// - Parameter body: the call.
/// - Returns: `nil` if it ended without one.
public func failure(_ body: () throws(Failure) -> Void) -> Failure? {
  do throws(Failure) {
    try body()
    return nil
  } catch {
    return error
  }
}
