public import Evaluation
import Figures
public import Files
import Jinja
public import Relevance

/// The page that shows everything an experiment found: `report.html`, with pictures and style inside.
///
/// The same inputs give the same bytes.
public struct ReportPage: Sendable {
  /// The experiment.
  public var subject: ReportSubject
  /// What `fairmlpf evaluate` found.
  public var evaluation: EvaluationResult?
  /// What `fairmlpf evaluate --held-out` found.
  public var heldOut: EvaluationResult?
  /// What `fairmlpf explain` found.
  public var explanation: Explanation?
  /// What the training says of itself.
  public var training: TrainingSummary?
  /// The figures.
  public var illustrations: Illustrations
  /// The texts of the SVG files by the name of the figure; empty where there are none.
  public var pictures: [String: String]
  /// What the page was made of, as a digest.
  public var digest: String

  /// Gathers what stands on the page.
  ///
  /// - Parameters:
  ///   - subject: the experiment.
  ///   - evaluation: what `fairmlpf evaluate` found.
  ///   - heldOut: what `fairmlpf evaluate --held-out` found.
  ///   - explanation: what `fairmlpf explain` found.
  ///   - training: what the training says of itself.
  ///   - illustrations: the figures.
  ///   - pictures: the texts of the SVG files by the name of the figure.
  ///   - digest: what the page was made of.
  public init(
    subject: ReportSubject, evaluation: EvaluationResult?, heldOut: EvaluationResult? = nil,
    explanation: Explanation?, training: TrainingSummary?, illustrations: Illustrations,
    pictures: [String: String],
    digest: String
  ) {
    self.subject = subject
    self.evaluation = evaluation
    self.heldOut = heldOut
    self.explanation = explanation
    self.training = training
    self.illustrations = illustrations
    self.pictures = pictures
    self.digest = digest
  }

  /// The page.
  ///
  /// - Parameters:
  ///   - template: the text of `Templates/report/report.html`.
  ///   - place: where the template is from, for the message.
  /// - Returns: HTML that refers to no other file but through links.
  /// - Throws: `Failure` with status `badData` if the template is damaged.
  public func html(template: String, at place: String) throws(Failure) -> String {
    var environment = Environment()
    environment.autoescape = true
    environment.trimBlocks = true
    environment.lstripBlocks = true
    // Pictures of many points are long.
    environment.sizeLimit = 100_000_000
    do throws(TemplateError) {
      return try Template(template, file: place, environment: environment).render(context)
    } catch {
      throw Failure(
        "the template of the report cannot be used (\(error.message))",
        at: error.line > 0 ? "\(place):\(error.line)" : place,
        remedy: "Install fairmlpf again with 'make install'", status: .badData)
    }
  }

  /// What the template sees.
  private var context: [String: Value] {
    [
      "name": .string(subject.name), "run": .string(subject.run),
      "data": .string(subject.data), "is_doi": .bool(subject.data.hasPrefix("10.")),
      "program": .string(subject.program), "digest": .string(digest),
      "summary": .list(summary.map(Value.string)),
      "facts": .list(
        facts.map { .dict([("number", .string($0.number)), ("what", .string($0.what))]) }),
      "warnings": .list(warnings.map(Value.string)),
      "notes": .list(notes.map(Value.string)),
      "sections": .list(sections.map(value)),
    ]
  }

  /// Things that make the page less than it seems.
  private var warnings: [String] {
    var warnings: [String] = []
    if subject.evaluationIsOld {
      warnings.append(
        "The evaluation below was made with another model than the one of this run: run 'fairmlpf evaluate' and "
          + "'fairmlpf report' again.")
    }
    if subject.explanationIsOld {
      warnings.append(
        "The explanation below was made with another model than the one of this run: run 'fairmlpf explain' and "
          + "'fairmlpf report' again.")
    }
    return warnings
  }

  /// What is not there, and how to get it.
  private var notes: [String] {
    let missing = illustrations.all.count { pictures[$0.figure.name] == nil }
    guard missing > 0 else { return [] }
    return [
      "\(missing) of \(illustrations.all.count) figures have no picture, because gnuplot is not "
        + "installed: install it (on Debian and Ubuntu 'apt install gnuplot-nox') and run "
        + "'fairmlpf report' again. The data of each figure is linked in its place."
    ]
  }

  private func value(_ section: PageSection) -> Value {
    .dict([
      ("title", .string(section.title)), ("id", .string(section.anchor)),
      ("paragraphs", .list(section.paragraphs.map(Value.string))),
      ("tables", .list(section.tables.map(\.value))), ("figures", figures(section.figures)),
      ("parts", .list(section.parts.map(value))),
    ])
  }

  private func figures(_ illustrations: [Illustration]) -> Value {
    .list(
      illustrations.map { illustration in
        let name = illustration.figure.name
        let picture = pictures[name].flatMap {
          InlineSVG.text($0, label: illustration.alt)
        }
        let endings = ["csv", "gp"] + (picture == nil ? [] : ["svg", "pdf", "png"])
        return .dict([
          ("name", .string(name)), ("title", .string(illustration.figure.title)),
          ("alt", .string(illustration.alt)), ("how", .string(illustration.howToRead)),
          ("picture", picture.map(Value.markup) ?? .none),
          ("wide", .bool(illustration.figure.width == .page)),
          (
            "files",
            .list(
              endings.map {
                .dict([("ending", .string($0)), ("path", .string("figures/\(name).\($0)"))])
              })
          ),
        ])
      })
  }
}
