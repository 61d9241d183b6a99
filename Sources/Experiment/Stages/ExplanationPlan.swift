import Events
import Files
import MLPF
import Relevance

/// Which elements of which events are explained, in rounds of events.
struct ExplanationPlan {
  /// A chosen event with its chosen elements.
  struct ChosenEvent {
    /// The event, counted from 0 over all test files.
    let number: Int
    let event: Event
    let file: String
    /// The elements, ascending.
    var elements: [Int] = []
    private let wanted: ExplanationOptions.Output

    init(number: Int, event: NamedEvent, wanted: ExplanationOptions.Output) {
      self.number = number
      self.event = event.event
      file = event.file
      self.wanted = wanted
    }

    /// About what it costs: the forward pass of the event, and two thirds more for each element.
    var cost: Int { event.count + 2 * elements.count }

    /// What is explained of an element.
    func output(of element: Int) -> ExplainedOutput {
      switch wanted {
      case .predicted: .predicted
      case .truth: .pid(PID(event.truth[element, 0]) ?? .none)
      case .fixed(let output): output
      }
    }
  }

  /// The chosen events in order; those without a chosen element too.
  private(set) var events: [ChosenEvent]
  private let graph: ElementPlace?

  /// Elements of a round: enough that all cores have work, and few enough for little memory.
  private static let roundElements = 4096

  /// Chooses events and elements.
  ///
  /// - Parameters:
  ///   - options: what to choose.
  ///   - all: all test events.
  ///   - graph: the element of the R-graph; `nil` if the program chooses.
  ///   - settings: the settings file, for messages.
  /// - Throws: `Failure` when nothing is left, or the element of the R-graph does not exist.
  init(
    _ options: ExplanationOptions, _ all: [NamedEvent], graph: ElementPlace?, settings: String
  ) throws(Failure) {
    self.graph = graph
    let numbers = options.events.numbers(of: all.count)
    guard !numbers.isEmpty else {
      throw Failure(
        "there are \(all.count) test events, and none of them is chosen by '\(options.events.text)'",
        at: settings, remedy: "Choose events from 0 to \(all.count - 1)", status: .badData)
    }
    events = numbers.compactMap { number in
      all[number].event.count == 0
        ? nil
        : ChosenEvent(number: number, event: all[number], wanted: options.output)
    }
    choose(options)
    guard count > 0 else {
      throw Failure(
        "the chosen events have no element whose true class is "
          + options.chosenClasses.map(\.name).joined(separator: " or "), at: settings,
        remedy: "Choose other events or classes", status: .badData)
    }
    try checkGraph()
  }

  /// Number of chosen elements.
  var count: Int { events.reduce(0) { $0 + $1.elements.count } }

  /// Takes all elements of the chosen classes, or some of each class at random.
  private mutating func choose(_ options: ExplanationOptions) {
    for pid in options.chosenClasses {
      var candidates: [(event: Int, element: Int)] = []
      for (index, chosen) in events.enumerated() {
        for element in 0..<chosen.event.count
        where chosen.event.truth[element, 0] == Float(pid.rawValue) {
          candidates.append((index, element))
        }
      }
      if let wanted = options.elementsPerClass, wanted < candidates.count {
        var generator = SeededGenerator(seed: options.seed, stream: UInt64(pid.rawValue))
        candidates = generator.permutation(candidates.count).prefix(wanted).map { candidates[$0] }
      }
      for (event, element) in candidates { events[event].elements.append(element) }
    }
    for index in events.indices { events[index].elements.sort() }
  }

  private func checkGraph() throws(Failure) {
    guard let graph else { return }
    guard let chosen = events.first(where: { $0.number == graph.event }) else {
      throw Failure(
        "event \(graph.event) is not among the chosen events", at: "--graph \(graph)",
        remedy: "Choose it with --events as well", status: .usage)
    }
    guard graph.element < chosen.event.count else {
      throw Failure(
        "event \(graph.event) has \(chosen.event.count) elements", at: "--graph \(graph)",
        remedy: "Name an element from 0 to \(chosen.event.count - 1)", status: .usage)
    }
  }

  /// The events in rounds; after each, results are collected.
  ///
  /// - Parameter ranks: number of ranks that share a round. Several get more each, so that they have
  ///   about as much to do although events differ.
  /// - Returns: all chosen events in order, round by round.
  func rounds(ranks: Int) -> [[ChosenEvent]] {
    let most = Self.roundElements * (ranks == 1 ? 1 : 4 * ranks)
    var (rounds, elements): ([[ChosenEvent]], Int) = ([], 0)
    for event in events {
      if rounds.isEmpty || elements + event.event.count > most {
        rounds.append([])
        elements = 0
      }
      rounds[rounds.count - 1].append(event)
      elements += event.event.count
    }
    return rounds
  }

  /// The element of the R-graph: the user's, or the best candidate.
  func graph(_ choice: GraphChoice) -> (event: ChosenEvent, element: Int)? {
    guard let place = graph ?? choice.place,
      let event = events.first(where: { $0.number == place.event })
    else { return nil }
    return (event, place.element)
  }
}

extension Explainer {
  /// Explains the chosen elements of some events.
  ///
  /// - Returns: one list an event, in the order of its elements; incomplete after a stop.
  func summaries(
    _ events: [ExplanationPlan.ChosenEvent], neighbours: Int, shouldStop: () -> Bool
  ) -> [[ElementSummary]] {
    let requests = events.enumerated().flatMap { index, chosen in
      chosen.elements.map {
        ExplanationRequest(event: index, element: $0, output: chosen.output(of: $0))
      }
    }
    var results = [ElementSummary?](repeating: nil, count: requests.count)
    results.withUnsafeMutableBufferPointer { results in
      // Each request writes its own place.
      nonisolated(unsafe) let results = results
      explain(events.map(\.event.elements), requests, shouldStop: shouldStop) {
        results[$0] = ElementSummary($1, neighbours: neighbours)
      }
    }
    var first = 0
    return events.map { chosen in
      defer { first += chosen.elements.count }
      return results[first..<first + chosen.elements.count].compactMap { $0 }
    }
  }
}
