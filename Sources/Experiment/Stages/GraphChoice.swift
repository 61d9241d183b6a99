import Events
import Relevance

/// Chooses the element of the R-graph: the correctly classified charged hadron with the largest true
/// pT, or the first explained element where there is none.
struct GraphChoice {
  private(set) var place: ElementPlace?
  private var largest: Float = -1

  /// Looks at the explained elements of an event.
  mutating func consider(_ summaries: [ElementSummary], _ chosen: ExplanationPlan.ChosenEvent) {
    for summary in summaries {
      let truth = chosen.event.truth
      let isCandidate =
        summary.predicted == .chargedHadron
        && truth[summary.element, 0] == Float(PID.chargedHadron.rawValue)
      let pT = isCandidate ? truth[summary.element, 2] : -1
      guard place == nil || pT > largest else { continue }
      place = ElementPlace(event: chosen.number, element: summary.element)
      largest = pT
    }
  }
}
