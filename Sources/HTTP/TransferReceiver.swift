/// Who takes what a transfer brings.
public protocol TransferReceiver: AnyObject {
  /// Takes the head of the last answer, after all redirects and before its first byte.
  ///
  /// - Parameter head: the answer without its bytes.
  /// - Returns: `false` to end the transfer.
  func begin(_ head: Response) -> Bool
  /// Takes the bytes that come next.
  ///
  /// - Parameter piece: the bytes; they are gone when this returns.
  /// - Returns: `false` to end the transfer.
  func receive(_ piece: RawSpan) -> Bool
}
