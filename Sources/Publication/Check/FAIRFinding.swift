/// What a check found about one metric.
public struct FAIRFinding: Sendable, Equatable, Codable {
  /// How it ended.
  public enum Verdict: String, Sendable, Codable {
    /// The evidence is there.
    case passed
    /// It is not, and something can be done.
    case failed
    /// Only the archive can show it, after publication.
    case notCheckable = "not checkable offline"
  }

  /// The metric.
  public let metric: FAIRMetric
  /// What it asks.
  public let question: String
  /// How it ended.
  public let verdict: Verdict
  /// Where that was seen: file and field.
  public let evidence: String
  /// What to do; empty where nothing is.
  public let remedy: String

  /// Creates it.
  init(_ metric: FAIRMetric, _ verdict: Verdict, _ evidence: String, remedy: String = "") {
    self.metric = metric
    question = metric.question
    self.verdict = verdict
    self.evidence = evidence
    self.remedy = remedy
  }
}
