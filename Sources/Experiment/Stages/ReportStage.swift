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

    let (template, templatePath) = try Self.template()
    let pictures = try pictures(
      zip(illustrations.all, drawn).filter { $0.1 != .notInstalled }.map(\.0))
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

  /// Whether the page is there and made of the results and the pictures that are there.
  ///
  /// - Parameter inputs: the results.
  /// - Returns: `false` also for a page of another version of the template.
  /// - Throws: `Failure` when a file cannot be read.
  func isUpToDate(_ inputs: ReportInputs) throws(Failure) -> Bool {
    guard let old = try ReportInputs.text("\(folder.reports)/\(Self.fileName)") else {
      return false
    }
    let template = try Self.template().text
    let pictures = try pictures(inputs.illustrations.all)
    let digest = inputs.digest(with: [template] + pictures.sorted { $0.key < $1.key }.map(\.value))
    return ReportPage.digest(of: old) == digest
  }

  private static func template() throws(Failure) -> (text: String, path: String) {
    let path = try ResourceFolder.reportTemplate()
    return (try ReportInputs.text(path) ?? "", path)
  }

  /// The pictures that are there, by the name of their figure.
  private func pictures(_ illustrations: [Illustration]) throws(Failure) -> [String: String] {
    var pictures: [String: String] = [:]
    for illustration in illustrations {
      let name = illustration.figure.name
      pictures[name] = try ReportInputs.text("\(folder.reports)/figures/\(name).svg")
    }
    return pictures
  }
}
