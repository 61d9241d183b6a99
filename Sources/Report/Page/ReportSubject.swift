/// The experiment a report is about.
public struct ReportSubject: Sendable, Equatable {
  /// Its name.
  public var name: String
  /// The run whose model is judged.
  public var run: String
  /// The DOI of the events, or the name of the bundled sample; may be empty.
  public var data: String
  /// Name of the preset the network's shape started from.
  public var preset: String
  /// Program and version that makes the page.
  public var program: String
  /// Whether the evaluation is of another model than the run has now.
  public var evaluationIsOld = false
  /// Whether the explanation is of another model than the run has now.
  public var explanationIsOld = false

  /// Names an experiment.
  ///
  /// - Parameters:
  ///   - name: its name.
  ///   - run: the run whose model is judged.
  ///   - data: the DOI of the events, or the name of the bundled sample.
  ///   - preset: name of the preset the network's shape started from.
  ///   - program: program and version that makes the page.
  public init(name: String, run: String, data: String, preset: String, program: String) {
    self.name = name
    self.run = run
    self.data = data
    self.preset = preset
    self.program = program
  }
}
