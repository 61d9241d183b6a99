/// A run of float32 numbers that starts at a multiple of 64 bytes, shared by reference.
///
/// Holds parameters, gradients and optimiser state. It is written only between parallel phases, or
/// by one worker each in parts of its own.
public final class AlignedFloats: @unchecked Sendable {
  /// Number of floats.
  public let count: Int
  /// The first number.
  ///
  /// Who changes parameters through it calls `noteChange` afterwards.
  public let pointer: UnsafeMutablePointer<Float>
  /// Grows whenever numbers have changed.
  private(set) var revision = 0

  /// A run of zeros.
  ///
  /// - Parameter count: number of floats.
  public init(count: Int) {
    self.count = count
    let bytes = max(count, 1) * MemoryLayout<Float>.stride
    let raw = UnsafeMutableRawPointer.allocate(byteCount: bytes, alignment: 64)
    pointer = raw.initializeMemory(as: Float.self, repeating: 0, count: max(count, 1))
  }

  /// A number of floats as whole multiples of 64 bytes.
  static func rounded(_ count: Int) -> Int { (count + 15) / 16 * 16 }

  /// Tells those who keep something made of the numbers that these have changed.
  public func noteChange() { revision += 1 }

  deinit { UnsafeMutableRawPointer(pointer).deallocate() }

  /// Some of the numbers.
  ///
  /// - Parameter range: positions from 0.
  /// - Returns: a copy.
  public func values(_ range: Range<Int>) -> [Float] {
    precondition(range.lowerBound >= 0 && range.upperBound <= count)
    return Array(UnsafeBufferPointer(start: pointer + range.lowerBound, count: range.count))
  }

  /// Replaces some of the numbers.
  ///
  /// - Parameters:
  ///   - values: the new numbers.
  ///   - start: position of the first.
  public func replace(_ values: [Float], at start: Int) {
    precondition(start >= 0 && start + values.count <= count)
    values.withUnsafeBufferPointer { source in
      if let base = source.baseAddress {
        (pointer + start).update(from: base, count: source.count)
      }
    }
    noteChange()
  }
}
