import Files

/// What the user decides about making a project, apart from the answers.
public struct GeneratorOptions: Sendable {
  /// Whether the template's scripts may run.
  public enum Hooks: String, Sendable, CaseIterable {
    /// They run.
    case yes
    /// The user is asked.
    case ask
    /// They are passed over.
    case no
  }

  /// The folder to put the project into; it is created when missing.
  public var output: String
  /// Answers by name; these questions are not asked.
  public var answers: [String: String]
  /// Whether the template's scripts may run; `nil` refuses a template that has some.
  public var hooks: Hooks?
  /// Whether a project that exists is written over.
  public var overwrites = false
  /// Whether files that exist stay as they are when a project is written over.
  public var keepsExisting = false
  /// Whether a project stays when one of the template's scripts fails.
  public var keepsFailed = false
  /// Whether answers of the last run with this template are used.
  public var replays = false
  /// The file with the answers to use; `nil` for the template's own.
  public var replayFile: String?
  /// The folder where answers are kept for another run; `nil` keeps none.
  public var replayFolder: String?
  /// Defaults of the user for questions of any template, in a cookiecutter configuration.
  var defaults: [JSON.Member] = []
  /// Fixes random texts; `nil` for the system's random numbers.
  public var seed: UInt64?
  /// The time that dates in the project show, in seconds since 1970 (`SOURCE_DATE_EPOCH`).
  public var now: Int
  /// Local time minus UTC in seconds.
  public var localOffset = 0
  /// What local time is called, such as "CET".
  public var localZoneName = "UTC"
  /// How a project that exists is rendered again; `nil` for a new one.
  var repetition: Repetition?

  /// Creates the options.
  ///
  /// - Parameters:
  ///   - now: the time that dates in the project show, in seconds since 1970.
  ///   - output: the folder to put the project into.
  ///   - answers: answers by name.
  public init(now: Int, output: String = ".", answers: [String: String] = [:]) {
    self.now = now
    self.output = output
    self.answers = answers
  }

  /// Takes over what the user has set for all templates.
  ///
  /// - Parameter configuration: defaults for questions, and where answers are kept.
  public mutating func apply(_ configuration: UserConfiguration) {
    defaults = configuration.defaultContext
    replayFolder = configuration.replayFolder
  }
}
