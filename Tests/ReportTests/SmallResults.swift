import Evaluation
import Events
import Files
import Foundation
import Relevance

@testable import Report

/// A small evaluation and a small explanation, made of numbers that are easy to check.
enum SmallResults {
  /// Name that would break a page that does not escape it.
  static let hostile = "<script>alert(1)</script> & \"quotes\" '"

  /// Two events of four elements: a charged hadron on a track, and a neutral hadron, a photon and
  /// nothing on clusters.
  ///
  /// The network takes the photon of the second event for nothing; the rule-based particle flow
  /// is right.
  ///
  /// - Parameters:
  ///   - timing: whether inference was timed.
  ///   - copies: how often the two events are taken.
  /// - Returns: the result.
  static func evaluation(timing: Bool = true, copies: Int = 1) -> EvaluationResult {
    var evaluator = Evaluator()
    for event in 0..<2 * copies {
      let elements: [[Float]] = [
        [2, 1, 0.5, 0, 1, 1.13, 0.5, 0, 1, 1, 0, 0],
        [1, 2, 1, 0, 1, 12, 2, 10, 0, 0, 0, 0],
        [1, 1, -1, 0, 1, 1.54, 1.54, 0, 0, 0, 0, 0],
        [1, 0.4, 2, 0, 1, 1.5, 1.5, 0, 0, 0, 0, 0],
      ]
      let truth: [[Float]] = [
        [1, 1, 1, 0.5, 0, 1, 1.13], [2, 0, 2, 1, 0, 1, 12], [3, 0, 1, -1, 0, 1, 1.54],
        [0, 0, 0, 0, 0, 0, 0],
      ]
      var predicted = truth
      predicted[0][2] = 1.1
      predicted[1][6] = 13
      if event % 2 == 1 { predicted[2] = [0, 0, 0, 0, 0, 0, 0] }
      evaluator.add(
        event: Event(
          elements: table(elements), truth: table(truth), ruleBased: table(truth)),
        predicted: Particles(targets: table(predicted)))
    }
    return evaluator.finish(
      timing: timing ? [InferenceTime(elements: 500, milliseconds: 2)] : [],
      provenance: [
        "program": "fairmlpf 9", "time": "2026-01-02T03:04:05Z", "system": "Linux x86_64",
        "processor": "processor <&>", "cores": "2", "experiment": hostile, "run": "baseline",
        "data": "10.5281/zenodo.4559324", "model_sha256": "abc",
        "test_files": "odd name<i>.pkl 00ff",
      ])
  }

  private static func table(_ rows: [[Float]]) -> Table {
    Table(rows.flatMap { $0 }, rows: rows.count, columns: rows[0].count)
  }

  /// An explanation read from JSON, as the program reads it.
  ///
  /// - Parameter phi: azimuths of the nodes of the R-graph, the explained element first.
  /// - Returns: the explanation.
  /// - Throws: `Failure` if it cannot be read.
  static func explanation(phi: [Double] = [3.1, -3.1, 2.9]) throws(Failure) -> Explanation {
    let row = (0..<12).map { $0 < 10 ? 0.08 : 0.0 }
    let map = [row, row.map { $0 / 8 }, row.map { $0 / 8 }]
    func histogram(_ name: String, _ lower: Double, _ upper: Double, _ counts: [Int]) -> [String:
      Any]
    {
      [
        "axis": [
          "name": name, "unit": "", "lower": lower, "upper": upper, "bins": counts.count,
        ], "counts": counts, "underflow": 0, "overflow": 0,
      ]
    }
    func group(_ pid: Int, _ outcome: String, _ kind: Int?, _ elements: Int) -> [String: Any] {
      var group: [String: Any] = [
        "pid": pid, "outcome": outcome, "elements": elements,
        "r_map": ["mean": map, "error": map, "track_share": [1.0, 0.5, NSNull()]],
        "neighbour_share": [
          "mean": 0.2, "error": 0.01, "histogram": histogram("share", 0, 1, [0, 0, elements, 0]),
        ],
        "relevant_nodes": [
          "mean": 1.5, "histogram": histogram("nodes", 0.5, 4.5, [elements, 0, 0, 0]),
        ],
        // Feature 0 has all its scores in the middle bin, around 0.
        "r_scores": (0..<12).map {
          histogram("score", -1, 1, $0 == 0 ? [0, elements, 0] : [0, 1, elements - 1])
        },
      ]
      if let kind { group["kind"] = kind }
      return group
    }
    let found: [String: Any] = [
      "schema": 1,
      "classes": PID.allCases.map(\.name),
      "features": [
        "cluster": Columns.cluster, "track": Columns.track,
        "both": zip(Columns.track, Columns.cluster).map { $0 == $1 ? $0 : "\($0)|\($1)" },
      ],
      "subject": [
        "output": "predicted", "rule": "epsilon", "epsilon": 1e-9, "gamma": 0, "neighbours": 2,
        "elements_per_class": 100, "seed": 1, "classes": [1, 2], "events": [0, 1],
        "standardised_inputs": true,
      ] as [String: Any],
      "events": 2, "elements": 8, "explained": 6,
      "groups": [
        group(1, "correct", nil, 4), group(1, "correct", 2, 4), group(2, "correct", nil, 2),
        group(2, "correct", 1, 2), group(2, "wrong", nil, 3), group(2, "wrong", 1, 3),
      ],
      "conservation": [
        "elements": 6, "undefined": 0, "median": 1e-7, "percentile99": 2e-6, "worst": 3e-6,
        "histogram": histogram("log10", -16, 0, [0, 6, 0, 0]),
      ] as [String: Any],
      "checks": [
        [
          "name": "charge", "statement": "Charge matters <most> for charged hadrons",
          "quantity": "share of |R| on charge", "first": 1, "first_elements": 4, "second": 2,
          "second_elements": 2,
          "first_mean": ["value": 0.1, "lower": 0.08, "upper": 0.12],
          "second_mean": ["value": 0.01, "lower": 0.0, "upper": 0.02],
          "difference": ["value": 0.09, "lower": 0.07, "upper": 0.11], "verdict": "holds",
          "resampled": "element", "replicas": 1000,
        ] as [String: Any]
      ],
      "graph": [
        "file": "a<b>.pkl", "event": 1, "truth": 1, "predicted": 1, "output": "charged hadron",
        "value": 3.5,
        "nodes": phi.enumerated().map { index, phi -> [String: Any] in
          [
            "element": index, "kind": index == 0 ? 2 : 1, "eta": 0.1 * Double(index), "phi": phi,
            "relevance": 0.5, "share": 0.3,
          ]
        }, "edges": [["layer": 0, "to": 0, "from": 1, "weight": 0.9]],
      ] as [String: Any],
      "seconds": 1.5,
      "provenance": ["program": "fairmlpf 9", "model_sha256": "abc"],
    ]
    do {
      let data = try JSONSerialization.data(withJSONObject: found)
      return try Explanation(json: data, at: "explanation.json")
    } catch let failure as Failure {
      throw failure
    } catch {
      throw Failure("not JSON", status: .internalError, cause: "\(error)")
    }
  }

  /// Two epochs, the second one better.
  static let metrics = """
    epoch,training_loss,training_classification,training_regression,training_accuracy,\
    validation_loss,validation_classification,validation_regression,validation_accuracy,\
    learning_rate,seconds
    1,2.0,1.5,0.5,0.5,2.5,2.0,0.5,0.45,0.001,3
    2,1.0,0.75,0.25,0.75,1.5,1.0,0.5,0.7,0.001,3

    """

  static let summary = """
    {"schema": 1, "outcome": "finished", "epochs": 2, "best_epoch": 2, "seconds": 75.0,
     "parameters": 311722, "preset": "lrp-paper", "seed": 1,
     "training_files": [{"name": "a.pkl", "size": 10, "sha256": "aa", "modified": "0", "dtype": "<f8",
       "pickle_protocol": 3, "extra_keys": []}],
     "validation_files": [],
     "settings_sha256": "bb",
     "provenance": {"program": "fairmlpf 9", "time": "2026-01-02T03:04:05Z", "system": "Linux",
       "processor": "p", "cores": 2}}
    """

  static func illustrations(
    evaluation: EvaluationResult? = evaluation(), explanation: Explanation? = nil
  ) throws(Failure) -> Illustrations {
    Illustrations(
      evaluation: evaluation, explanation: explanation,
      history: try TrainingHistory(csv: metrics, at: "metrics.csv"), bestEpoch: 2)
  }
}
