/// How long the network took for one event, or on average for events of one size.
public struct InferenceTime: Codable, Sendable, Equatable {
  /// Number of elements in the event.
  public var elements: Int
  /// Time in milliseconds.
  @OrNull public var milliseconds: Double?

  /// Notes a time.
  ///
  /// - Parameters:
  ///   - elements: number of elements in the event.
  ///   - milliseconds: the time.
  public init(elements: Int, milliseconds: Double) {
    self.elements = elements
    _milliseconds = OrNull(wrappedValue: milliseconds)
  }
}
