import ArgumentParser
import Experiment
import Files
import Publication

/// `fairmlpf check`.
struct Check: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Tell how FAIR the publication is, metric by metric.",
    discussion: """
      Looks in the folder publication for the evidence of the metrics of FAIRshake's rubric "FAIR for \
      Machine Learning Models" (fairshake.cloud/rubric/146): each is passed, failed or not checkable \
      offline, with the file and field where that was seen, and what to do. \
      \(FAIRMetric.allCases.count) of its \(FAIRMetric.ofRubric) metrics are known here.

      It ends with 0 whatever it finds, since a publication without a DOI is as it should be before it is \
      deposited; with --strict it ends with 1 if a metric has failed.
      """)

  @OptionGroup var experiment: ExperimentDirectory
  @Flag(help: "Print the findings as JSON.")
  var json = false
  @Flag(help: "End with 1 if a metric has failed.")
  var strict = false
  @OptionGroup var output: OutputOptions

  func run() throws {
    let folder = try ExperimentFolder(experiment.directory)
    let place = "\(folder.path)/\(PackageStage.folderName)"
    let findings = try FAIRCheck(place).findings()
    if json {
      try StandardOutput.write(ResultJSON.encode(findings, at: place))
    } else {
      for finding in findings {
        var lines = "\(finding.verdict.rawValue): \(finding.metric.rawValue) \(finding.question)\n"
        lines += "    \(finding.evidence)\n"
        if !finding.remedy.isEmpty { lines += "    \(finding.remedy).\n" }
        try StandardOutput.write(lines)
      }
    }
    func count(_ verdict: FAIRFinding.Verdict) -> Int { findings.count { $0.verdict == verdict } }
    output.progress("metrics").say(
      "\(count(.passed)) passed, \(count(.failed)) failed, \(count(.notCheckable)) not checkable offline"
    )
    if strict, count(.failed) > 0 { throw ExitCode(1) }
  }
}
