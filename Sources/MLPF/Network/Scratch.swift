/// Memory that one worker needs for one block of rows; reused from block to block.
final class Scratch {
  /// Hidden layers of nn1 where they are not kept.
  let encoder: [Matrix]
  /// Hidden layers of nn2 where they are not kept.
  let pidHidden: [Matrix]
  /// Input of nn3.
  let p4Input: Matrix
  /// Outputs of nn3's layers.
  let p4: [Matrix]
  /// Gradients on their way back through a head or the encoder.
  let gradients: (Matrix, Matrix)
  /// dL/dlogits, dL/dx1 and dL/d(input of a head).
  let dLogits: Matrix
  let dNodes: Matrix
  let dInput: Matrix
  /// Rows of the block that take part in the regression.
  var regressionRows: [Int] = []

  /// Allocates for blocks of at most `rows` rows.
  init(_ network: PFNet, rows: Int) {
    let a = network.architecture
    func matrix(_ columns: Int) -> Matrix { Matrix(rows: rows, columns: columns) }
    encoder = network.encoder.widths.map(matrix)
    pidHidden = network.pidHead.widths.map(matrix)
    p4Input = matrix(a.width(of: a.p4Inputs))
    p4 = network.p4Head.widths.map(matrix)
    let inputs = [a.width(of: a.pidInputs), a.width(of: a.p4Inputs)]
    let widest =
      ([Architecture.inputs, a.gravNetOutput] + inputs
      + network.encoder.widths + network.pidHead.widths + network.p4Head.widths).max() ?? 1
    gradients = (matrix(widest), matrix(widest))
    dLogits = matrix(Architecture.classes)
    dNodes = matrix(max(a.gravNetOutput, a.encoder.last ?? 1))
    dInput = matrix(inputs.max() ?? 1)
  }
}

extension Matrix {
  /// The first rows and columns, as scratch memory for a smaller block.
  func corner(rows: Int, columns: Int) -> Block {
    block(0..<rows).columns(0..<columns)
  }
}
