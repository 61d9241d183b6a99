import CKernels

/// The same products in float64, for relevance; all matrices but packed ones are row-major without gaps.
extension MatrixProduct {
  /// y (rows, columns) = x (rows, depth) w + (accumulate ? y : 0), with w (depth, columns) packed.
  package static func times(
    _ x: UnsafePointer<Double>, _ w: PackedDoubles, into y: UnsafeMutablePointer<Double>, rows: Int,
    accumulate: Bool = false
  ) {
    var arguments = fm_product_double()
    (arguments.x, arguments.x_stride) = (x, Int64(w.depth))
    (arguments.y, arguments.y_stride) = (y, Int64(w.columns))
    arguments.rows = Int64(rows)
    arguments.packed = UnsafePointer(w.pointer)
    (arguments.depth, arguments.columns) = (Int64(w.depth), Int64(w.columns))
    arguments.accumulate = accumulate ? 1 : 0
    kernels.product_double(&arguments)
  }
}

/// A matrix of float64 weights, packed for products.
///
/// Made once and never written again, so sharing needs no lock.
package final class PackedDoubles: @unchecked Sendable {
  /// Numbers in a column of w.
  let depth: Int
  /// Numbers in a row of w.
  let columns: Int
  let pointer: UnsafeMutablePointer<Double>

  /// Packs a layer's weight.
  ///
  /// - Parameters:
  ///   - weight: shape (out, in), row-major.
  ///   - inputs: number of inputs.
  ///   - outputs: number of outputs.
  ///   - transposed: whether products go from inputs to outputs, as in the layer itself.
  package init(
    _ weight: UnsafePointer<Double>, inputs: Int, outputs: Int, transposed: Bool
  ) {
    (depth, columns) = transposed ? (inputs, outputs) : (outputs, inputs)
    let kernels = MatrixProduct.kernels
    let count = Int(kernels.packed_count_double(Int64(depth), Int64(columns)))
    let memory = UnsafeMutableRawPointer.allocate(
      byteCount: max(count, 1) * MemoryLayout<Double>.stride, alignment: 64)
    pointer = memory.bindMemory(to: Double.self, capacity: count)
    kernels.pack_double(
      pointer, weight, Int64(depth), Int64(columns), transposed ? 1 : Int64(inputs),
      transposed ? Int64(inputs) : 1)
  }

  deinit { UnsafeMutableRawPointer(pointer).deallocate() }
}
