import CKernels
import CWideProducts
import Testing

@testable import MLPF

/// Products of every instruction set this processor has, against their definition in float64.
@Suite struct MatrixProductTests {
  /// A set of products by its number; the last one has the tiles of AVX-512 in any processor's code.
  static func products(_ set: Int) -> fm_products? {
    set == 3 ? wide_products : fm_products_of(Int64(set))?.pointee
  }
  static let sets = (0...3).filter { products($0) != nil }

  /// Rows, inputs and outputs: heights and widths around those of all tiles.
  static let shapes = [
    (1, 1, 1), (2, 3, 4), (5, 12, 6), (7, 5, 9), (11, 22, 17), (12, 16, 31), (13, 33, 32),
    (23, 40, 33), (128, 12, 22), (130, 64, 70), (200, 9, 5),
  ]

  struct Case {
    let (rows, inputs, outputs): (Int, Int, Int)
    let (x, dy, w): ([Float], [Float], [Float])

    init(_ shape: (Int, Int, Int)) {
      (rows, inputs, outputs) = shape
      var generator = SeededGenerator(seed: UInt64(rows * 7 + inputs * 3 + outputs))
      func numbers(_ count: Int) -> [Float] { (0..<count).map { _ in generator.symmetric() } }
      (x, dy) = (numbers(rows * inputs), numbers(rows * outputs))
      w = numbers(inputs * outputs)
    }

    /// x w^T or dy w by their definition, in float64.
    func product(_ row: Int, _ column: Int, forward: Bool) -> Double {
      forward
        ? (0..<inputs).reduce(0) {
          $0 + Double(x[row * inputs + $1]) * Double(w[column * inputs + $1])
        }
        : (0..<outputs).reduce(0) {
          $0 + Double(dy[row * outputs + $1]) * Double(w[$1 * inputs + column])
        }
    }
  }

  @Test(arguments: sets, [true, false]) func matchTheirDefinition(set: Int, forward: Bool) throws {
    let products = try #require(Self.products(set))
    for shape in Self.shapes {
      let c = Case(shape)
      let (depth, columns) = forward ? (c.inputs, c.outputs) : (c.outputs, c.inputs)
      var packed = [Float](
        repeating: .nan, count: Int(products.packed_count(Int64(depth), Int64(columns))))
      products.pack(
        &packed, c.w, Int64(depth), Int64(columns), forward ? 1 : Int64(c.inputs),
        forward ? Int64(c.inputs) : 1)
      let bias = (0..<columns).map { Float($0) / 8 }
      // A gap behind each row, which must stay as it is.
      let gap = 3
      for accumulate in [false, true] {
        var y = [Float](repeating: 2, count: c.rows * (columns + gap))
        (forward ? c.x : c.dy).withUnsafeBufferPointer { x in
          bias.withUnsafeBufferPointer { bias in
            packed.withUnsafeBufferPointer { packed in
              y.withUnsafeMutableBufferPointer { y in
                var arguments = fm_product()
                (arguments.y, arguments.y_stride) = (y.baseAddress, Int64(columns + gap))
                (arguments.x, arguments.x_stride) = (x.baseAddress, Int64(depth))
                (arguments.packed, arguments.bias) = (packed.baseAddress, bias.baseAddress)
                (arguments.rows, arguments.depth) = (Int64(c.rows), Int64(depth))
                (arguments.columns, arguments.accumulate) = (Int64(columns), accumulate ? 1 : 0)
                products.product(&arguments)
              }
            }
          }
        }
        for row in 0..<c.rows {
          for column in 0..<columns + gap {
            let found = Double(y[row * (columns + gap) + column])
            guard column < columns else {
              #expect(found == 2, "\(shape): the gap of row \(row)")
              continue
            }
            let start = accumulate ? 2 : Double(bias[column])
            let expected = start + c.product(row, column, forward: forward)
            #expect(abs(found - expected) < 1e-5, "\(shape): (\(row), \(column))")
          }
        }
      }
    }
  }

  @Test(arguments: sets) func outerProductsAreAdded(set: Int) throws {
    let products = try #require(Self.products(set))
    for shape in Self.shapes {
      let c = Case(shape)
      var dw = [Float](repeating: 1, count: c.inputs * c.outputs)
      products.add_outer(
        &dw, c.dy, Int64(c.outputs), Int64(c.outputs), c.x, Int64(c.inputs), Int64(c.inputs),
        Int64(c.rows))
      for o in 0..<c.outputs {
        for i in 0..<c.inputs {
          let expected = (0..<c.rows).reduce(1.0) {
            $0 + Double(c.dy[$1 * c.outputs + o]) * Double(c.x[$1 * c.inputs + i])
          }
          #expect(abs(Double(dw[o * c.inputs + i]) - expected) < 2e-5, "\(shape): (\(o), \(i))")
        }
      }
    }
  }

  @Test(arguments: sets, [true, false]) func doublesMatchTheirDefinition(
    set: Int, forward: Bool
  ) throws {
    let products = try #require(Self.products(set))
    for shape in Self.shapes {
      let c = Case(shape)
      let (depth, columns) = forward ? (c.inputs, c.outputs) : (c.outputs, c.inputs)
      let w = c.w.map(Double.init)
      var packed = [Double](
        repeating: .nan, count: Int(products.packed_count_double(Int64(depth), Int64(columns))))
      products.pack_double(
        &packed, w, Int64(depth), Int64(columns), forward ? 1 : Int64(c.inputs),
        forward ? Int64(c.inputs) : 1)
      var y = [Double](repeating: 2, count: c.rows * columns)
      for accumulate in [false, true] {
        (forward ? c.x : c.dy).map(Double.init).withUnsafeBufferPointer { x in
          packed.withUnsafeBufferPointer { packed in
            y.withUnsafeMutableBufferPointer { y in
              var arguments = fm_product_double()
              (arguments.y, arguments.y_stride) = (y.baseAddress, Int64(columns))
              (arguments.x, arguments.x_stride) = (x.baseAddress, Int64(depth))
              arguments.packed = packed.baseAddress
              (arguments.rows, arguments.depth) = (Int64(c.rows), Int64(depth))
              (arguments.columns, arguments.accumulate) = (Int64(columns), accumulate ? 1 : 0)
              products.product_double(&arguments)
            }
          }
        }
        for row in 0..<c.rows {
          for column in 0..<columns {
            let expected = c.product(row, column, forward: forward) * (accumulate ? 2 : 1)
            #expect(abs(y[row * columns + column] - expected) < 1e-12, "\(shape)")
          }
        }
      }
    }
  }

  @Test func packedWeightsFollowTheParameters() {
    let network = PFNet(Architecture.Preset.lrpPaper.architecture)
    let queue = WorkQueue(threads: 1)
    let layer = network.layout.encoder[0]
    for value: Float in [2, 3] {
      network.parameters.replace([value], at: layer.weight)
      network.weights.refresh(.forward, queue)
      network.weights.refresh(.backward, queue)
      #expect(network.weights.weight(layer, .forward)[0] == value)
      #expect(network.weights.weight(layer, .backward)[0] == value)
    }
  }
}
