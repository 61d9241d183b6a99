import Events
import Experiment
import Files
import Foundation
import MLPF
import Relevance
import TestSupport
import Testing

/// Explaining an experiment that trains in milliseconds.
@Suite struct ExplainStageTests {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try TinyExperiment.make(in: folder.path)
    let experiment = try ExperimentFolder(folder.path)
    _ = try TrainStage(experiment, ExperimentFile(experiment.settings)).run(
      force: false, converting: SilentProgress(), training: SilentProgress(),
      shouldStop: { false })
  }

  private var reports: String { folder.path + "/reports" }

  private func explain(
    graph: ElementPlace? = nil, block: Int? = nil, force: Bool = false, stops: Bool = false,
    _ change: (inout ExplanationOptions) -> Void = { _ in }
  ) throws(Failure) -> ExplainStage.Report {
    let experiment = try ExperimentFolder(folder.path)
    let settings = try ExperimentFile(experiment.settings)
    var options = settings.explanation
    change(&options)
    return try ExplainStage(experiment, settings, options, graph: graph, block: block).run(
      force: force, converting: SilentProgress(), explaining: SilentProgress(),
      shouldStop: { stops })
  }

  private func events() throws -> [Event] {
    let names = try FolderContents.names(folder.path + "/data/processed")
    let name = try #require(names.first { $0.hasPrefix("c.") })
    return Array(try EventStore("\(folder.path)/data/processed/\(name)"))
  }

  @Test func everyElementIsInTheFile() throws {
    let report = try explain()
    let events = try events()
    let count = events.reduce(0) { $0 + $1.count }
    #expect(report.result.explained == count && report.result.elements == count)
    #expect(report.path == reports + "/explanation.json")
    let file = try SafeTensors(reports + "/relevance.safetensors")
    #expect(file.entries["r_map"]?.shape == [count, 4, 12])
    let maps = try #require(file.doubles("r_map"))
    let nodes = try #require(file.integers("nodes"))
    let network = try ModelFile.read(folder.path + "/models/baseline/model.safetensors")
    let explainer = Explainer(network)
    var row = 0
    for (number, event) in events.enumerated() {
      for element in 0..<event.count {
        let expected = ElementSummary(
          explainer.relevance(ofElement: element, in: event.elements), neighbours: 3)
        #expect(Array(nodes[row * 4..<row * 4 + 4]) == expected.nodes)
        let scale = expected.scores.reduce(0) { max($0, abs($1)) }
        let error = zip(maps[row * 48..<row * 48 + 48], expected.scores).reduce(0) {
          max($0, abs($1.0 - $1.1))
        }
        #expect(error <= 1e-6 * scale)
        #expect(file.integers("event")?[row] == number)
        #expect(file.integers("element")?[row] == element)
        #expect(file.integers("truth")?[row] == Int(event.truth[element, 0]))
        #expect(file.integers("predicted")?[row] == expected.predicted.rawValue)
        #expect(file.doubles("value")?[row] == Double(Float(expected.value)))
        #expect(file.doubles("total")?[row] == Double(Float(expected.total)))
        row += 1
      }
    }
  }

  /// More ranks than three events would leave one without work.
  @Test(arguments: [2, 4]) func ranksMakeTheSameFiles(count: Int) throws {
    let alone = try explain()
    let expected = try FolderSnapshot(reports)
    let folder = self.folder.path
    let results = ThreadMessenger.run(count) { ranks in
      let experiment = try ExperimentFolder(folder)
      return try ExplainStage(experiment, ExperimentFile(experiment.settings), ranks: ranks).run(
        force: true, converting: SilentProgress(), explaining: SilentProgress(),
        shouldStop: { false })
    }
    for report in try results.map({ try $0.get() }) {
      #expect(!report.wasUpToDate)
      #expect(report.result.groups == alone.result.groups)
      #expect(report.result.checks == alone.result.checks)
      #expect(report.result.conservation == alone.result.conservation)
      #expect(report.result.graph == alone.result.graph)
    }
    let files = try FolderSnapshot(reports).files
    #expect(files.keys == expected.files.keys)
    for (name, file) in files where name != "explanation.json" {
      #expect(file.bytes == expected.files[name]?.bytes, "\(name)")
    }
  }

  @Test func oneRankThatIsInterruptedStopsAll() throws {
    let folder = self.folder.path
    let results = ThreadMessenger.run(3) { ranks in
      let experiment = try ExperimentFolder(folder)
      return try ExplainStage(experiment, ExperimentFile(experiment.settings), ranks: ranks).run(
        force: true, converting: SilentProgress(), explaining: SilentProgress(),
        shouldStop: { ranks.rank == 2 })
    }
    for result in results {
      #expect(throws: Failure.self) { try result.get() }
      if case .failure(let error as Failure) = result { #expect(error.status == .interrupted) }
    }
    #expect(!FileManager.default.fileExists(atPath: reports + "/explanation.json"))
    #expect(!FileManager.default.fileExists(atPath: reports + "/relevance.safetensors"))
  }

  @Test func aSecondRunIsInstant() throws {
    let first = try explain()
    #expect(!first.wasUpToDate)
    let made = try FolderSnapshot(folder.path)
    let second = try explain()
    #expect(second.wasUpToDate && second.result == first.result)
    #expect(try FolderSnapshot(folder.path) == made)
    try FileManager.default.removeItem(atPath: reports + "/r_maps.csv")
    #expect(try explain().wasUpToDate)
    #expect(try FolderSnapshot(folder.path).files.keys == made.files.keys)
    #expect(try !explain { $0.rule = .gamma }.wasUpToDate)
    #expect(try !explain(force: true).wasUpToDate)
    try FileManager.default.removeItem(atPath: reports + "/relevance.safetensors")
    #expect(try !explain().wasUpToDate)
  }

  /// The same numbers for any block, and the same bytes for any number of threads.
  @Test func blocksAndThreadsDecideNothing() throws {
    let whole = try explain()
    let small = try explain(block: 1, force: true)
    #expect(try explain(block: .max, force: true).result.groups == whole.result.groups)
    _ = try explain(block: 1, force: true)
    for (a, b) in zip(whole.result.groups, small.result.groups) {
      #expect(a.elements == b.elements)
      for (x, y) in zip(a.rMap.mean.joined(), b.rMap.mean.joined()) { #expect(abs(x - y) < 1e-6) }
    }
    let before = try Data(contentsOf: URL(filePath: reports + "/relevance.safetensors"))
    let settings = TinyExperiment.settings().replacing("threads: 1", with: "threads: 3")
    try AtomicFile.write(settings, to: folder.path + "/experiment.yaml")
    _ = try explain(block: 1, force: true)
    let after = try Data(contentsOf: URL(filePath: reports + "/relevance.safetensors"))
    #expect(before == after)
  }

  @Test func samplesOfEachClass() throws {
    _ = try explain()
    let truth = try events().flatMap { event in
      (0..<event.count).map { Int(event.truth[$0, 0]) }
    }
    let report = try explain { $0.elementsPerClass = 2 }
    let drawn = try #require(
      try SafeTensors(reports + "/relevance.safetensors").integers("truth"))
    for pid in 0..<6 {
      #expect(
        drawn.count { $0 == pid } == min(2, truth.count { $0 == pid }), "class \(pid)")
    }
    #expect(report.result.subject.elementsPerClass == 2)
    func elements() throws -> [Int]? {
      try SafeTensors(reports + "/relevance.safetensors").integers("element")
    }
    let first = try elements()
    _ = try explain(force: true) { $0.elementsPerClass = 2 }
    #expect(try elements() == first)
  }

  @Test func aClassNamedTwiceCountsOnce() throws {
    let once = try explain { $0.classes = [.photon, .chargedHadron] }
    let twice = try explain { $0.classes = [.chargedHadron, .photon, .photon] }
    #expect(twice.result.explained == once.result.explained && twice.wasUpToDate)
  }

  @Test func whatIsExplained() throws {
    let fixed = try explain { $0.output = .fixed(.pid(.muon)) }
    #expect(fixed.result.subject.output == "muon")
    var file = try SafeTensors(reports + "/relevance.safetensors")
    #expect(file.integers("explained_class")?.allSatisfy { $0 == 5 } == true)
    _ = try explain { $0.output = .truth }
    file = try SafeTensors(reports + "/relevance.safetensors")
    #expect(file.integers("explained_class") == file.integers("truth"))
    _ = try explain { $0.output = .fixed(.momentum(1)) }
    file = try SafeTensors(reports + "/relevance.safetensors")
    #expect(file.integers("explained_class")?.allSatisfy { $0 == -1 } == true)
  }

  @Test func theGraphOfAChosenElement() throws {
    let report = try explain(graph: ElementPlace(event: 0, element: 2))
    let graph = try #require(report.result.graph)
    #expect(graph.event == 0 && graph.nodes[0].element == 2)
    #expect(graph.file == "c.pkl")
    #expect(abs(graph.nodes.reduce(0) { $0 + $1.share } - 1) < 1e-9)
    // One layer: every edge ends in the element itself.
    #expect(graph.edges.count == graph.nodes.count - 1)
    #expect(graph.edges.allSatisfy { $0.to == 0 && $0.layer == 0 && $0.weight > 0 })
  }

  private func said(_ body: () throws(Failure) -> Void) -> String? {
    failure(body)?.description.replacing(folder.path + "/", with: "")
  }

  @Test func whatCannotBeExplained() throws {
    #expect(
      said { () throws(Failure) in _ = try explain { $0.events = EventSelection("7-9") ?? .all } }
        == "experiment.yaml: there are 3 test events, and none of them is chosen by '7-9'. "
        + "Choose events from 0 to 2.")
    let present = Set(
      try events().flatMap { event in (0..<event.count).map { event.truth[$0, 0] } })
    let absent = try #require(
      PID.allCases.first { !present.contains(Float($0.rawValue)) }, "every class occurs")
    #expect(
      said { () throws(Failure) in _ = try explain { $0.classes = [absent] } }
        == "experiment.yaml: the chosen events have no element whose true class is "
        + "\(absent.name). Choose other events or classes.")
    #expect(
      said { () throws(Failure) in
        _ = try explain(graph: ElementPlace(event: 9, element: 0))
      } == "--graph 9:0: event 9 is not among the chosen events. Choose it with --events as well.")
    #expect(
      said { () throws(Failure) in
        _ = try explain(graph: ElementPlace(event: 0, element: 99))
      } == "--graph 0:99: event 0 has 3 elements. Name an element from 0 to 2.")
    try FileManager.default.removeItem(atPath: folder.path + "/models")
    #expect(
      said { () throws(Failure) in _ = try explain() }
        == "models/baseline/model.safetensors: there is no trained model. "
        + "Run 'fairmlpf train' first.")
  }

  @Test func anInterruptionLeavesNothing() throws {
    let stopped = failure { () throws(Failure) in
      _ = try explain(stops: true)
    }
    #expect(stopped?.status == .interrupted)
    #expect(
      stopped?.description == "the explanation was interrupted. Run 'fairmlpf explain' again.")
    #expect(try FolderContents.names(reports) == [])
    _ = try explain()
    let made = try FolderSnapshot(folder.path)
    _ = failure { () throws(Failure) in _ = try explain(force: true, stops: true) }
    #expect(try FolderSnapshot(folder.path) == made)
  }
}
