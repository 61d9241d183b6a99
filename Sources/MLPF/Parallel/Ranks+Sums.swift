package import Files

extension Ranks {
  /// Adds up numbers of all ranks, place by place.
  ///
  /// - Parameter numbers: as many on every rank; becomes the sums.
  /// - Throws: `Failure` when a rank does not answer.
  package func sum(_ numbers: inout [Int]) throws(Failure) {
    guard count > 1 else { return }
    let parts = try everybodys(numbers.withUnsafeBytes { Array($0) })
    for index in numbers.indices {
      numbers[index] = parts.reduce(0) { $0 + $1.number(index, as: Int.self) }
    }
  }

  /// Adds up numbers of all ranks, place by place and in the order of ranks.
  ///
  /// - Parameter numbers: as many on every rank; becomes the sums.
  /// - Throws: `Failure` when a rank does not answer.
  package func sum(_ numbers: inout [Double]) throws(Failure) {
    guard count > 1 else { return }
    let parts = try everybodys(numbers.withUnsafeBytes { Array($0) })
    for index in numbers.indices {
      numbers[index] = parts.reduce(0) { $0 + $1.number(index, as: Double.self) }
    }
  }

  /// Adds up many numbers of all ranks, place by place and in the order of ranks.
  ///
  /// Each rank adds up a slice of its own and hands it to the others, so that the bytes each sends do
  /// not grow with the number of ranks.
  /// - Parameters:
  ///   - numbers: as many on every rank; become the sums.
  ///   - total: how many.
  /// - Throws: `Failure` when a rank does not answer.
  package func sum(_ numbers: UnsafeMutablePointer<Float>, count total: Int) throws(Failure) {
    guard count > 1 else { return }
    func slice(_ rank: Int) -> Range<Int> { rank * total / count..<(rank + 1) * total / count }
    func bytes(_ range: Range<Int>) -> [UInt8] {
      Array(UnsafeRawBufferPointer(start: numbers + range.lowerBound, count: range.count * 4))
    }
    let parts = try exchange((0..<count).map { bytes(slice($0)) }, Self.patience)
    let own = slice(rank)
    for (source, part) in parts.enumerated() {
      part.withUnsafeBytes { part in
        let values = part.bindMemory(to: Float.self)
        for place in 0..<own.count {
          let sum = numbers + own.lowerBound + place
          sum.pointee = source == 0 ? values[place] : sum.pointee + values[place]
        }
      }
    }
    let sums = try everybodys(bytes(own))
    for (source, part) in sums.enumerated() {
      let target = UnsafeMutableRawPointer(numbers + slice(source).lowerBound)
      part.withUnsafeBytes {
        if let base = $0.baseAddress { target.copyMemory(from: base, byteCount: $0.count) }
      }
    }
  }
}

extension [UInt8] {
  /// The number at a place in the bytes of an array.
  fileprivate func number<Number>(_ index: Int, as type: Number.Type) -> Number {
    withUnsafeBytes {
      $0.loadUnaligned(fromByteOffset: index * MemoryLayout<Number>.stride, as: type)
    }
  }
}
