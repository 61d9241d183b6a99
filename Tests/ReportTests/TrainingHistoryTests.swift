import Files
import Foundation
import TestSupport
import Testing

@testable import Report

@Suite struct TrainingHistoryTests {
  @Test func rowsAreRead() throws {
    let history = try TrainingHistory(csv: SmallResults.metrics, at: "metrics.csv")
    #expect(history.epochs.map(\.number) == [1, 2])
    #expect(history.epochs[1].training.classification == 0.75)
    #expect(history.epochs[1].validation?.accuracy == 0.7)
  }

  @Test func validationMayBeMissing() throws {
    let text = "epoch,training_loss,training_classification,training_regression,training_accuracy\n"
    let history = try TrainingHistory(csv: text + "1,2,1,1,0.5\n", at: "metrics.csv")
    #expect(history.epochs[0].validation == nil && history.epochs[0].training.loss == 2)
  }

  @Test(arguments: [
    "2,1.0,0.75", "2,nan,1,1,1,1,1,1,1,1,1", "x,1,1,1,1,1,1,1,1,1,1",
    "2,1,1,1,1,1,1,1,1,1,1", "9,-1,1,1,1,1,1,1,1,1,1", "9,1e300,1,1,1,1,1,1,1,1,1",
  ])
  func aDamagedRowIsNamed(row: String) {
    let found = failure { () throws(Failure) in
      _ = try TrainingHistory(csv: SmallResults.metrics + row + "\n", at: "metrics.csv")
    }
    #expect(
      found?.description
        == "metrics.csv:4: this is not a row of the metrics of a training. Restore the file from a "
        + "copy, or run 'fairmlpf train --force'.")
    #expect(found?.status == .badData)
  }

  @Test func theSummaryIsRead() throws {
    let summary = try TrainingSummary(json: Data(SmallResults.summary.utf8), at: "training.json")
    #expect(summary.bestEpoch == 2 && summary.parameters == 311_722)
    #expect(summary.trainingFiles.map(\.sha256) == ["aa"])
    let found = failure { () throws(Failure) in
      _ = try TrainingSummary(json: Data("{}".utf8), at: "training.json")
    }
    #expect(
      found?.description
        == "training.json: this is not the summary of a training. Remove the file and run "
        + "'fairmlpf train', which writes it anew.")
  }
}
