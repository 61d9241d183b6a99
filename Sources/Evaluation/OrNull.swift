/// A number that may be undefined (0/0), written as `null` and never as NaN or left out.
@propertyWrapper
public struct OrNull: Codable, Sendable, Equatable {
  /// The number; `nil` where it is undefined.
  public let wrappedValue: Double?

  /// Wraps a number; one that is not finite becomes `nil`.
  ///
  /// - Parameter wrappedValue: the number.
  public init(wrappedValue: Double?) {
    self.wrappedValue = wrappedValue.flatMap { $0.isFinite ? $0 : nil }
  }

  /// Reads a number or `null`.
  ///
  /// - Parameter decoder: stands at the number.
  /// - Throws: `DecodingError` if something else stands there.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    self.init(wrappedValue: container.decodeNil() ? nil : try container.decode(Double.self))
  }

  /// Writes the number or `null`.
  ///
  /// - Parameter encoder: where it is written.
  /// - Throws: the encoder's error.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    if let wrappedValue { try container.encode(wrappedValue) } else { try container.encodeNil() }
  }
}

/// A quotient of counts; `nil` where nothing was counted.
func ratio(_ part: Int, _ whole: Int) -> Double? {
  whole == 0 ? nil : Double(part) / Double(whole)
}
