import Foundation
import Scaffold
import TestSupport
import Testing

/// What `Makefile` and `Snakefile` of the bundled template start, told by a program in place of
/// fairmlpf that writes its arguments down and makes the last file of each step.
@Suite struct ExperimentStepsTests {
  let folder: TemporaryFolder
  let project: String
  let program: String

  init() throws {
    folder = try TemporaryFolder()
    // Spaces in the path, as in many a home folder.
    program = folder.path + "/a program"
    project = try Generator(template: Repository.template)
      .generate(GeneratorOptions(now: 0, output: folder.path + "/an output"))
    let script = """
      #!/bin/sh
      echo "$*" >> '\(folder.path)/calls'
      case "$1" in
        fetch) ;;
        data) for i in 0 1 2; do : > "$3/tev14_pythia8_ttbar_pu20_$i.pkl.bz2"; done ;;
        train) for i in baseline second; do mkdir -p models/$i && : > models/$i/training.json; done ;;
        evaluate) : > reports/evaluation.json ;;
        explain) : > reports/explanation.json ;;
        report) : > reports/report.html ;;
      esac

      """
    try Data(script.utf8).write(to: URL(filePath: program))
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: program)
  }

  private func calls() throws -> [String] {
    let file = URL(filePath: folder.path + "/calls")
    let text = String(decoding: try Data(contentsOf: file), as: UTF8.self)
    try FileManager.default.removeItem(at: file)
    return text.split(separator: "\n").map { String($0) }
  }

  @Test func makeStartsTheSteps() throws {
    let steps = ["data", "train", "evaluate", "explain", "report", "run"]
    let result = try Command.run(
      "/usr/bin/env", ["make", "FAIRMLPF=\(program)"] + steps, in: project)
    #expect(result.status == 0, "\(result.errors)")
    #expect(
      try calls() == ["data sample data/raw", "train", "evaluate", "explain", "report", "run"])
    let clean = try Command.run("/usr/bin/env", ["make", "clean"], in: project)
    #expect(clean.status == 0, "\(clean.errors)")
    let left = try TemporaryFolder.tree(project).keys
    #expect(left.contains("data/raw/tev14_pythia8_ttbar_pu20_0.pkl.bz2"))
    #expect(
      left.filter { $0.hasPrefix("models/") || $0.hasPrefix("reports/") }.sorted() == [
        "models/.gitkeep", "reports/.gitkeep",
      ])
  }

  /// Writes another source of the events into experiment.yaml, and calls the training `second`.
  private func change(source: String) throws {
    let settings = URL(filePath: project + "/experiment.yaml")
    var text = String(decoding: try Data(contentsOf: settings), as: UTF8.self)
    text.replace("source: sample", with: "source: \(source)")
    text.replace("run: baseline", with: "run: second")
    try Data(text.utf8).write(to: settings)
  }

  @Test(arguments: [("doi", ["fetch"]), ("\"doi\" # here", ["fetch"]), ("folder", [])])
  func makeBringsTheEventsFromWhereTheyAre(_ source: String, _ expected: [String]) throws {
    try change(source: source)
    let result = try Command.run(
      "/usr/bin/env", ["make", "FAIRMLPF=\(program)", "data", "run"], in: project)
    #expect(result.status == 0, "\(result.errors)")
    #expect(try calls() == expected + ["run"])
  }

  @Test(.enabled(if: PythonTools.workflow != nil, "needs python3 and its package index"))
  func snakemakeStartsTheSteps() throws {
    let tools = try #require(PythonTools.workflow)
    func run(_ arguments: [String] = []) throws -> Command.Result {
      let arguments = ["--cores", "1", "--nocolor"] + arguments
      return try tools.run(
        "snakemake", arguments, in: project, environment: ["FAIRMLPF": program])
    }
    let all = try run()
    #expect(all.status == 0, "\(all.errors)")
    let made = try calls()
    #expect(made.sorted() == ["data sample data/raw", "evaluate", "explain", "report", "train"])
    #expect(made.prefix(2) == ["data sample data/raw", "train"])
    #expect(made.last == "report")

    // Events of one's own: there is no step that writes the sample.
    try change(source: "folder")
    let plan = try run(["--dry-run", "--quiet", "host", "progress"])
    #expect(plan.status == 0, "\(plan.errors)")
    #expect((plan.output + plan.errors).contains("models/second/training.json"))
    let data = try run(["data"])
    #expect(data.status != 0)
    #expect(!FileManager.default.fileExists(atPath: folder.path + "/calls"))

    // Those of a data set are fetched first, and once.
    let path = project + "/experiment.yaml"
    let text = try String(contentsOfFile: path, encoding: .utf8)
    try Data(text.replacing("source: folder", with: "source: doi").utf8).write(
      to: URL(filePath: path))
    for _ in 0..<2 {
      let fetched = try run()
      #expect(fetched.status == 0, "\(fetched.errors)")
    }
    let steps = try calls()
    #expect(steps.first == "fetch")
    #expect(steps.sorted() == ["evaluate", "explain", "fetch", "report", "train"])
  }
}
