import Evaluation
import Events
import Files
import Relevance

extension ReportPage {
  /// A few sentences: what was trained, what it was judged on, and what came of it.
  var summary: [String] {
    var sentences: [String] = []
    if let training {
      sentences.append(
        "A network of \(NumberText.grouped(training.parameters)) parameters (preset "
          + "\(training.preset)) was trained for \(NumberText.count(training.epochs, "epoch")); the "
          + "weights of epoch \(training.bestEpoch) are used.")
    }
    if let evaluation {
      sentences.append(
        "It was judged on \(NumberText.count(evaluation.events, "event")) with "
          + "\(NumberText.count(evaluation.elements, "element")) that it had not seen, beside the "
          + "rule-based particle flow and a trivial baseline.")
    }
    if let explanation {
      sentences.append(
        "Layerwise relevance propagation explained \(NumberText.count(explanation.explained, "element")) "
          + "of \(NumberText.count(explanation.events, "event")).")
    }
    return sentences
  }

  /// The numbers to look at first, of clusters, which no generator bit classifies.
  var facts: [(number: String, what: String)] {
    var facts: [(String, String)] = []
    if let part = evaluation?[.clusters], let own = part[.mlpf], let other = part[.ruleBased] {
      func add(_ value: (MethodResult) -> Double?, _ what: String) {
        guard let number = value(own) else { return }
        let beside = value(other).map { "; rule-based \(NumberText.percent($0))" } ?? ""
        facts.append((NumberText.percent(number), what + beside))
      }
      add({ $0.accuracy }, "of clusters get their true class")
      add({ $0.confusion.efficiency(.neutralHadron) }, "efficiency of neutral hadrons")
      add({ $0.confusion.fakeRate(.neutralHadron) }, "fake rate of neutral hadrons")
    }
    if let checks = explanation?.checks, !checks.isEmpty {
      let holding = checks.count { $0.verdict == .holds }
      let others = [PhysicsCheck.Verdict.fails, .undecided, .untested].compactMap { verdict in
        let count = checks.count { $0.verdict == verdict }
        return count == 0 ? nil : "; \(count) \(verdict.rawValue)"
      }
      facts.append(
        ("\(holding) of \(checks.count)", "published statements hold" + others.joined()))
    }
    return facts
  }
}
