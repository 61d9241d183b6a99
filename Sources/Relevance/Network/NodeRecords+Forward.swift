import MLPF

/// The forward pass in float64, as far as it is the same for all explained elements.
extension NodeRecords {
  /// Rows of a block; a chain of layers then stays in a core's cache.
  private static let blockRows = 64
  /// Rows of a block of the maps, which have F rows a node.
  private static let mapRows = 512

  /// A block of rows of one event.
  private struct Block {
    let event: Int
    let rows: Range<Int>
  }

  private var blocks: [Block] {
    events.enumerated().flatMap { event, rows in
      stride(from: rows.lowerBound, to: rows.upperBound, by: Self.blockRows).map { first in
        Block(event: event, rows: first..<min(first + Self.blockRows, rows.upperBound))
      }
    }
  }

  /// Runs nn1 and the GravNet layers over the loaded events.
  ///
  /// - Parameters:
  ///   - ruled: the network and the rule.
  ///   - workers: memory, one per thread of the queue.
  ///   - queue: runs the blocks.
  func forward(_ ruled: RuledNetwork, _ workers: [ExplainerWorker], _ queue: WorkQueue) {
    let (blocks, network) = (blocks, ruled.network)
    queue.forEach(blocks.count) { piece, worker in
      encode(blocks[piece].rows, ruled, workers[worker])
      network.gravNets[0].project(
        encoded, blocks[piece].rows, into: gravNets[0], ruled, workers[worker].scratch)
      makeMaps(blocks[piece].rows, ruled, workers[worker])
    }
    for index in gravNets.indices {
      let record = gravNets[index]
      queue.forEach(events.count) { event, _ in record.build(event: event, rows: events[event]) }
      queue.forEach(blocks.count) { piece, _ in
        let first = events[blocks[piece].event].lowerBound
        let rows = blocks[piece].rows
        record.search(
          event: blocks[piece].event, places: rows.lowerBound - first..<rows.upperBound - first)
      }
      queue.forEach(blocks.count) { piece, worker in
        let block = blocks[piece]
        let scratch = workers[worker].scratch
        record.weigh(
          event: block.event, rows: block.rows, first: events[block.event].lowerBound)
        network.gravNets[index].exchange(block.rows, record, ruled, scratch)
        guard index + 1 < gravNets.count else { return }
        network.gravNets[index + 1].project(
          record.y, block.rows, into: gravNets[index + 1], ruled, scratch)
      }
    }
  }

  /// nn1; the worker keeps what `makeMaps` needs.
  private func encode(_ rows: Range<Int>, _ ruled: RuledNetwork, _ worker: ExplainerWorker) {
    let record = worker.encoder
    record.reshape(rows: rows.count)
    record.x[0].base.update(from: x0.row(rows.lowerBound), count: rows.count * x0.columns)
    ruled.network.encoder.forward(record, ruled, worker.scratch)
    encoded.row(rows.lowerBound).update(
      from: record.y.base, count: rows.count * encoded.columns)
  }

  /// The maps of some nodes: relevance 1 of each feature in turn goes through lin_p and nn1.
  private func makeMaps(_ rows: Range<Int>, _ ruled: RuledNetwork, _ worker: ExplainerWorker) {
    let width = ruled.network.architecture.features
    let step = max(1, Self.mapRows / width)
    for first in stride(from: rows.lowerBound, to: rows.upperBound, by: step) {
      let part = first..<min(first + step, rows.upperBound)
      worker.r.reshape(rows: part.count * width, columns: width)
      worker.r.base.update(repeating: 0, count: part.count * width * width)
      var (inStack, inBlock): ([Int32], [Int32]) = ([], [])
      for row in part {
        for feature in 0..<width {
          worker.r.row((row - first) * width + feature)[feature] = 1
          inStack.append(Int32(row))
          inBlock.append(Int32(row - rows.lowerBound))
        }
      }
      ruled.network.gravNets[0].features.relevance(
        worker.r, x: encoded, z: gravNets[0].featureSums, nodes: inStack, into: worker.spare,
        ruled, worker.scratch)
      swap(&worker.r, &worker.spare)
      ruled.network.encoder.relevance(
        &worker.r, worker.encoder, nodes: inBlock, spare: &worker.spare, ruled, worker.scratch)
      maps.row(part.lowerBound).update(
        from: worker.r.base, count: part.count * maps.columns)
    }
  }
}
