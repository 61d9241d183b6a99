/// The checksum Adler-32 (RFC 1950), which finds damage but is no digest.
public struct Adler32: Sendable {
  private var low: UInt32 = 1
  private var high: UInt32 = 0
  private static let modulus: UInt32 = 65521
  /// The most bytes whose sums fit 32 bits before they are reduced.
  private static let mostBytes = 5552

  /// Starts the checksum of no bytes.
  public init() {}

  /// Adds bytes.
  ///
  /// - Parameter bytes: the bytes that follow those already added.
  public mutating func update(_ bytes: RawSpan) {
    unsafe bytes.withUnsafeBytes { bytes in
      var start = 0
      while start < bytes.count {
        let end = min(start + Self.mostBytes, bytes.count)
        for index in start..<end {
          unsafe low &+= UInt32(bytes[index])
          high &+= low
        }
        low %= Self.modulus
        high %= Self.modulus
        start = end
      }
    }
  }

  /// The checksum so far, eight lower-case hexadecimal digits.
  public var digits: String {
    let text = String(high << 16 | low, radix: 16)
    return String(repeating: "0", count: 8 - text.count) + text
  }
}
