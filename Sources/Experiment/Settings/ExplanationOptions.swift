public import Events
import Files
public import Relevance

/// What is explained and how: the section `explanation` of `experiment.yaml`, or the options of
/// `fairmlpf explain`.
public struct ExplanationOptions: Sendable, Equatable {
  /// The explained output.
  public enum Output: Sendable, Equatable {
    /// The logit of the class that the network predicts.
    case predicted
    /// The logit of the true class.
    case truth
    /// The same output for every element.
    case fixed(ExplainedOutput)

    /// Its name in settings, on the command line and in results.
    public var name: String {
      switch self {
      case .predicted: "predicted"
      case .truth: "true"
      case .fixed(let output): output.name
      }
    }
  }

  /// The test events.
  public var events = EventSelection.first(50)
  /// True classes of the elements; all if empty.
  public var classes: [PID] = []
  /// How many elements of each true class are drawn at random; `nil` explains all.
  public var elementsPerClass: Int?
  /// The explained output.
  public var output = Output.predicted
  /// The rule.
  public var rule = RelevanceRule.Kind.epsilon
  /// The stabiliser.
  public var epsilon = 1e-9
  /// The extra weight of terms that have the sign of their sum, for the rule gamma.
  public var gamma = 0.25
  /// Neighbours kept in an R-map.
  public var neighbours = 3
  /// Seed of the sampling and of the bootstrap.
  public var seed: UInt64 = 1

  /// The defaults: every element of the first 50 test events.
  public init() {}

  /// Names of all outputs that can be explained.
  public static let outputNames =
    ["predicted", "true"] + PID.allCases.map(\.name) + ExplainedOutput.momentumNames

  /// The output of a name.
  ///
  /// - Parameter name: one of `outputNames`.
  /// - Returns: `nil` for anything else.
  public static func output(_ name: String) -> Output? {
    switch name {
    case "predicted": return .predicted
    case "true": return .truth
    default: break
    }
    if let pid = PID(name: name) { return .fixed(.pid(pid)) }
    return ExplainedOutput.momentumNames.firstIndex(of: name).map { .fixed(.momentum($0)) }
  }

  /// The classes in order, each once; all if none is named.
  var chosenClasses: [PID] {
    classes.isEmpty ? PID.allCases : PID.allCases.filter(classes.contains)
  }

  /// The rule with its numbers.
  var relevanceRule: RelevanceRule { RelevanceRule(rule, epsilon: epsilon, gamma: gamma) }
}

extension ExplanationOptions {
  /// Reads the section of the settings.
  init(_ section: SettingsSection) throws(Failure) {
    var section = section
    let texts = try section.texts("events", [])
    if !texts.isEmpty {
      guard let selection = EventSelection(texts.joined(separator: ",")) else {
        throw section.wrongText("events", EventSelection.wanted)
      }
      events = selection
    }
    classes = try section.choices("classes", [], PID.allCases.map(\.name)) { PID(name: $0) }
    let elements = try section.integer("elements", 0, in: 0...Int.max)
    elementsPerClass = elements == 0 ? nil : elements
    let name = try section.text("output", output.name)
    guard let chosen = Self.output(name) else {
      throw section.wrongText(
        "output", "one of " + Self.outputNames.joined(separator: ", "))
    }
    output = chosen
    rule = try section.choice("rule", rule)
    epsilon = try section.double("epsilon", epsilon, "a number, 0 or more") { $0 >= 0 }
    gamma = try section.double("gamma", gamma, "a number, 0 or more") { $0 >= 0 }
    neighbours = try section.integer("neighbours", neighbours, in: 0...Self.mostNeighbours)
    seed = UInt64(try section.integer("seed", Int(seed), in: 0...Int.max))
    try section.finish()
  }

  /// The most neighbours that an R-map keeps.
  public static let mostNeighbours = 100
}
