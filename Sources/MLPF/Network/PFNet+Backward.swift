/// Memory of a backward pass, reused from step to step.
final class BackwardMemory {
  /// Gradients of all parameters, one row per lane.
  let gradients: AlignedFloats
  /// Floats between lanes.
  let laneStride: Int
  /// dL/dm of every GravNet layer, shape (N, F).
  let dm: [Matrix]
  /// dL/dh and dL/ds of the layer at hand.
  let dh: Matrix
  let ds: Matrix
  /// Edges of each event of the layer at hand.
  var edges: [GraphGradients] = []

  /// Blocks are dealt to this many lanes; each lane sums its blocks in ascending order and the lanes
  /// are summed in ascending order, whatever the number of threads.
  static let lanes = 8

  init(_ network: PFNet) {
    laneStride = network.layout.count
    gradients = AlignedFloats(count: Self.lanes * laneStride)
    let a = network.architecture
    dm = network.gravNets.map { _ in Matrix(rows: 0, columns: a.features) }
    dh = Matrix(rows: 0, columns: a.features)
    ds = Matrix(rows: 0, columns: a.space)
  }

  func prepare(_ blocks: RowBlocks, _ queue: WorkQueue) {
    for matrix in dm + [dh, ds] { matrix.reshape(rows: blocks.count, columns: matrix.columns) }
    while edges.count < blocks.events.count { edges.append(GraphGradients()) }
    queue.forEach(lanesUsed(blocks)) { lane, _ in
      self.lane(lane).update(repeating: 0, count: self.laneStride)
    }
  }

  /// Lanes that have a block.
  func lanesUsed(_ blocks: RowBlocks) -> Int { min(Self.lanes, blocks.parts.count) }

  /// Adds all lanes up in the first one.
  func join(lanes: Int, _ queue: WorkQueue) {
    let piece = 1 << 15
    queue.forEach((laneStride + piece - 1) / piece) { index, _ in
      let range = index * piece..<min((index + 1) * piece, self.laneStride)
      for lane in 1..<max(lanes, 1) {
        let (sum, row) = (self.lane(0), self.lane(lane))
        for place in range { sum[place] += row[place] }
      }
    }
  }

  /// The gradients of a lane.
  func lane(_ lane: Int) -> UnsafeMutablePointer<Float> {
    gradients.pointer + lane * laneStride
  }
}

extension PFNet {
  /// Computes the loss of the loaded events and the gradients of all parameters.
  ///
  /// - Parameters:
  ///   - a: activations after `forward`, with hidden layers.
  ///   - targets: what the network should have said.
  ///   - options: the loss.
  ///   - counts: what the loss is divided by.
  ///   - memory: receives the gradients, lane by lane.
  ///   - scratch: one per worker.
  ///   - queue: runs the lanes.
  /// - Returns: the loss.
  func backward(
    _ a: Activations, _ targets: StepTargets, _ options: LossOptions, _ counts: StepCounts,
    _ memory: BackwardMemory, _ scratch: [Scratch], _ queue: WorkQueue
  ) -> StepLoss {
    let parts = a.blocks.parts
    memory.prepare(a.blocks, queue)
    weights.refresh(.backward, queue)
    let lanes = memory.lanesUsed(a.blocks)
    let lossOfClasses = ClassificationLoss(options.classification, counts)
    let lossOfMomenta = RegressionLoss(options: options, count: counts.regressed)

    // Losses are kept by block and added up in order.
    var partial = [PartialLoss](repeating: PartialLoss(), count: parts.count)
    partial.withUnsafeMutableBufferPointer { partial in
      let partial = partial  // each block writes its own place
      queue.forEach(lanes) { lane, worker in
        for piece in stride(from: lane, to: parts.count, by: lanes) {
          partial[piece] = headsBackward(
            parts[piece], a, targets, lossOfClasses, lossOfMomenta, memory, scratch[worker],
            memory.lane(lane))
        }
      }
    }
    for index in gravNets.indices.reversed() {
      graphBackward(index, a, memory, scratch, queue)
    }
    return StepLoss(partial, options, elements: targets.pid.count)
  }

  /// Both heads and the output of the last GravNet layer, for a block of rows.
  private func headsBackward(
    _ part: RowBlocks.Part, _ a: Activations, _ targets: StepTargets,
    _ lossOfClasses: ClassificationLoss, _ lossOfMomenta: RegressionLoss,
    _ memory: BackwardMemory, _ scratch: Scratch, _ gradients: UnsafeMutablePointer<Float>
  ) -> PartialLoss {
    let count = part.rows.count
    let logits = a.logits.block(part.rows)
    let dLogits = scratch.dLogits.block(0..<count)
    let dNodes = scratch.dNodes.corner(rows: count, columns: architecture.gravNetOutput)
    dNodes.clear()
    let (classification, correct) = lossOfClasses.evaluate(
      logits, pid: targets.pid[part.rows], gradient: dLogits)
    let regression = p4Backward(
      part, a, targets, lossOfMomenta, dLogits: dLogits, dNodes: dNodes, scratch, gradients)

    let inputs = architecture.pidInputs
    let dInput = scratch.dInput.corner(rows: count, columns: architecture.width(of: inputs))
    pidHead.backward(
      dLogits, x: pidInput(part, a, fill: false),
      outputs: a.pidHidden.map { $0.block(part.rows) } + [logits], into: dInput,
      scratch: scratchBlocks(scratch, count), weights, gradients)
    scatter(dInput, inputs, rows: Array(0..<count), dLogits: nil, dNodes: dNodes)

    let last = gravNets.count - 1
    gravNets[last].output.backward(
      dNodes, x: a.gravNets[last].m.block(part.rows), y: a.nodes.block(part.rows),
      into: memory.dm[last].block(part.rows), weights, gradients)
    return PartialLoss(
      classification: classification, regression: regression, correct: correct)
  }

  /// nn3 forward and backward, for those rows of a block that the momentum loss looks at.
  private func p4Backward(
    _ part: RowBlocks.Part, _ a: Activations, _ targets: StepTargets, _ loss: RegressionLoss,
    dLogits: Block, dNodes: Block, _ scratch: Scratch, _ gradients: UnsafeMutablePointer<Float>
  ) -> Double {
    guard let (input, outputs) = p4Forward(part, a, targets, loss.options, scratch) else {
      return 0
    }
    let rows = scratch.regressionRows
    // The outputs make room for their own gradient.
    let dOutput = outputs[outputs.count - 1]
    let value = loss.evaluate(dOutput, rows: rows, targets: targets, gradient: dOutput)
    let dInput = scratch.dInput.corner(rows: rows.count, columns: input.columns)
    p4Head.backward(
      dOutput, x: input, outputs: outputs, into: dInput,
      scratch: scratchBlocks(scratch, rows.count), weights, gradients)
    scatter(
      dInput, architecture.p4Inputs, rows: rows.map { $0 - part.rows.lowerBound },
      dLogits: dLogits, dNodes: dNodes)
    return value
  }

  private func scratchBlocks(_ scratch: Scratch, _ count: Int) -> (Block, Block) {
    (scratch.gradients.0.block(0..<count), scratch.gradients.1.block(0..<count))
  }

  /// Hands the gradient of a head's input to its parts; features need none.
  private func scatter(
    _ dInput: Block, _ inputs: [Architecture.HeadInput], rows: [Int], dLogits: Block?,
    dNodes: Block
  ) {
    var column = 0
    for input in inputs {
      let width = architecture.width(of: input)
      defer { column += width }
      let target: Block?
      switch input {
      case .features: target = nil
      case .logits: target = dLogits
      case .nodes: target = dNodes
      }
      guard let target else { continue }
      for (index, row) in rows.enumerated() {
        let source = dInput.base + index * dInput.stride + column
        let sum = target.base + row * target.stride
        for c in 0..<width { sum[c] += source[c] }
      }
    }
  }

  /// A GravNet layer from dL/dm down to its input, and on through what lies before it.
  private func graphBackward(
    _ index: Int, _ a: Activations, _ memory: BackwardMemory, _ scratch: [Scratch],
    _ queue: WorkQueue
  ) {
    let parts = a.blocks.parts
    let events = a.blocks.events
    let layer = a.gravNets[index]
    let net = gravNets[index]
    for (edges, graph) in zip(memory.edges, layer.graphs) { edges.reserve(graph) }
    // Turning the graphs round and the edges' gradients are independent of each other.
    queue.forEach(events.count + parts.count) { piece, _ in
      guard piece >= events.count else {
        memory.edges[piece].transpose(layer.graphs[piece])
        return
      }
      let part = parts[piece - events.count]
      let event = events[part.event]
      net.edgeGradients(
        part.local, dm: memory.dm[index].block(event), h: layer.h.block(event),
        graph: layer.graphs[part.event], into: memory.edges[part.event])
    }
    let lanes = memory.lanesUsed(a.blocks)
    queue.forEach(lanes) { lane, worker in
      for piece in stride(from: lane, to: parts.count, by: lanes) {
        let part = parts[piece]
        let event = events[part.event]
        net.gather(
          part.local, dm: memory.dm[index].block(event), s: layer.s.block(event),
          graph: layer.graphs[part.event], edges: memory.edges[part.event],
          dh: memory.dh.block(event), ds: memory.ds.block(event))
        inputBackward(index, part, a, memory, scratch[worker], memory.lane(lane))
      }
    }
  }

  /// From dL/dh and dL/ds of a block through the projections to the layer before, or through nn1.
  private func inputBackward(
    _ index: Int, _ part: RowBlocks.Part, _ a: Activations, _ memory: BackwardMemory,
    _ scratch: Scratch, _ gradients: UnsafeMutablePointer<Float>
  ) {
    let layer = a.gravNets[index]
    let net = gravNets[index]
    let count = part.rows.count
    let x = a.input(ofGravNet: index).block(part.rows)
    let dx = scratch.dNodes.corner(rows: count, columns: x.columns)
    net.features.backward(
      memory.dh.block(part.rows), x: x, y: layer.h.block(part.rows), into: dx,
      weights, gradients)
    net.space.backward(
      memory.ds.block(part.rows), x: x, y: layer.s.block(part.rows), into: dx, accumulate: true,
      weights, gradients)
    if index > 0 {
      gravNets[index - 1].output.backward(
        dx, x: a.gravNets[index - 1].m.block(part.rows), y: x,
        into: memory.dm[index - 1].block(part.rows), weights, gradients)
    } else {
      encoder.backward(
        dx, x: a.x0.block(part.rows), outputs: a.encoder.map { $0.block(part.rows) }, into: nil,
        scratch: scratchBlocks(scratch, count), weights, gradients)
    }
  }
}
