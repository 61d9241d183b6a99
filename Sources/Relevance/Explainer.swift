import CKernels
public import Events
public import MLPF

/// Explains a network's outputs: layerwise relevance propagation, exact, sparse and in float64.
///
/// ```swift
/// let explainer = Explainer(network)
/// let relevance = explainer.relevance(ofElement: 12, in: event.elements)
/// ```
///
/// float32 would not do: with a tiny stabiliser, sums that nearly cancel make errors of up to several
/// per cent (the specification's measurement). The neighbours are searched in float32 as in
/// `Predictor`, from coordinates computed in float64.
/// - Complexity: for an event of N elements, time and memory grow with N and with the at most k^L
///   nodes that reach an explained one, never with N^2.
public final class Explainer {
  /// The network.
  public let network: PFNet
  /// The rule.
  public let rule: RelevanceRule
  /// Explained elements that one thread works on at once.
  public let block: Int
  private let ruled: RuledNetwork
  private let queue: WorkQueue
  private let records: NodeRecords
  private let workers: [ExplainerWorker]

  /// Prepares for explaining a network; later changes of its weights are not seen.
  ///
  /// - Parameters:
  ///   - network: the network.
  ///   - rule: the rule.
  ///   - threads: how many threads share the work; 0 stands for all cores.
  ///   - block: explained elements that one thread works on at once; memory grows with it. `nil`
  ///     chooses it so that a thread needs 1 to 15 MB with the published networks.
  public init(
    _ network: PFNet, rule: RelevanceRule = .standard, threads: Int = 1, block: Int? = nil
  ) {
    self.network = network
    self.rule = rule
    self.block = max(1, block ?? Self.block(for: network.architecture))
    ruled = RuledNetwork(network, rule)
    queue = WorkQueue(threads: threads)
    records = NodeRecords(ruled)
    workers = (0..<queue.threads).map { _ in ExplainerWorker(network) }
  }

  /// The most nodes that can reach one node: k^L.
  ///
  /// - Parameter architecture: the network's.
  /// - Returns: a number of nodes, at most about a million.
  public static func reach(of architecture: Architecture) -> Int {
    (0..<architecture.gravNetLayers).reduce(1) { reach, _ in
      min(reach * architecture.neighbours, 1 << 20)
    }
  }

  /// The default block: at most 128 elements, and fewer where each is reached by many.
  ///
  /// - Parameter architecture: the network's.
  /// - Returns: explained elements that one thread works on at once.
  public static func block(for architecture: Architecture) -> Int {
    max(1, min(128, 32_768 / reach(of: architecture)))
  }

  /// Explains elements of some events.
  ///
  /// The events are kept in memory together; give a few at a time.
  /// - Parameters:
  ///   - events: feature tables, shape (N, 12) each, none empty.
  ///   - requests: what to explain.
  ///   - shouldStop: asked before every block; the rest is left out once it says so.
  ///   - consume: takes the number of a request and its relevance; called once per request, from
  ///     several threads at once, in no particular order.
  public func explain(
    _ events: [Table], _ requests: [ExplanationRequest], shouldStop: () -> Bool = { false },
    _ consume: (_ request: Int, _ relevance: ElementRelevance) -> Void
  ) {
    guard !requests.isEmpty else { return }
    records.load(events, network.inputScaling)
    records.forward(ruled, workers, queue)
    let block = min(block, requests.count)
    let pieces = (requests.count + block - 1) / block
    queue.forEach(pieces) { piece, worker in
      if shouldStop() { return }
      let range = piece * block..<min((piece + 1) * block, requests.count)
      explain(requests, range, workers[worker], consume)
    }
  }

  /// Explains one element of one event.
  ///
  /// - Parameters:
  ///   - element: its row.
  ///   - elements: features of the event, shape (N, 12).
  ///   - output: what to explain.
  /// - Returns: its relevance.
  public func relevance(
    ofElement element: Int, in elements: Table, output: ExplainedOutput = .predicted
  ) -> ElementRelevance {
    precondition(element >= 0 && element < elements.rows, "element \(element) of \(elements.rows)")
    var result: ElementRelevance?
    let request = ExplanationRequest(event: 0, element: element, output: output)
    explain([elements], [request]) { result = $1 }
    guard let result else { preconditionFailure("a request without a result") }
    return result
  }

  /// The edges of a GravNet layer that end in a node, in the events last explained.
  ///
  /// - Parameters:
  ///   - layer: number of the layer.
  ///   - event: number of the event among those given.
  ///   - element: a row of the event.
  /// - Returns: neighbours and weights, the element itself first.
  public func neighbours(layer: Int, event: Int, element: Int) -> [(element: Int, weight: Double)] {
    let (record, first) = (records.gravNets[layer], records.events[event].lowerBound)
    return (0..<min(record.neighbours, records.events[event].count)).map { place in
      let edge = (first + element) * record.neighbours + place
      return (Int(record.indices[edge]) - first, record.weights[edge])
    }
  }

  /// Explains a block of requests on one thread.
  private func explain(
    _ requests: [ExplanationRequest], _ range: Range<Int>, _ worker: ExplainerWorker,
    _ consume: (Int, ElementRelevance) -> Void
  ) {
    let explained = requests[range].map {
      Int32(records.events[$0.event].lowerBound + $0.element)
    }
    explained.withUnsafeBufferPointer { nodes in
      worker.heads.explain(nodes, requests[range].map(\.output), records, ruled, worker.scratch)
    }
    worker.front.start(explained, of: records.count)
    propagate(worker)
    for (place, index) in range.enumerated() {
      consume(index, relevance(of: requests[index], explained[place], place, worker))
    }
  }

  /// Takes the relevance of x1 at the explained nodes back to x0; it is in `worker.r` afterwards.
  private func propagate(_ worker: ExplainerWorker) {
    let (front, scratch) = (worker.front, worker.scratch)
    worker.r.reshape(rows: worker.heads.nodes.rows, columns: worker.heads.nodes.columns)
    worker.r.base.update(
      from: worker.heads.nodes.base, count: worker.r.rows * worker.r.columns)
    for index in network.gravNets.indices.reversed() {
      let (gravNet, record) = (network.gravNets[index], records.gravNets[index])
      gravNet.output.relevance(
        worker.r, x: record.m, z: record.outputSums, nodes: front.nodes, into: worker.spare,
        ruled, scratch)
      front.exchange(worker.spare, into: worker.r, gravNet, record, ruled)
      if index > 0 {
        gravNet.features.relevance(
          worker.r, x: records.input(ofGravNet: index), z: record.featureSums, nodes: front.nodes,
          into: worker.spare, ruled, scratch)
      } else {
        worker.spare.reshape(rows: worker.r.rows, columns: Architecture.inputs)
        fm_relevance_map(
          worker.spare.base, worker.r.base, records.maps.base, front.nodes,
          Int64(worker.r.rows), Int64(worker.r.columns))
      }
      swap(&worker.r, &worker.spare)
    }
  }

  /// The result of one request, once its block has been propagated.
  private func relevance(
    of request: ExplanationRequest, _ node: Int32, _ place: Int, _ worker: ExplainerWorker
  ) -> ElementRelevance {
    let (run, columns) = (worker.front.runs[place], Architecture.inputs)
    var scores = Array(
      UnsafeBufferPointer(
        start: worker.r.row(run.lowerBound), count: run.count * columns))
    let nodes = worker.front.nodes[run]
    // A node is its own neighbour, so it is always in its run.
    if let own = nodes.firstIndex(of: node) {
      let skipped = worker.heads.features.row(place)
      for column in 0..<columns {
        scores[(own - run.lowerBound) * columns + column] += skipped[column]
      }
    }
    let first = Int32(records.events[request.event].lowerBound)
    return ElementRelevance(
      element: request.element, value: worker.heads.values[place],
      explainedClass: worker.heads.classes[place], predicted: worker.heads.predicted[place],
      nodes: nodes.map { Int($0 - first) }, scores: scores)
  }
}
