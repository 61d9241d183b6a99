public import Events
import MLPF

/// The output of the network whose value is shared out over elements and features.
public enum ExplainedOutput: Sendable, Equatable {
  /// The logit of the class that the network predicts.
  case predicted
  /// The logit of a class.
  case pid(PID)
  /// A component of nn3: 0 charge, 1 pT, 2 eta, 3 sin phi, 4 cos phi, 5 E; the network's own number, in
  /// whatever scale it was trained with.
  case momentum(Int)

  /// Names of the momentum components, in order.
  public static let momentumNames = ["charge", "pT", "eta", "sin phi", "cos phi", "E"]

  /// Its name in tables.
  public var name: String {
    switch self {
    case .predicted: "predicted"
    case .pid(let pid): pid.name
    case .momentum(let component): Self.momentumNames[component]
    }
  }

  /// Whether nn3 computes it.
  var isMomentum: Bool { if case .momentum = self { true } else { false } }
}

/// One element to be explained.
public struct ExplanationRequest: Sendable, Equatable {
  /// Number of its event among those given.
  public var event: Int
  /// Its row in the event.
  public var element: Int
  /// The output that is explained.
  public var output: ExplainedOutput

  /// Asks for an explanation.
  ///
  /// - Parameters:
  ///   - event: number of the event among those given.
  ///   - element: its row in the event.
  ///   - output: the output that is explained.
  public init(event: Int, element: Int, output: ExplainedOutput = .predicted) {
    self.event = event
    self.element = element
    self.output = output
  }
}
