import Events
import Files
import Relevance

/// `relevance.safetensors`: the R-map of every explained element, written event by event.
///
/// Tensors, one row an element: `r_map` (M, n + 1, 12) with sign, `nodes` (M, n + 1), and `event`,
/// `element`, `truth`, `predicted`, `explained_class`, `value`, `sum`, `total` (M).
struct RelevanceFile {
  /// Its name in the reports folder.
  static let name = "relevance.safetensors"

  private let tensors: PlacedTensors
  private let nodesPerElement: Int
  private var written = 0

  /// Writes the file, whole or not at all.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - elements: number of explained elements.
  ///   - neighbours: neighbours kept in an R-map.
  ///   - metadata: what was explained and how.
  ///   - body: adds the elements.
  /// - Throws: `Failure` from `body`, or when the file cannot be written.
  static func write(
    _ path: String, elements: Int, neighbours: Int, metadata: [String: String],
    _ body: (inout RelevanceFile) throws(Failure) -> Void
  ) throws(Failure) {
    let width = Columns.elementFeatures
    var writer = SafeTensorsWriter(metadata: metadata)
    writer.reserve("r_map", .float32, shape: [elements, neighbours + 1, width])
    writer.reserve("nodes", .int32, shape: [elements, neighbours + 1])
    for name in ["event", "element", "truth", "predicted", "explained_class"] {
      writer.reserve(name, .int32, shape: [elements])
    }
    for name in ["value", "sum", "total"] { writer.reserve(name, .float32, shape: [elements]) }
    try writer.fill(path) { tensors throws(Failure) in
      var file = RelevanceFile(tensors: tensors, nodesPerElement: neighbours + 1)
      try body(&file)
      precondition(file.written == elements, "\(file.written) of \(elements) elements")
    }
  }

  /// Adds the explained elements of an event.
  ///
  /// - Parameters:
  ///   - summaries: the elements.
  ///   - truth: class numbers of all elements of the event.
  ///   - event: the event, counted from 0 over all test files.
  /// - Throws: `Failure` when the disk refuses the numbers.
  mutating func add(
    _ summaries: [ElementSummary], truth: (Int) -> PID, event: Int
  ) throws(Failure) {
    let width = Columns.elementFeatures
    try tensors.write(
      "r_map", summaries.flatMap { $0.scores.map { Float($0) } },
      at: written * nodesPerElement * width)
    try tensors.write(
      "nodes", summaries.flatMap { $0.nodes.map { Int32($0) } }, at: written * nodesPerElement)
    try integers("event", summaries.map { _ in event })
    try integers("element", summaries.map(\.element))
    try integers("truth", summaries.map { truth($0.element).rawValue })
    try integers("predicted", summaries.map(\.predicted.rawValue))
    try integers("explained_class", summaries.map { $0.explainedClass?.rawValue ?? -1 })
    try floats("value", summaries.map(\.value))
    try floats("sum", summaries.map(\.sum))
    try floats("total", summaries.map(\.total))
    written += summaries.count
  }

  private func integers(_ name: String, _ values: [Int]) throws(Failure) {
    try tensors.write(name, values.map { Int32($0) }, at: written)
  }

  private func floats(_ name: String, _ values: [Double]) throws(Failure) {
    try tensors.write(name, values.map { Float($0) }, at: written)
  }
}
