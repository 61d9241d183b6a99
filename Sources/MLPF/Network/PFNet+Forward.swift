extension PFNet {
  /// Runs the network over the loaded events, block by block in parallel.
  ///
  /// With `keepsHidden`, nn3 is left to the backward pass, which needs it for few rows only.
  /// - Parameters:
  ///   - a: activations with events loaded; filled.
  ///   - scratch: one per worker.
  ///   - queue: runs the blocks.
  func forward(_ a: Activations, _ scratch: [Scratch], _ queue: WorkQueue) {
    let parts = a.blocks.parts
    weights.refresh(.forward, queue)
    queue.forEach(parts.count) { piece, worker in
      encode(parts[piece], a, scratch[worker])
      project(0, parts[piece], a)
    }
    for index in gravNets.indices {
      findNeighbours(index, a, queue)
      queue.forEach(parts.count) { piece, worker in
        exchange(index, parts[piece], a)
        if index + 1 < gravNets.count {
          project(index + 1, parts[piece], a)
        } else {
          classify(parts[piece], a, scratch[worker])
          if !a.keepsHidden { regress(parts[piece], a, scratch[worker]) }
        }
      }
    }
  }

  /// nn1.
  private func encode(_ part: RowBlocks.Part, _ a: Activations, _ scratch: Scratch) {
    let outputs = encoder.layers.indices.map { index in
      a.keepsHidden || index == encoder.layers.count - 1
        ? a.encoder[index].block(part.rows)
        : scratch.encoder[index].block(0..<part.rows.count)
    }
    encoder.forward(a.x0.block(part.rows), into: outputs, weights)
  }

  /// s and h of a GravNet layer.
  private func project(_ index: Int, _ part: RowBlocks.Part, _ a: Activations) {
    let x = a.input(ofGravNet: index).block(part.rows)
    let layer = a.gravNets[index]
    gravNets[index].space.forward(x, into: layer.s.block(part.rows), weights)
    gravNets[index].features.forward(x, into: layer.h.block(part.rows), weights)
  }

  /// The neighbour search: a tree per event, then the nodes of all events in parallel.
  func findNeighbours(_ index: Int, _ a: Activations, _ queue: WorkQueue) {
    let layer = a.gravNets[index]
    let events = a.blocks.events
    queue.forEach(events.count) { event, _ in
      layer.graphs[event].build(layer.s.block(events[event]), k: gravNets[index].neighbours)
    }
    let parts = a.blocks.parts
    queue.forEach(parts.count) { piece, _ in
      layer.graphs[parts[piece].event].search(parts[piece].local)
    }
  }

  /// m and y of a GravNet layer.
  private func exchange(_ index: Int, _ part: RowBlocks.Part, _ a: Activations) {
    let layer = a.gravNets[index]
    let event = a.blocks.events[part.event]
    let graph = layer.graphs[part.event]
    graph.weigh(part.local)
    gravNets[index].aggregate(
      part.local, h: layer.h.block(event), graph: graph, into: layer.m.block(event))
    gravNets[index].output.forward(
      layer.m.block(part.rows), into: layer.y.block(part.rows), weights)
  }

  /// nn2.
  private func classify(_ part: RowBlocks.Part, _ a: Activations, _ scratch: Scratch) {
    let hidden = a.pidHidden.indices.map { index in
      a.keepsHidden
        ? a.pidHidden[index].block(part.rows)
        : scratch.pidHidden[index].block(0..<part.rows.count)
    }
    pidHead.forward(
      pidInput(part, a, fill: true), into: hidden + [a.logits.block(part.rows)],
      weights)
  }

  /// The input of nn2: x1 itself, or its parts side by side.
  func pidInput(_ part: RowBlocks.Part, _ a: Activations, fill: Bool) -> Block {
    guard architecture.pidInputs != [.nodes] else { return a.nodes.block(part.rows) }
    let input = a.pidInput.block(part.rows)
    if fill { concatenate(architecture.pidInputs, a, rows: Array(part.rows), into: input) }
    return input
  }

  /// nn3 for all rows of a block.
  private func regress(_ part: RowBlocks.Part, _ a: Activations, _ scratch: Scratch) {
    let count = part.rows.count
    let input = scratch.p4Input.block(0..<count)
    concatenate(architecture.p4Inputs, a, rows: Array(part.rows), into: input)
    let hidden = scratch.p4.dropLast().map { $0.block(0..<count) }
    p4Head.forward(input, into: hidden + [a.p4.block(part.rows)], weights)
  }

  /// Puts the inputs of a head side by side, for chosen rows of the stack.
  func concatenate(
    _ inputs: [Architecture.HeadInput], _ a: Activations, rows: [Int], into block: Block
  ) {
    var column = 0
    for input in inputs {
      let source =
        switch input {
        case .features: a.x0
        case .nodes: a.nodes
        case .logits: a.logits
        }
      for (target, row) in rows.enumerated() {
        (block.base + target * block.stride + column).update(
          from: source.pointer(row), count: source.columns)
      }
      column += source.columns
    }
  }
}
