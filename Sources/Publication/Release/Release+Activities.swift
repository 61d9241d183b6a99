extension Release {
  /// A step that was run, and on what.
  public struct Activity: Sendable, Equatable {
    /// What to type to repeat it, such as "fairmlpf train".
    public var command: String
    /// When it began, where that is known.
    public var start: ReleaseDate?
    /// When its result was written.
    public var end: ReleaseDate
    /// How long it took in seconds, where that is known.
    public var seconds: Double?
    /// Program and version, as in "fairmlpf 0.1.0".
    public var program: String
    /// Operating system and processor architecture.
    public var system: String
    /// Model of the processor.
    public var processor: String
    /// Cores the program might use.
    public var cores: String

    /// Creates it.
    public init(
      command: String, start: ReleaseDate? = nil, end: ReleaseDate, seconds: Double? = nil,
      program: String, system: String, processor: String, cores: String
    ) {
      self.command = command
      self.start = start
      self.end = end
      self.seconds = seconds
      self.program = program
      self.system = system
      self.processor = processor
      self.cores = cores
    }
  }

  /// How the network was trained.
  public struct Training: Sendable, Equatable {
    /// The settings of the training.
    public var settings: [Fact]
    /// The seed of the weights and of the order of events.
    public var seed: UInt64
    /// Epochs that were done.
    public var epochs: Int
    /// The epoch whose weights are published, from 1.
    public var bestEpoch: Int
    /// "finished" or "stopped early".
    public var outcome: String
    /// The step.
    public var activity: Activity

    /// Creates it.
    public init(
      settings: [Fact], seed: UInt64, epochs: Int, bestEpoch: Int, outcome: String,
      activity: Activity
    ) {
      self.settings = settings
      self.seed = seed
      self.epochs = epochs
      self.bestEpoch = bestEpoch
      self.outcome = outcome
      self.activity = activity
    }
  }

  /// A number that was counted or averaged, with an interval.
  public struct Measured: Sendable, Equatable {
    /// The number.
    public var value: Double
    /// Lower end of the interval.
    public var lower: Double
    /// Upper end of the interval.
    public var upper: Double

    /// Creates it.
    public init(_ value: Double, lower: Double, upper: Double) {
      self.value = value
      self.lower = lower
      self.upper = upper
    }
  }

  /// How a method does on one class.
  public struct ClassScore: Sendable, Equatable {
    /// The class.
    public var name: String
    /// Elements whose true class it is.
    public var elements: Int
    /// Share of these that were given it, with Wilson's interval at 68 %; `nil` without elements.
    public var efficiency: Measured?
    /// Share of elements given it that are not of it; `nil` if none was given it.
    public var fakeRate: Measured?

    /// Creates it.
    public init(name: String, elements: Int, efficiency: Measured?, fakeRate: Measured?) {
      self.name = name
      self.elements = elements
      self.efficiency = efficiency
      self.fakeRate = fakeRate
    }
  }

  /// How a method does on a part of the elements.
  public struct Score: Sendable, Equatable {
    /// The method: "MLPF" (the network), "rule-based PF", "trivial baseline".
    public var method: String
    /// The elements: "all elements", "clusters only", "tracks only".
    public var elements: String
    /// Share of elements given their true class.
    public var accuracy: Measured?
    /// By class, without the class none.
    public var classes: [ClassScore]

    /// Creates it.
    public init(method: String, elements: String, accuracy: Measured?, classes: [ClassScore]) {
      self.method = method
      self.elements = elements
      self.accuracy = accuracy
      self.classes = classes
    }
  }

  /// How the network was judged.
  public struct Evaluation: Sendable, Equatable {
    /// Number of events.
    public var events: Int
    /// Number of elements in them.
    public var elements: Int
    /// The scores by part of the elements and method, the network's first in each part.
    public var scores: [Score]
    /// Milliseconds that an event of so many elements takes on one core; empty if not measured.
    public var timing: [Fact]
    /// The step.
    public var activity: Activity

    /// Creates it.
    public init(
      events: Int, elements: Int, scores: [Score], timing: [Fact], activity: Activity
    ) {
      self.events = events
      self.elements = elements
      self.scores = scores
      self.timing = timing
      self.activity = activity
    }
  }

  /// A published statement, tested by relevance propagation.
  public struct Statement: Sendable, Equatable {
    /// The statement.
    public var text: String
    /// "holds", "fails", "undecided" or "untested".
    public var verdict: String

    /// Creates it.
    public init(_ text: String, verdict: String) {
      self.text = text
      self.verdict = verdict
    }
  }

  /// What the network's decisions rest on.
  public struct Explanation: Sendable, Equatable {
    /// The explained output.
    public var output: String
    /// The rule of the propagation, with its numbers.
    public var rule: String
    /// Number of elements explained.
    public var explained: Int
    /// Number of events they are from.
    public var events: Int
    /// Statements tested.
    public var statements: [Statement]
    /// Median of the relative difference between the sum of relevance and the output.
    public var conservation: Double
    /// The step.
    public var activity: Activity

    /// Creates it.
    public init(
      output: String, rule: String, explained: Int, events: Int, statements: [Statement],
      conservation: Double, activity: Activity
    ) {
      self.output = output
      self.rule = rule
      self.explained = explained
      self.events = events
      self.statements = statements
      self.conservation = conservation
      self.activity = activity
    }
  }
}
