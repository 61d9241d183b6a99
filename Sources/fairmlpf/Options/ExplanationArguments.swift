public import ArgumentParser
import Events
public import Experiment
public import Relevance

/// What `fairmlpf explain` explains and how; what is not given is as in experiment.yaml.
struct ExplanationArguments: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Test events, counted from 0 over all test files: all, or numbers and ranges such as 0-9,20.",
      valueName: "events"))
  var events: EventSelection?

  @Option(
    help: ArgumentHelp(
      "True classes of the elements, joined by commas; all if not given.", valueName: "classes"))
  var classes: Classes?

  @Option(
    help: ArgumentHelp(
      "How many elements of each true class, drawn at random with the seed; 0 for all.",
      valueName: "n"))
  var elements: Int?

  @Option(
    help: ArgumentHelp(
      """
      What is explained: predicted (the logit of the predicted class), true, a class, or a momentum \
      component (\(ExplainedOutput.momentumNames.joined(separator: ", "))).
      """, valueName: "output"))
  var output: Output?

  @Option(
    help: ArgumentHelp(
      """
      epsilon, gamma (terms that have the sign of their sum count more), zero (no stabiliser), or \
      epsilon-unsigned (as in the code published with the LRP paper).
      """))
  var rule: RelevanceRule.Kind?

  @Option(help: "The stabiliser of the rules epsilon, epsilon-unsigned and gamma.")
  var epsilon: Double?

  @Option(help: "The extra weight of the rule gamma.")
  var gamma: Double?

  @Option(help: ArgumentHelp("Neighbours kept in an R-map.", valueName: "n"))
  var neighbours: Int?

  @Option(help: "Seed of the sampling and of the bootstrap.")
  var seed: UInt64?

  func validate() throws {
    if let elements, elements < 0 {
      throw ValidationError("--elements is \(elements) and must be 0 or more.")
    }
    for (name, value) in [("epsilon", epsilon), ("gamma", gamma)] {
      if let value, !(value >= 0 && value.isFinite) {
        throw ValidationError("--\(name) is \(value) and must be a number, 0 or more.")
      }
    }
    let most = ExplanationOptions.mostNeighbours
    if let neighbours, !(0...most).contains(neighbours) {
      throw ValidationError("--neighbours is \(neighbours) and must be 0 to \(most).")
    }
  }

  /// The options of experiment.yaml with those of the command line in their place.
  func options(_ settings: ExplanationOptions) -> ExplanationOptions {
    var options = settings
    options.events = events ?? options.events
    options.classes = classes?.pids ?? options.classes
    if let elements { options.elementsPerClass = elements == 0 ? nil : elements }
    options.output = output?.value ?? options.output
    options.rule = rule ?? options.rule
    options.epsilon = epsilon ?? options.epsilon
    options.gamma = gamma ?? options.gamma
    options.neighbours = neighbours ?? options.neighbours
    options.seed = seed ?? options.seed
    return options
  }

  /// Classes by name.
  struct Classes: ExpressibleByArgument {
    let pids: [PID]

    init?(argument: String) {
      var pids: [PID] = []
      for name in argument.split(separator: ",", omittingEmptySubsequences: false) {
        guard let pid = PID(name: String(name)) else { return nil }
        pids.append(pid)
      }
      self.pids = pids
    }

    static var allValueStrings: [String] { PID.allCases.map(\.name) }
  }

  /// An output by name.
  struct Output: ExpressibleByArgument {
    let value: ExplanationOptions.Output

    init?(argument: String) {
      guard let value = ExplanationOptions.output(argument) else { return nil }
      self.value = value
    }

    static var allValueStrings: [String] { ExplanationOptions.outputNames }
  }
}

extension EventSelection: ExpressibleByArgument {
  /// Reads an argument such as 0-9,20.
  public init?(argument: String) { self.init(argument) }
}

extension RelevanceRule.Kind: ExpressibleByArgument {}

extension ElementPlace: ExpressibleByArgument {
  /// Reads an argument such as 3:120.
  public init?(argument: String) {
    let numbers = argument.split(separator: ":", omittingEmptySubsequences: false).map { Int($0) }
    guard numbers.count == 2, let event = numbers[0], let element = numbers[1], event >= 0,
      element >= 0
    else { return nil }
    self.init(event: event, element: element)
  }
}
