/// Where a training stands, apart from weights and moments; stored in every checkpoint.
struct TrainingState: Codable, Equatable {
  /// Settings and data the training was started with; another training may not continue from here.
  var fingerprint: String
  /// Epochs finished.
  var epoch = 0
  /// Steps of the current epoch that are done.
  var step = 0
  /// Steps of the optimiser.
  var optimiserSteps = 0
  /// Losses of the current epoch so far.
  var sums = LossSums()
  /// Finished epochs.
  var history: [EpochMetrics] = []
  /// Smallest deciding loss so far and its epoch, from 1.
  var best: Double?
  var bestEpoch = 0

  /// Whether the numbers fit together; a file could hold any.
  var isValid: Bool {
    epoch >= 0 && epoch == history.count && step >= 0 && optimiserSteps >= 0
      && (0...epoch).contains(bestEpoch) && (best == nil) == (bestEpoch == 0)
  }
}
