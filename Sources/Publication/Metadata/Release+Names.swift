import Files

// What several artefacts say in the same words.
extension Release {
  /// The title on one line.
  var title: String { citation.title.oneLine }

  /// What the model is about; never empty.
  var abstract: String {
    let text = citation.abstract.withoutControls
    return text.allSatisfy(\.isWhitespace) ? title : text
  }

  /// The keywords, each once.
  var keywords: [String] {
    var found: [String] = []
    for word in citation.keywords.map(\.oneLine) where !word.isEmpty && !found.contains(word) {
      found.append(word)
    }
    return found
  }

  /// The address of the publication; `nil` until a DOI is reserved.
  var address: String? { doi.map { "https://doi.org/\($0)" } }

  /// The identifiers of the licences; several are a choice.
  var licences: [String] { Self.licences(citation.licence) }

  /// The single identifiers of a licence expression.
  static func licences(_ expression: String?) -> [String] {
    (expression ?? "").split(separator: " ").map(String.init).filter { $0 != "OR" }
  }

  /// The page of a licence in the list that its identifier is from.
  static func page(ofLicence identifier: String) -> String {
    "https://spdx.org/licenses/\(identifier)"
  }

  /// What the network does, for people.
  static let task = "particle-flow reconstruction"
  /// What the network does, in the words of machine-learning catalogues.
  static let mlTasks = ["node classification", "node regression"]
  /// What kind of model it is.
  static let categories = [
    "graph neural network", "supervised learning", "GravNet (distance-weighted message passing)",
  ]
  /// The paper that defines the method.
  static let methodPaper = "https://arxiv.org/abs/2101.08578"
  /// Its title.
  static let methodTitle =
    "MLPF: Efficient machine-learned particle-flow reconstruction using graph neural networks"
  /// The paper on explaining it, whose network the default preset is.
  static let explanationPaper = "https://arxiv.org/abs/2111.12840"
  /// The DOI of the published data set that the bundled sample is modelled on.
  static let publishedData = "10.5281/zenodo.4559324"

  /// The address of the data set.
  var dataAddress: String? { data.doi.map { "https://doi.org/\($0)" } ?? data.page }

  /// The preferred citation as a sentence.
  var reference: String {
    let names = citation.authors.map { $0.name.oneLine }.joined(separator: "; ")
    let version = "version \(citation.version.oneLine)"
    return "\(names) (\(date.year)). \(title), \(version)."
      + (address.map { " \($0)" } ?? "")
  }

  /// How somebody else repeats everything.
  var commands: [String] {
    var steps = [training.activity.command, evaluation.activity.command]
    if let heldOut { steps.append(heldOut.activity.command) }
    if let explanation { steps.append(explanation.activity.command) }
    return steps + ["fairmlpf report", "fairmlpf package"]
  }

  /// The steps by name.
  var activities: [(name: String, activity: Activity)] {
    var steps = [("training", training.activity), ("evaluation", evaluation.activity)]
    if let heldOut { steps.append(("held-out evaluation", heldOut.activity)) }
    if let explanation { steps.append(("explanation", explanation.activity)) }
    return steps
  }
}

extension Citation.Author {
  /// The address of the person in the register; `nil` without an ORCID.
  var register: String? { orcid.map { "https://orcid.org/\($0)" } }

  /// The family name on one line, or the only name there is.
  var familyLine: String { (family.isEmpty ? given : family).oneLine }
  /// The given names on one line; empty where there is only one name.
  var givenLine: String { family.isEmpty ? "" : given.oneLine }
  /// "Given Family".
  var fullName: String { [givenLine, familyLine].filter { !$0.isEmpty }.joined(separator: " ") }

  /// A person or an organisation as schema.org has them.
  func schema() -> JSONNode {
    .record([
      "@id": .optional(register),
      "@type": .text(isGroup ? "Organization" : "Person"),
      "name": .text(fullName),
      "givenName": isGroup || givenLine.isEmpty ? nil : .text(givenLine),
      "familyName": isGroup ? nil : .text(familyLine),
      "email": .optional(email?.oneLine),
      "affiliation": affiliation.map {
        .record(["@type": "Organization", "name": .text($0.oneLine)])
      },
    ])
  }
}
