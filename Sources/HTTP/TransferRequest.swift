/// What one transfer of several asks a server for.
public struct TransferRequest: Sendable {
  /// An `http` or `https` URL.
  public var url: String
  /// Where in the file to start, in bytes; 0 for the whole file.
  public var offset = 0
  /// The `ETag` or date of the file that the first `offset` bytes are from; a server with another file
  /// then sends all of it.
  public var validator: String?
  /// The user's tokens; each is sent to its own server only, not to where that redirects.
  public var tokens: [AccessToken] = []
  /// After how many seconds with hardly a byte the transfer has stalled.
  public var stallSeconds = 60

  /// Asks for a whole file.
  ///
  /// - Parameter url: an `http` or `https` URL.
  public init(_ url: String) { self.url = url }
}
