import Files

/// `metrics.csv`: a row an epoch, rewritten whole from the history.
enum MetricsFile {
  static let fileName = "metrics.csv"

  static func write(_ history: [EpochMetrics], to path: String) throws(Failure) {
    var text =
      "epoch,training_loss,training_classification,training_regression,training_accuracy,"
      + "validation_loss,validation_classification,validation_regression,validation_accuracy,"
      + "learning_rate,seconds\n"
    for row in history {
      let validation = row.validation.map(columns) ?? ["", "", "", ""]
      let cells =
        ["\(row.epoch)"] + columns(row.training) + validation
        + ["\(row.learningRate)", "\((row.seconds * 1000).rounded() / 1000)"]
      text += cells.joined(separator: ",") + "\n"
    }
    try AtomicFile.write(text, to: path)
  }

  private static func columns(_ a: EpochMetrics.Averages) -> [String] {
    [a.total, a.classification, a.regression, a.accuracy].map { "\($0)" }
  }
}
