public import Events

/// An event and where it comes from, for messages.
public struct NamedEvent: Sendable {
  /// The event.
  public let event: Event
  /// Name of its file.
  public let file: String
  /// Its position in the file, from 0.
  public let index: Int

  /// Names an event.
  ///
  /// - Parameters:
  ///   - event: the event.
  ///   - file: name of its file.
  ///   - index: its position in the file, from 0.
  public init(_ event: Event, file: String, index: Int) {
    self.event = event
    self.file = file
    self.index = index
  }
}
