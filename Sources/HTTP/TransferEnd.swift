public import Files

/// How one transfer of several ended.
public struct TransferEnd {
  /// Who took its bytes.
  public let receiver: any TransferReceiver
  /// The last answer without its bytes; `nil` if there was none.
  public let head: Response?
  /// What went wrong on the way or at the server; `nil` if the whole answer came and is no refusal.
  ///
  /// When the receiver ended the transfer, only the receiver knows why.
  public let problem: Failure?
  /// Whether the same transfer may go well a little later.
  public let isTemporary: Bool
  /// Whether the server was not even reached.
  public let isUnreachable: Bool
}
