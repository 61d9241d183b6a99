import Files

/// Sentences about a model that several artefacts need, made of what was measured.
enum ModelTexts {
  /// A number of an evaluation with its name.
  struct Number {
    let name: String
    let value: Release.Measured
  }

  static let intendedUse =
    "Research on particle-flow reconstruction with simulated events of the DELPHES data set's form: "
    + "to compare methods, to study what a network's decisions rest on, and to repeat and extend "
    + "this experiment."

  static let outOfScope =
    "Reconstruction for a physics measurement, events of another detector or another simulation, and "
    + "data of a real detector: nothing here was tested on any of them."

  static let ethics =
    "The events are simulated collisions of protons: there is no data of persons in them."

  static let usage =
    "Give model.onnx the features X (elements, 12) of one event, exactly as they are in the files of "
    + "the data set, to ONNX Runtime: it returns logits (elements, 6), whose largest entry is the "
    + "class, and momenta (elements, 6). Any number of elements will do."

  /// Lines of Python that run the model on one element; only the model's own file is needed.
  static let snippet = [
    "import numpy, onnxruntime",
    "",
    "session = onnxruntime.InferenceSession(\"model.onnx\")",
    "X = numpy.zeros((100, 12), dtype=numpy.float32)  # features of one event, a row for each element",
    "X[:, 0] = 1  # clusters; 2 for tracks",
    "logits, momenta = session.run([\"logits\", \"momenta\"], {\"X\": X})",
    "classes = logits.argmax(axis=1)  # 0 none, 1 charged hadron, 2 neutral hadron, 3 photon, …",
  ]

  static func legal(_ release: Release) -> String {
    let own =
      release.licences.isEmpty
      ? "No licence is given, so that others may read this model but not use it."
      : "The model may be used under \(release.licences.joined(separator: " or "))."
    let data = Release.licences(release.data.licence)
    return own
      + (data.isEmpty
        ? " The licence of the data is not known."
        : " The data are under \(data.joined(separator: " or ")).")
  }

  /// The numbers of a score, by name.
  static func numbers(_ score: Release.Score) -> [Number] {
    var found: [Number] = []
    if let accuracy = score.accuracy {
      found.append(Number(name: "accuracy, \(score.elements)", value: accuracy))
    }
    for part in score.classes {
      if let value = part.efficiency {
        found.append(Number(name: "efficiency of \(part.name), \(score.elements)", value: value))
      }
      if let value = part.fakeRate {
        found.append(Number(name: "fake rate of \(part.name), \(score.elements)", value: value))
      }
    }
    return found
  }

  /// What the numbers do not show, sentence by sentence.
  static func limits(_ release: Release) -> [String] {
    let evaluation = release.evaluation
    var sentences = [
      "All events are simulated with one detector, by DELPHES; the network has seen nothing else.",
      "This is one training with one seed: how much the numbers change from seed to seed was not "
        + "measured.",
      "Intervals are binomial and count every element by itself. There are "
        + "\(NumberText.count(evaluation.events, "test event")), and elements of one event are not "
        + "independent, so the true uncertainties are larger.",
      "The data set tells the class of most tracks in two of their features (is generated muon, is "
        + "generated electron), so that only clusters test a method; numbers for all elements "
        + "look better than they are.",
    ]
    if release.data.origin == .sample {
      sentences.append(
        "The bundled sample is small and has a pileup of 20 where the published data set has 200: the "
          + "numbers show that everything works, not how good the method is.")
    }
    let network = evaluation.scores.filter { $0.method == "MLPF" }
    let rare = network.first?.classes.filter { $0.elements < 100 }.map(\.name) ?? []
    if !rare.isEmpty {
      sentences.append(
        "The test events have fewer than 100 elements of these classes: "
          + "\(rare.joined(separator: ", ")).")
    }
    return sentences + network.flatMap { worse($0, evaluation) }
  }

  /// Where the network is worse than rule-based particle flow by more than both intervals.
  private static func worse(_ score: Release.Score, _ evaluation: Release.Evaluation) -> [String] {
    let other = evaluation.scores.first {
      $0.method == "rule-based PF" && $0.elements == score.elements
    }
    guard let other else { return [] }
    var clauses: [String] = []
    for (mine, theirs) in zip(score.classes, other.classes) {
      if let one = mine.efficiency, let two = theirs.efficiency, one.upper < two.lower {
        clauses.append(
          "the efficiency of \(mine.name) (\(NumberText.percent(one.value)) against "
            + "\(NumberText.percent(two.value)))")
      }
      if let one = mine.fakeRate, let two = theirs.fakeRate, one.lower > two.upper {
        clauses.append(
          "the fake rate of \(mine.name) (\(NumberText.percent(one.value)) against "
            + "\(NumberText.percent(two.value)))")
      }
    }
    guard !clauses.isEmpty else { return [] }
    return [
      "For \(score.elements), the network is worse than rule-based particle flow in "
        + clauses.joined(separator: ", ") + "."
    ]
  }
}
