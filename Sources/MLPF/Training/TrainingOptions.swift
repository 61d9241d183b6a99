/// How a network is trained.
public struct TrainingOptions: Sendable, Equatable {
  /// What the network learns to reproduce.
  public enum Target: String, Sendable, CaseIterable {
    /// Generator-level truth, `ygen`.
    case truth = "gen"
    /// Candidates of the rule-based particle flow, `ycand`.
    case ruleBased = "cand"
  }

  /// How the learning rate changes over the training.
  public enum Schedule: String, Sendable, CaseIterable {
    /// It does not.
    case constant
    /// It falls to 0 along half a cosine.
    case cosine
  }

  /// What the network learns.
  public var target = Target.truth
  /// How often every training event is used.
  public var epochs = 60
  /// Events in one step.
  public var eventsPerStep = 1
  /// What is minimised.
  public var loss = LossOptions()
  /// How it is minimised.
  public var optimiser = AdamOptions()
  /// How the learning rate changes.
  public var schedule = Schedule.constant
  /// Steps over which the learning rate rises from 0 at first.
  public var warmUpSteps = 0
  /// Whether element features are standardised with the training events' mean and deviation.
  public var standardisesInputs = false
  /// How momenta are written as targets.
  public var momentumTargets = MomentumScaling.Kind.raw
  /// The training ends when the validation loss has not fallen for more than this many epochs.
  public var patience = 100
  /// Decides initial weights and the order of events.
  public var seed: UInt64 = 1
  /// Number of threads, on which results do not depend; 0 stands for all cores.
  public var threads = 0
  /// A checkpoint is written at every epoch's end and whenever this many seconds have passed.
  public var checkpointInterval: Duration = .seconds(60)

  /// The published settings.
  public init() {}

  /// What the schedule makes of the learning rate.
  ///
  /// - Parameters:
  ///   - step: steps taken before, from 0.
  ///   - total: steps of the whole training.
  /// - Returns: a factor from 0 to 1.
  func learningRateFactor(step: Int, total: Int) -> Float {
    if step < warmUpSteps { return Float(step + 1) / Float(warmUpSteps) }
    guard schedule == .cosine, total > warmUpSteps else { return 1 }
    let progress = Double(step - warmUpSteps) / Double(total - warmUpSteps)
    return Float(0.5 * (1 + cos(Double.pi * min(progress, 1))))
  }
}

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif
