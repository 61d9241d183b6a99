import Files
import Yams

/// `MODEL_CARD.md`: the model for people, with the front matter of Hugging Face.
enum ModelCardArtefact {
  /// Name of the file.
  static let name = "MODEL_CARD.md"

  static func file(_ release: Release) throws(Failure) -> PublicationFile {
    let sections = [
      "# \(Markdown.text(release.title))", Markdown.paragraphs(release.abstract),
      details(release), uses, limits(release), start, training(release), evaluation(release),
      examination(release), environment(release), specifications(release), citation(release),
      glossary, people(release),
    ]
    return PublicationFile(
      name, .documentation, "text/markdown", "What the model is, does and cannot do",
      text: "---\n\(try YAMLWriter.text(frontMatter(release), at: name))---\n\n"
        + sections.joined(separator: "\n\n") + "\n")
  }

  // MARK: Front matter

  private static func frontMatter(_ release: Release) -> Node {
    var pairs: [(Node, Node)] = []
    func add(_ key: String, _ value: Node?) { if let value { pairs.append((Node(key), value)) } }
    func list(_ texts: [String]) -> Node { Node(texts.map { Node($0) }) }
    // The hub writes identifiers in small letters, and "other" for what it does not know.
    add("license", Node(release.licences.count == 1 ? release.licences[0].lowercased() : "other"))
    add("library_name", Node(release.program.name))
    add(
      "tags",
      list(
        ["particle-flow", "graph-neural-network", "high-energy-physics", "onnx", "safetensors"]
          + release.keywords.filter { $0.utf8.count <= 60 }))
    add("datasets", list([release.data.doi?.description ?? release.data.title.oneLine]))
    add("metrics", list(["accuracy", "recall"]))
    add("model-index", Node([modelIndex(release)]))
    return Node(pairs)
  }

  private static func modelIndex(_ release: Release) -> Node {
    let results = release.evaluation.scores.filter { $0.method == "MLPF" }.map { score in
      Node([
        (
          Node("task"),
          Node([
            (Node("type"), Node("graph-ml")), (Node("name"), Node(Release.task)),
          ])
        ),
        (
          Node("dataset"),
          Node([
            (Node("name"), Node("\(release.data.title.oneLine) (\(score.elements))")),
            (Node("type"), Node(release.data.doi?.description ?? "delphes")),
            (Node("split"), Node("test")),
          ])
        ),
        (Node("metrics"), Node(metrics(score))),
      ])
    }
    return Node([(Node("name"), Node(release.title)), (Node("results"), Node(results))])
  }

  private static func metrics(_ score: Release.Score) -> [Node] {
    ModelTexts.numbers(score).map { number in
      Node([
        (Node("type"), Node(type(number.name))), (Node("name"), Node(number.name)),
        (Node("value"), Node(NumberText.fixed(number.value.value, 4), .implicit, .plain)),
      ])
    }
  }

  private static func type(_ name: String) -> String {
    if name.hasPrefix("accuracy") { return "accuracy" }
    return name.hasPrefix("efficiency") ? "recall" : "fake_rate"
  }

  // MARK: Sections

  private static func bullets(_ items: [(String, String?)]) -> String {
    items.compactMap { name, value in value.map { "- **\(name):** \($0)" } }
      .joined(separator: "\n")
  }

  private static func facts(_ facts: [Release.Fact]) -> String {
    Markdown.table(
      [["setting", "value"]]
        + facts.map { [Markdown.text($0.name), Markdown.text($0.value)] })
  }

  private static func details(_ release: Release) -> String {
    "## Model Details\n\n"
      + bullets([
        (
          "Developed by",
          Markdown.text(release.citation.authors.map(\.fullName).joined(separator: ", "))
        ),
        ("Model type", Markdown.text(Release.categories.joined(separator: ", "))),
        ("Version", Markdown.text(release.citation.version)),
        ("Date", release.date.day),
        ("DOI", release.address.map { Markdown.link($0, to: $0) }),
        (
          "License",
          release.licences.isEmpty
            ? "none is given, so that others may read this model but not use it"
            : Markdown.text(release.licences.joined(separator: " or "))
        ),
        ("Repository", release.source.address.map { Markdown.link($0, to: $0) }),
        ("Commit", release.source.revision.map { "`\($0)`" }),
        ("Method", Markdown.link(Release.methodTitle, to: Release.methodPaper)),
        ("Made with", Markdown.text(release.program.text)),
      ])
  }

  private static let uses = """
    ## Uses

    ### Direct Use

    \(ModelTexts.intendedUse)

    ### Out-of-Scope Use

    \(ModelTexts.outOfScope)
    """

  private static func limits(_ release: Release) -> String {
    "## Bias, Risks, and Limitations\n\n"
      + (ModelTexts.limits(release) + [ModelTexts.ethics, ModelTexts.legal(release)])
      .map { "- \(Markdown.text($0))" }.joined(separator: "\n")
  }

  private static let start = """
    ## How to Get Started with the Model

    \(ModelTexts.usage)

    \(Markdown.code(ModelTexts.snippet, language: "python"))
    """

  private static func training(_ release: Release) -> String {
    let training = release.training
    let data = release.data
    let files = Release.Purpose.allCases.flatMap { data.files(for: $0) }.map { file in
      [
        Markdown.text(file.name), file.purpose.rawValue,
        file.size.map { NumberText.grouped($0) } ?? "", "`\(file.sha256)`",
      ]
    }
    let outcome =
      "\(NumberText.count(training.epochs, "epoch")), \(training.outcome); the weights are those of "
      + "epoch \(training.bestEpoch), the one with the smallest validation loss where there are "
      + "validation events."
    return """
      ## Training Details

      ### Training Data

      \(Markdown.start(data.title))\(release.dataAddress.map { ", " + Markdown.link($0, to: $0) } ?? "").

      \(Markdown.paragraphs(data.description))

      \(Markdown.table([["file", "used for", "bytes", "SHA-256"]] + files))

      ### Training Procedure

      \(outcome)

      \(facts(training.settings))

      ### Speeds, Sizes, Times

      - **Parameters:** \(NumberText.grouped(release.model.parameters))
      - **Training time:** \(training.activity.seconds.map { NumberText.fixed($0, 1) + " s" } ?? "not known")
      - **Processor:** \(Markdown.text(training.activity.processor)), \
      \(Markdown.text(training.activity.cores)) cores, \(Markdown.text(training.activity.system))
      """
  }

  private static func percent(_ value: Release.Measured?) -> String {
    guard let value else { return "–" }
    let (low, high) = (
      NumberText.fixed(100 * value.lower, 1), NumberText.fixed(100 * value.upper, 1)
    )
    return "\(NumberText.percent(value.value)) (\(low) to \(high))"
  }

  /// The methods beside each other, a row for each class.
  private static func table(_ evaluation: Release.Evaluation, _ elements: String) -> String {
    let scores = evaluation.scores.filter { $0.elements == elements }
    guard let first = scores.first else { return "" }
    let names = scores.map { Markdown.text($0.method) }
    var rows = [
      ["class", "elements"] + names.map { "efficiency, \($0)" } + names.map { "fake rate, \($0)" }
    ]
    for (index, part) in first.classes.enumerated() {
      let parts = scores.map { $0.classes[index] }
      rows.append(
        [part.name, NumberText.grouped(part.elements)] + parts.map { percent($0.efficiency) }
          + parts.map { percent($0.fakeRate) })
    }
    rows.append(
      ["**accuracy**", ""] + scores.map { percent($0.accuracy) } + scores.map { _ in "" })
    return "#### \(elements.prefix(1).uppercased())\(elements.dropFirst())\n\n"
      + Markdown.table(rows)
  }

  private static func results(_ evaluation: Release.Evaluation, _ title: String) -> String {
    var kinds: [String] = []
    for score in evaluation.scores where !kinds.contains(score.elements) {
      kinds.append(score.elements)
    }
    let size =
      "\(NumberText.count(evaluation.events, "event")), "
      + "\(NumberText.count(evaluation.elements, "element"))."
    let timing =
      evaluation.timing.isEmpty
      ? []
      : [
        "Time for one event on one core, by its number of elements: "
          + evaluation.timing.map { "\(Markdown.text($0.name)): \(Markdown.text($0.value))" }
          .joined(separator: ", ") + "."
      ]
    return ([title, size] + kinds.map { table(evaluation, $0) } + timing)
      .joined(separator: "\n\n")
  }

  private static func evaluation(_ release: Release) -> String {
    var parts = [
      """
      ## Evaluation

      Efficiency is the share of elements of a true class that were given it; the fake rate is the share \
      of elements given a class that are not of it. Intervals are Wilson's at 68 %; they count every \
      element by itself, so they are too narrow. PF is particle flow.
      """,
      results(release.evaluation, "### Test events"),
    ]
    if let heldOut = release.heldOut { parts.append(results(heldOut, "### Held-out events")) }
    return parts.joined(separator: "\n\n")
  }

  private static func examination(_ release: Release) -> String {
    guard let explanation = release.explanation else {
      return "## Model Examination\n\nIt was not examined what the decisions rest on."
    }
    let statements = explanation.statements.map {
      "- \(Markdown.text($0.text)) **\(Markdown.text($0.verdict))**"
    }
    return """
      ## Model Examination

      Layerwise relevance propagation (\(Markdown.text(explanation.rule))) of the output \
      "\(Markdown.text(explanation.output))" for \(NumberText.count(explanation.explained, "element")) of \
      \(NumberText.count(explanation.events, "event")). The sum of relevance differs from the output by \
      \(NumberText.scientific(explanation.conservation)) of it (median). Statements of \
      \(Markdown.link("arXiv:2111.12840", to: Release.explanationPaper)), tested on these events:

      \(statements.joined(separator: "\n"))
      """
  }

  private static func environment(_ release: Release) -> String {
    let seconds = release.training.activity.seconds
    return """
      ## Environmental Impact

      The training took \(seconds.map { NumberText.fixed($0, 1) + " s" } ?? "a time that is not known") \
      on a processor without accelerator; energy and emissions were not measured.
      """
  }

  private static func columns(_ columns: [Release.Column]) -> String {
    columns.map { Markdown.text($0.text) }.joined(separator: ", ")
  }

  private static func specifications(_ release: Release) -> String {
    let model = release.model
    return """
      ## Technical Specifications

      \(facts([Release.Fact("preset", model.preset)] + model.architecture))

      - **Input** `X` (elements, 12), float32. Clusters: \(columns(model.clusterColumns)). \
      Tracks: \(columns(model.trackColumns)).
      - **Output** `logits` (elements, 6): \
      \(model.classes.map(Markdown.text).joined(separator: ", ")).
      - **Output** `momenta` (elements, 6): \(columns(model.momenta)).
      - **Weights** `model.safetensors`, SHA-256 `\(model.sha256)`.
      """
  }

  private static func citation(_ release: Release) -> String {
    "## Citation\n\n\(Markdown.start(release.reference))\n\n"
      + "`CITATION.cff` has the same for reference managers. Please cite the method too: "
      + "\(Markdown.link("arXiv:2101.08578", to: Release.methodPaper))."
  }

  private static let glossary = """
    ## Glossary

    - **Element:** a calorimeter cluster or a track, one row of `X`.
    - **Particle flow (PF):** the reconstruction of all particles of an event from all parts of the \
    detector together.
    - **Pileup:** further collisions in the same event.
    """

  private static func people(_ release: Release) -> String {
    let names = release.citation.authors.map { author -> String in
      let name = Markdown.text(author.fullName)
      let linked = author.register.map { Markdown.link(author.fullName, to: $0) } ?? name
      return "- \(linked)" + (author.affiliation.map { ", " + Markdown.text($0) } ?? "")
    }
    let contact = release.citation.authors.compactMap(\.email).first.map(Markdown.text)
    return "## Model Card Authors\n\n\(names.joined(separator: "\n"))\n\n"
      + "## Model Card Contact\n\n\(contact ?? "No e-mail address is given.")"
  }
}
