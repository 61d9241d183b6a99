public import Files

/// What `metrics.csv` says of a training: a row an epoch.
public struct TrainingHistory: Sendable, Equatable {
  /// Averages of one kind of events in an epoch.
  struct Averages: Sendable, Equatable {
    var loss: Double
    var classification: Double
    var regression: Double
    var accuracy: Double
  }

  /// A row.
  struct Epoch: Sendable, Equatable {
    var number: Int
    var training: Averages
    /// Missing where the training had no validation events.
    var validation: Averages?
  }

  /// The rows in order.
  let epochs: [Epoch]

  /// Reads the text of a `metrics.csv`.
  ///
  /// - Parameters:
  ///   - csv: the text.
  ///   - place: where it is from, for the message.
  /// - Throws: `Failure` with status `badData` if it is something else.
  public init(csv: String, at place: String) throws(Failure) {
    let lines = csv.split(whereSeparator: \.isNewline).map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    let header = lines.first ?? []
    var epochs: [Epoch] = []
    for (index, cells) in lines.enumerated().dropFirst() {
      let row = Dictionary(zip(header, cells)) { first, _ in first }
      func averages(_ prefix: String) -> Averages? {
        let numbers = ["loss", "classification", "regression", "accuracy"].compactMap {
          row["\(prefix)_\($0)"].flatMap(Double.init)
        }
        guard numbers.count == 4, numbers.allSatisfy((0..<1e100).contains) else { return nil }
        return Averages(
          loss: numbers[0], classification: numbers[1], regression: numbers[2],
          accuracy: numbers[3])
      }
      guard cells.count == header.count, let number = row["epoch"].flatMap(Int.init),
        number > epochs.last?.number ?? 0, let training = averages("training")
      else {
        throw Failure(
          "this is not a row of the metrics of a training", at: "\(place):\(index + 1)",
          remedy: "Restore the file from a copy, or run 'fairmlpf train --force'",
          status: .badData)
      }
      epochs.append(
        Epoch(number: number, training: training, validation: averages("validation")))
    }
    self.epochs = epochs
  }
}
