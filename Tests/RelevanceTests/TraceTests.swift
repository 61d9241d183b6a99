import Events
import Files
import MLPF
import TestSupport
import Testing

@testable import Relevance

/// Each layer on its own: from the recorded relevance at its output to that at its input.
@Suite struct TraceTests {
  /// The records of one event, filled by the engine's own forward pass.
  struct Engine {
    let ruled: RuledNetwork
    let records: NodeRecords
    let worker: ExplainerWorker
    let file: SafeTensors
    let node: Int

    init(_ recorded: Recorded) throws {
      file = try recorded.open()
      ruled = RuledNetwork(try recorded.network(file), RelevanceRule(.epsilonUnsigned))
      records = NodeRecords(ruled)
      worker = ExplainerWorker(ruled.network)
      records.load([try recorded.elements(file)], .identity)
      records.forward(ruled, [worker], WorkQueue(threads: 1))
      node = try #require(file.integers("lrp_trace/node")?.first)
    }

    func matrix(_ key: String, columns: Int) throws -> DoubleMatrix {
      let values = try file.recorded("lrp_trace/\(key)")
      let matrix = DoubleMatrix(rows: values.count / columns, columns: columns)
      for (index, value) in values.enumerated() { matrix.base[index] = value }
      return matrix
    }

    func expect(_ matrix: DoubleMatrix, _ key: String) throws {
      let found = Array(
        UnsafeBufferPointer(start: matrix.base, count: matrix.rows * matrix.columns))
      let error = worstRelativeError(found, try file.recorded("lrp_trace/\(key)"))
      #expect(error < 1e-4, "\(key): \(error)")
    }
  }

  /// Takes recorded relevance through the layers of a chain one by one.
  private func walk(
    _ engine: Engine, _ perceptron: Perceptron, _ record: PerceptronRecord, name: String,
    from start: DoubleMatrix
  ) throws {
    var r = start
    for index in perceptron.layers.indices.reversed() {
      let result = DoubleMatrix()
      perceptron.layers[index].relevance(
        r, x: record.x[index], z: record.z[index], nodes: nil, into: result, engine.ruled,
        engine.worker.scratch)
      try engine.expect(result, "\(name)_in_\(index)")
      r = try engine.matrix("\(name)_in_\(index)", columns: result.columns)
    }
  }

  @Test(arguments: Recorded.all) func pidHead(_ recorded: Recorded) throws {
    let engine = try Engine(recorded)
    let network = engine.ruled.network
    let record = PerceptronRecord(network.pidHead)
    record.reshape(rows: engine.records.count)
    let rows = (0..<Int32(engine.records.count)).map { $0 }
    rows.withUnsafeBufferPointer { rows in
      var column = 0
      for input in network.architecture.pidInputs {
        let part = input == .features ? engine.records.x0 : engine.records.nodes
        record.x[0].gather(part, rows, at: column)
        column += part.columns
      }
    }
    network.pidHead.forward(record, engine.ruled, engine.worker.scratch)
    let logits = try engine.file.recorded("out_id")
    // The trace follows the logit of class 1 of one node.
    let start = DoubleMatrix(rows: engine.records.count, columns: 6)
    start.base.update(repeating: 0, count: start.rows * 6)
    start.row(engine.node)[1] = logits[engine.node * 6 + 1]
    try walk(engine, network.pidHead, record, name: "nn2", from: start)
  }

  @Test(arguments: Recorded.all) func gravNetLayers(_ recorded: Recorded) throws {
    let engine = try Engine(recorded)
    let network = engine.ruled.network
    let everyNode = (0..<Int32(engine.records.count)).map { $0 }
    var r = try engine.matrix("emb_out", columns: network.architecture.gravNetOutput)
    for index in network.gravNets.indices.reversed() {
      let (layer, record) = (network.gravNets[index], engine.records.gravNets[index])
      let (m, h, x) = (DoubleMatrix(), DoubleMatrix(), DoubleMatrix())
      layer.output.relevance(
        r, x: record.m, z: record.outputSums, nodes: nil, into: m, engine.ruled,
        engine.worker.scratch)
      try engine.expect(m, "conv\(index)_agg")
      // All nodes together are one run: what arrives at a node is summed over its senders.
      let front = RelevanceFront()
      front.start(everyNode, of: everyNode.count)
      let shares = DoubleMatrix()
      layer.share(
        try engine.matrix("conv\(index)_agg", columns: m.columns), everyNode, record, into: shares,
        engine.ruled)
      let arrived = DoubleMatrix(rows: shares.rows, columns: shares.columns)
      arrived.base.update(repeating: 0, count: shares.rows * shares.columns)
      for i in everyNode.indices {
        for place in 0..<record.neighbours {
          let edge = i * record.neighbours + place
          let j = Int(record.indices[edge])
          for f in 0..<shares.columns {
            arrived.row(j)[f] += record.weights[edge] * shares.row(i)[f]
          }
        }
      }
      layer.receive(arrived, everyNode, record, into: h, engine.ruled)
      try engine.expect(h, "conv\(index)_h")
      layer.features.relevance(
        try engine.matrix("conv\(index)_h", columns: h.columns),
        x: engine.records.input(ofGravNet: index), z: record.featureSums, nodes: nil, into: x,
        engine.ruled, engine.worker.scratch)
      try engine.expect(x, "conv\(index)_x")
      r = try engine.matrix("conv\(index)_x", columns: x.columns)
    }
  }

  @Test(arguments: Recorded.all) func encoder(_ recorded: Recorded) throws {
    let engine = try Engine(recorded)
    let network = engine.ruled.network
    let record = PerceptronRecord(network.encoder)
    record.reshape(rows: engine.records.count)
    record.x[0].base.update(from: engine.records.x0.base, count: engine.records.count * 12)
    network.encoder.forward(record, engine.ruled, engine.worker.scratch)
    let start = try engine.matrix("conv0_x", columns: record.y.columns)
    try walk(engine, network.encoder, record, name: "nn1", from: start)
  }

  @Test(arguments: Recorded.all) func wholeNetwork(_ recorded: Recorded) throws {
    let file = try recorded.open()
    let node = try #require(file.integers("lrp_trace/node")?.first)
    let elements = try recorded.elements(file)
    let explainer = Explainer(
      try recorded.network(file), rule: RelevanceRule(.epsilonUnsigned))
    let relevance = explainer.relevance(
      ofElement: node, in: elements, output: .pid(.chargedHadron))
    var found = [Double](repeating: 0, count: elements.rows * 12)
    for (place, other) in relevance.nodes.enumerated() {
      found.replaceSubrange(other * 12..<other * 12 + 12, with: relevance.scores(at: place))
    }
    #expect(worstRelativeError(found, try file.recorded("lrp_trace/final")) < 1e-4)
  }
}
