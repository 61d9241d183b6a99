import MLPF

/// Memory of one thread of an explainer, kept from block to block.
final class ExplainerWorker: @unchecked Sendable {  // Used by one worker at a time.
  /// nn1 of a block of nodes.
  let encoder: PerceptronRecord
  /// The heads of a block of explained nodes.
  let heads: HeadRecord
  /// The nodes that carry the relevance of a block of explained nodes.
  let front: RelevanceFront
  /// Sums that are not kept.
  let scratch = RuleScratch()
  /// Relevance on its way, and where it goes next.
  var r = DoubleMatrix()
  var spare = DoubleMatrix()

  init(_ network: PFNet) {
    encoder = PerceptronRecord(network.encoder)
    heads = HeadRecord(network)
    front = RelevanceFront()
  }
}
