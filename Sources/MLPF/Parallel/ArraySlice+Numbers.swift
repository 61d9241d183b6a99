extension ArraySlice<UInt8> {
  /// Takes numbers from the start of bytes that another rank has sent.
  ///
  /// - Parameters:
  ///   - count: how many.
  ///   - type: their type.
  /// - Returns: the numbers.
  package mutating func take<Number: BitwiseCopyable>(
    _ count: Int, as type: Number.Type
  ) -> [Number] {
    let size = MemoryLayout<Number>.stride
    let numbers = withUnsafeBytes { bytes in
      (0..<count).map { bytes.loadUnaligned(fromByteOffset: $0 * size, as: type) }
    }
    removeFirst(count * size)
    return numbers
  }
}
