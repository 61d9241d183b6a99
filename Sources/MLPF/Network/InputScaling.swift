public import Events

/// A fixed linear map of the element features: (x - mean) / deviation, column by column.
public struct InputScaling: Sendable, Equatable, Codable {
  /// Subtracted from each of the 12 columns.
  public var mean: [Float]
  /// What each column is divided by; never 0.
  public var deviation: [Float]

  /// Features as they are, as in the published networks.
  public static let identity = InputScaling(
    mean: [Float](repeating: 0, count: Architecture.inputs),
    deviation: [Float](repeating: 1, count: Architecture.inputs))

  /// Creates a scaling.
  ///
  /// - Parameters:
  ///   - mean: 12 numbers.
  ///   - deviation: 12 numbers above 0.
  public init(mean: [Float], deviation: [Float]) {
    precondition(mean.count == Architecture.inputs && deviation.count == Architecture.inputs)
    self.mean = mean
    self.deviation = deviation
  }

  /// Mean and standard deviation of every column over all elements of some events.
  ///
  /// A column that never changes keeps a deviation of 1.
  /// - Parameter events: usually the training events.
  public init(standardising events: some Sequence<Event>) {
    var count = 0.0
    var sum = [Double](repeating: 0, count: Architecture.inputs)
    var squares = sum
    for event in events {
      count += Double(event.count)
      event.elements.withUnsafeFloats { x in
        for row in 0..<event.count {
          for column in 0..<Architecture.inputs {
            let value = Double(x[row * Architecture.inputs + column])
            sum[column] += value
            squares[column] += value * value
          }
        }
      }
    }
    let number = max(count, 1)
    let mean = sum.map { $0 / number }
    self.init(
      mean: mean.map { Float($0) },
      deviation: zip(squares, mean).map { square, mean in
        let variance = square / number - mean * mean
        return variance > 1e-12 ? Float(variance.squareRoot()) : 1
      })
  }

  /// Whether features stay as they are.
  package var isIdentity: Bool { self == .identity }

  /// Writes the scaled features of an event.
  ///
  /// - Parameters:
  ///   - elements: shape (N, 12).
  ///   - block: shape (N, 12); written.
  func apply(_ elements: Table, into block: Block) {
    precondition(elements.rows == block.rows && elements.columns == block.columns)
    let scales = !isIdentity
    elements.withUnsafeFloats { x in
      guard let base = x.baseAddress else { return }
      for row in 0..<elements.rows {
        let source = base + row * elements.columns
        let target = block.base + row * block.stride
        if scales {
          for column in 0..<elements.columns {
            target[column] = (source[column] - mean[column]) / deviation[column]
          }
        } else {
          target.update(from: source, count: elements.columns)
        }
      }
    }
  }
}
