/// An element of a test event.
public struct ElementPlace: Sendable, Equatable, CustomStringConvertible {
  /// The event, counted from 0 over all test files.
  public let event: Int
  /// A row of the event.
  public let element: Int

  /// Names an element.
  ///
  /// - Parameters:
  ///   - event: the event, counted from 0 over all test files.
  ///   - element: a row of the event.
  public init(event: Int, element: Int) {
    self.event = event
    self.element = element
  }

  /// "3:120", event and element.
  public var description: String { "\(event):\(element)" }
}
