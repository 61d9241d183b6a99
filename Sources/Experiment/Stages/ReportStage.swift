import Evaluation
import Figures
public import Files
import FoundationEssentials
import MLPF
import Relevance
import Report

/// Makes the page of an experiment: `reports/report.html`, with its figures in `reports/figures`.
public struct ReportStage: Sendable {
  /// What `fairmlpf report` has to say.
  public struct Outcome: Sendable {
    /// The page.
    public let path: String
    /// Whether it was there already, made of the same.
    public let wasUpToDate: Bool
    /// Figures that have no pictures because gnuplot is not installed.
    public let withoutPicture: Int
    /// All figures of the page.
    public let figures: Int
  }

  static let fileName = "report.html"

  private let folder: ExperimentFolder
  private let settings: ExperimentFile

  /// Prepares the stage.
  public init(_ folder: ExperimentFolder, _ settings: ExperimentFile) {
    self.folder = folder
    self.settings = settings
  }

  /// Draws the figures and writes the page, unless that has been done.
  ///
  /// - Parameters:
  ///   - force: whether to do it again even so.
  ///   - drawing: told of figures.
  ///   - shouldStop: asked before every figure.
  /// - Returns: where the page is.
  /// - Throws: `Failure` when there is no result to show, a result is damaged, from gnuplot or the file
  ///   system, and with status `interrupted` when asked to stop.
  public func run(
    force: Bool, drawing: some Progress, shouldStop: @Sendable () -> Bool
  ) throws(Failure) -> Outcome {
    let inputs = try ReportInputs(folder, settings)
    let illustrations = inputs.illustrations
    let figures = "\(folder.reports)/figures"
    try FolderContents.create(figures)
    for place in [folder.reports, figures] { try AtomicFile.removeLeftovers(in: place) }
    if force {
      for illustration in illustrations.all {
        try? FileManager.default.removeItem(atPath: "\(figures)/\(illustration.figure.name).svg")
      }
    }
    try Gnuplot.removeOthers(than: illustrations.all.map(\.figure), in: figures)
    let drawn = try Gnuplot.draw(
      illustrations.all.map(\.figure), into: figures,
      workers: WorkQueue(threads: settings.training.threads).threads, progress: drawing,
      shouldStop: shouldStop)

    var pictures: [String: String] = [:]
    for (illustration, outcome) in zip(illustrations.all, drawn) where outcome != .notInstalled {
      let name = illustration.figure.name
      pictures[name] = try ReportInputs.text("\(figures)/\(name).svg")
    }
    let templatePath = try ResourceFolder.reportTemplate()
    let template = try ReportInputs.text(templatePath) ?? ""
    let digest = inputs.digest(with: [template] + pictures.sorted { $0.key < $1.key }.map(\.value))
    let path = "\(folder.reports)/\(Self.fileName)"
    func outcome(wasUpToDate: Bool) -> Outcome {
      Outcome(
        path: path, wasUpToDate: wasUpToDate,
        withoutPicture: drawn.count { $0 == .notInstalled }, figures: drawn.count)
    }
    if !force, let old = try ReportInputs.text(path), ReportPage.digest(of: old) == digest {
      return outcome(wasUpToDate: true)
    }
    let page = ReportPage(
      subject: inputs.subject, evaluation: inputs.evaluation, heldOut: inputs.heldOut,
      explanation: inputs.explanation,
      training: inputs.training, illustrations: illustrations, pictures: pictures, digest: digest)
    // Last, because it says that everything is there.
    try AtomicFile.write(page.html(template: template, at: templatePath), to: path)
    return outcome(wasUpToDate: false)
  }
}
