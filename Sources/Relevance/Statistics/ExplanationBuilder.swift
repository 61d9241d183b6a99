public import Events
import MLPF

/// Collects explained elements, event by event, into an `Explanation`.
///
/// Memory does not grow with the number of elements, but for a few numbers an event.
public struct ExplanationBuilder {
  private let neighbours: Int
  private let reach: Int
  private var groups: [Key: GroupSums] = [:]
  private var conservation = ConservationSums()
  private var checks = CheckSums.published
  private var explained = 0

  private struct Key: Hashable {
    let pid: PID
    let outcome: Explanation.Outcome
    let kind: ElementKind?
  }

  /// Starts without elements.
  ///
  /// - Parameters:
  ///   - neighbours: neighbours kept in an R-map.
  ///   - reach: the most nodes that can carry an element's relevance.
  public init(neighbours: Int, reach: Int) {
    self.neighbours = neighbours
    self.reach = reach
  }

  /// Adds the explained elements of the next event.
  ///
  /// - Parameters:
  ///   - summaries: in ascending order of their elements.
  ///   - event: the event.
  public mutating func add(_ summaries: [ElementSummary], of event: Event) {
    for index in checks.indices { checks[index].beginEvent() }
    for summary in summaries {
      explained += 1
      conservation.add(summary)
      let truth = PID(event.truth[summary.element, 0]) ?? .none
      guard summary.isDefined, let kind = event.kind(summary.element) else { continue }
      let outcome: Explanation.Outcome = summary.predicted == truth ? .correct : .wrong
      let isTrack = summary.nodes.map { $0 >= 0 && event.kind($0) == .track }
      for part in [kind, nil] {
        let key = Key(pid: truth, outcome: outcome, kind: part)
        groups[key, default: GroupSums(neighbours: neighbours, reach: reach)].add(
          summary, isTrack: isTrack)
      }
      guard outcome == .correct else { continue }
      for index in checks.indices { checks[index].add(summary, truth: truth) }
    }
  }

  /// The result.
  ///
  /// - Parameters:
  ///   - subject: what was explained and how.
  ///   - elements: number of elements in the events, explained or not.
  ///   - graph: the R-graph of one element.
  ///   - seconds: how long it took.
  ///   - provenance: what the result was made from.
  /// - Returns: all statistics.
  public func finish(
    _ subject: Explanation.Subject, elements: Int, graph: RGraph?, seconds: Double,
    provenance: [String: String]
  ) -> Explanation {
    let kinds: [ElementKind?] = [nil] + ElementKind.allCases
    let results = PID.allCases.flatMap { pid in
      Explanation.Outcome.allCases.flatMap { outcome in
        kinds.compactMap { kind in
          groups[Key(pid: pid, outcome: outcome, kind: kind)]?.group(
            pid: pid, outcome: outcome, kind: kind)
        }
      }
    }
    return Explanation(
      schema: Explanation.currentSchema, classes: PID.allCases.map(\.name), features: .standard,
      subject: subject, events: subject.events.count, elements: elements, explained: explained,
      groups: results, conservation: conservation.conservation,
      checks: checks.map { $0.check(seed: subject.seed) }, graph: graph, seconds: seconds,
      provenance: provenance)
  }
}
