extension ArraySlice<UInt8> {
  /// Takes numbers from the start of bytes that another rank has sent.
  ///
  /// - Parameters:
  ///   - count: how many; there must be as many.
  ///   - type: their type.
  /// - Returns: the numbers.
  package mutating func take<Number: BitwiseCopyable>(
    _ count: Int, as type: Number.Type
  ) -> [Number] {
    let size = count * MemoryLayout<Number>.stride
    let numbers = [Number](unsafeUninitializedCapacity: count) { numbers, initialised in
      withUnsafeBytes { bytes in
        UnsafeMutableRawBufferPointer(numbers).copyBytes(from: bytes.prefix(size))
      }
      initialised = count
    }
    removeFirst(size)
    return numbers
  }
}
