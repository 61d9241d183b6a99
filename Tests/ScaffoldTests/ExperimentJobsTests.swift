import Foundation
import Scaffold
import TestSupport
import Testing

/// The job files of the bundled template, with small programs in place of those that they start.
///
/// These write their arguments down. `train` waits for SIGTERM where a file `wait` is in the project, and
/// ends as a training does that was stopped at a checkpoint.
@Suite struct ExperimentJobsTests {
  let folder: TemporaryFolder
  let project: String
  let environment: [String: String]

  init() throws {
    folder = try TemporaryFolder()
    project = try Generator(template: Repository.template)
      .generate(GeneratorOptions(now: 0, output: folder.path + "/an output"))
    let programs = folder.path + "/the programs"
    try FileManager.default.createDirectory(atPath: programs, withIntermediateDirectories: true)
    let say = #"echo "$(basename "$0") $*" >> '\#(folder.path)/calls'"#
    let bodies = [
      "fairmlpf": """
      if [ "$1" = train ] && [ -f wait ]; then
        trap 'sleep 0.2; : > stopped; exit 130' TERM
        : > waiting
        for i in 1 2 3 4 5 6 7 8 9; do sleep 0.5; done
      fi
      [ "$1" != explain ] || [ ! -f broken ] || exit 74
      """,
      "mpirun": #"while [ "$1" != fairmlpf ]; do shift; done; exec "$@""#,
      "apptainer": #"while [ "$1" != fairmlpf ]; do shift; done; exec "$@""#,
      "scontrol": ":",
    ]
    for (name, body) in bodies {
      let path = "\(programs)/\(name)"
      try Data("#!/bin/sh\n\(say)\n\(body)\n".utf8).write(to: URL(filePath: path))
      try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
    }
    let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
    environment = [
      "PATH": "\(programs):\(path)", "SLURM_SUBMIT_DIR": project, "SLURM_JOB_ID": "17",
      "FAIRMLPF": "", "IMAGE": "", "RANKS": "", "CORES": "",
    ]
  }

  private func calls() throws -> [String] {
    let text = try String(contentsOfFile: folder.path + "/calls", encoding: .utf8)
    return text.split(separator: "\n").map { String($0) }
  }

  private func run(
    _ script: String, _ arguments: [String] = [], _ more: [String: String] = [:]
  ) throws -> Command.Result {
    try Command.run(
      "\(project)/cluster/\(script)", arguments, in: project,
      environment: environment.merging(more) { $1 })
  }

  @Test func aJobDoesAllStepsInOrder() throws {
    let result = try run("steps.sh")
    #expect(result.status == 0, "\(result.errors)")
    #expect(
      try calls() == ["fairmlpf train", "fairmlpf evaluate", "fairmlpf explain", "fairmlpf report"])
  }

  @Test func aStepThatFailsEndsTheJobWithItsCode() throws {
    try Data().write(to: URL(filePath: project + "/broken"))
    #expect(try run("slurm.sh").status == 74)
    #expect(try calls().last == "fairmlpf explain")
  }

  @Test func severalTasksShareTheStepsThatCanBeShared() throws {
    let tasks = ["SLURM_NTASKS": "3", "SLURM_CPUS_PER_TASK": "4"]
    let result = try run("slurm.sh", ["evaluate", "report"], tasks)
    #expect(result.status == 0, "\(result.errors)")
    #expect(
      try calls() == [
        "mpirun -np 3 --map-by slot:PE=4 fairmlpf evaluate", "fairmlpf evaluate", "fairmlpf report",
      ])
  }

  @Test func anImageHoldsTheProgram() throws {
    let result = try run("steps.sh", ["report"], ["IMAGE": "an image.sif"])
    #expect(result.status == 0, "\(result.errors)")
    #expect(
      try calls().first
        == "apptainer exec --bind \(project) --pwd \(project) an image.sif fairmlpf report")
  }

  /// Only a job whose time is up is queued again, not one that somebody has cancelled.
  @Test(arguments: [(SIGUSR1, true), (SIGTERM, false)])
  func aJobIsStoppedAtACheckpoint(_ signal: Int32, isQueuedAgain: Bool) throws {
    try Data().write(to: URL(filePath: project + "/wait"))
    let job = try Command(
      "\(project)/cluster/slurm.sh", [], in: project, environment: environment)
    while !FileManager.default.fileExists(atPath: project + "/waiting"), job.isRunning {
      Thread.sleep(forTimeInterval: 0.02)
    }
    job.send(signal)
    let result = try job.wait()
    #expect(result.status == 130, "\(result.errors)")
    #expect(FileManager.default.fileExists(atPath: project + "/stopped"))
    #expect(
      try calls() == ["fairmlpf train"] + (isQueuedAgain ? ["scontrol requeue 17"] : []))
  }

  @Test(.enabled(if: PythonTools.workflow != nil, "needs python3 and its package index"))
  func snakemakeTakesTheProfile() throws {
    let tools = try #require(PythonTools.workflow)
    let result = try tools.run(
      "snakemake", ["--profile", "cluster/profiles/here", "--dry-run", "--nocolor"], in: project,
      environment: environment)
    #expect(result.status == 0, "\(result.errors)")
    #expect((result.output + result.errors).contains("rule train"))
  }

  @Test(.enabled(if: PythonTools.condor != nil, "needs python3 and its package index"))
  func htcondorTakesTheJob() throws {
    let tools = try #require(PythonTools.condor)
    let script = """
      import htcondor
      job = next(htcondor.Submit(open("cluster/htcondor.sub").read()).jobs(clusterid=7))
      for name in "Cmd", "OnExitRemove", "RequestMemory", "TransferInput", "TransferOutput", "Out":
          print(job.lookup(name))
      """
    let result = try tools.run(
      "python3", ["-W", "ignore", "-c", script], in: project,
      environment: environment.merging(["CONDOR_CONFIG": "/dev/null"]) { $1 })
    #expect(result.status == 0, "\(result.errors)")
    #expect(
      result.output.split(separator: "\n") == [
        "\"\(project)/cluster/steps.sh\"", "ExitCode isnt 130", "8192",
        "\"experiment.yaml,data,models,reports\"", "\"models,reports\"",
        "\"htcondor-7.out\"",
      ])
  }
}
