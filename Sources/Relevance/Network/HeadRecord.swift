import Events
import MLPF

/// nn2 and nn3 of some explained nodes: their outputs, and the relevance at x0 and x1.
final class HeadRecord: @unchecked Sendable {  // Used by one worker at a time.
  private let pid: PerceptronRecord
  private let p4: PerceptronRecord
  private let architecture: Architecture
  private var r = DoubleMatrix(columns: Architecture.classes)
  private var spare = DoubleMatrix()
  private let logitsRelevance = DoubleMatrix(columns: Architecture.classes)
  /// Relevance that reaches x0 past the GravNet layers, shape (P, 12).
  let features = DoubleMatrix(columns: Architecture.inputs)
  /// Relevance of x1, shape (P, out).
  let nodes: DoubleMatrix
  /// Values of the explained outputs.
  private(set) var values: [Double] = []
  /// The explained classes, `nil` for momentum components.
  private(set) var classes: [PID?] = []
  /// The classes with the largest logits.
  private(set) var predicted: [PID] = []

  init(_ network: PFNet) {
    architecture = network.architecture
    pid = PerceptronRecord(network.pidHead)
    p4 = PerceptronRecord(network.p4Head)
    nodes = DoubleMatrix(columns: network.architecture.gravNetOutput)
  }

  /// Computes the heads and takes the explained outputs back to their inputs.
  ///
  /// A class logit goes back through nn2, a momentum component through nn3 and, where nn3 sees the
  /// logits, on through nn2.
  /// - Parameters:
  ///   - rows: the explained nodes.
  ///   - outputs: what is explained of each.
  ///   - records: x0 and x1 of all nodes.
  ///   - ruled: the network and the rule.
  ///   - scratch: memory of the calling worker.
  func explain(
    _ rows: UnsafeBufferPointer<Int32>, _ outputs: [ExplainedOutput], _ records: NodeRecords,
    _ ruled: RuledNetwork, _ scratch: RuleScratch
  ) {
    let network = ruled.network
    classify(rows, records, ruled, scratch)
    for matrix in [features, nodes, logitsRelevance] {
      matrix.reshape(rows: rows.count)
      matrix.base.update(repeating: 0, count: rows.count * matrix.columns)
    }
    if outputs.contains(where: \.isMomentum) {
      regress(rows, records, ruled, scratch)
    }
    start(outputs)
    if outputs.contains(where: \.isMomentum) {
      network.p4Head.relevance(&r, p4, spare: &spare, ruled, scratch)
      split(r, architecture.p4Inputs)
    }
    r.reshape(rows: rows.count, columns: Architecture.classes)
    r.base.update(from: logitsRelevance.base, count: rows.count * r.columns)
    network.pidHead.relevance(&r, pid, spare: &spare, ruled, scratch)
    split(r, architecture.pidInputs)
  }

  private func classify(
    _ rows: UnsafeBufferPointer<Int32>, _ records: NodeRecords, _ ruled: RuledNetwork,
    _ scratch: RuleScratch
  ) {
    pid.reshape(rows: rows.count)
    concatenate(architecture.pidInputs, records, rows, into: pid.x[0])
    ruled.network.pidHead.forward(pid, ruled, scratch)
    predicted = rows.indices.map { PID(rawValue: mostLikelyClass(pid.y.row($0))) ?? .none }
  }

  private func regress(
    _ rows: UnsafeBufferPointer<Int32>, _ records: NodeRecords, _ ruled: RuledNetwork,
    _ scratch: RuleScratch
  ) {
    p4.reshape(rows: rows.count)
    concatenate(architecture.p4Inputs, records, rows, into: p4.x[0])
    ruled.network.p4Head.forward(p4, ruled, scratch)
  }

  /// Puts the value of each explained output where its relevance starts: in `r` for nn3, in
  /// `logitsRelevance` for nn2.
  private func start(_ outputs: [ExplainedOutput]) {
    (values, classes) = ([], [])
    r.reshape(rows: outputs.count, columns: Architecture.momenta)
    r.base.update(repeating: 0, count: outputs.count * r.columns)
    for (row, output) in outputs.enumerated() {
      switch output {
      case .predicted, .pid:
        let explained = if case .pid(let pid) = output { pid } else { predicted[row] }
        let value = pid.y.row(row)[explained.rawValue]
        logitsRelevance.row(row)[explained.rawValue] = value
        values.append(value)
        classes.append(explained)
      case .momentum(let component):
        r.row(row)[component] = p4.y.row(row)[component]
        values.append(p4.y.row(row)[component])
        classes.append(nil)
      }
    }
  }

  /// Puts the inputs of a head side by side.
  private func concatenate(
    _ inputs: [Architecture.HeadInput], _ records: NodeRecords,
    _ rows: UnsafeBufferPointer<Int32>, into matrix: DoubleMatrix
  ) {
    var column = 0
    for input in inputs {
      switch input {
      case .features: matrix.gather(records.x0, rows, at: column)
      case .nodes: matrix.gather(records.nodes, rows, at: column)
      case .logits:
        for row in rows.indices {
          (matrix.row(row) + column).update(from: pid.y.row(row), count: pid.y.columns)
        }
      }
      column += architecture.width(of: input)
    }
  }

  /// Adds the relevance of a head's input to its parts.
  private func split(_ r: DoubleMatrix, _ inputs: [Architecture.HeadInput]) {
    var column = 0
    for input in inputs {
      let part =
        switch input {
        case .features: features
        case .nodes: nodes
        case .logits: logitsRelevance
        }
      for row in 0..<r.rows {
        for index in 0..<part.columns { part.row(row)[index] += r.row(row)[column + index] }
      }
      column += part.columns
    }
  }
}
