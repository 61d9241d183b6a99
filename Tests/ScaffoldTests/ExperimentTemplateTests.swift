import Files
import Foundation
import Scaffold
import TestSupport
import Testing

/// The bundled template, and what Python's cookiecutter 2.7.1 makes of it.
@Suite struct ExperimentTemplateTests {
  static let moment = 1_767_225_600
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func generate(_ answers: [String: String]) throws(Failure) -> String {
    try Generator(template: Repository.template)
      .generate(
        GeneratorOptions(now: Self.moment, output: folder.path + "/ours", answers: answers))
  }

  /// Makes a project of answers that nobody asks about, as they are kept after an earlier run.
  private func generate(_ project: ExperimentCase, _ number: Int) throws -> String {
    var answers: [String: Any] = project.answers
    answers["provide_dockerfile"] = project.answers["provide_dockerfile"] == "yes"
    let file = "\(folder.path)/\(number).json"
    try JSONSerialization.data(withJSONObject: ["cookiecutter": answers])
      .write(to: URL(filePath: file))
    var options = GeneratorOptions(now: Self.moment, output: "\(folder.path)/ours/\(number)")
    options.replayFile = file
    return try Generator(template: Repository.template).generate(options)
  }

  @Test func hasAllFiles() throws {
    let tree = try TemporaryFolder.tree(try generate([:]))
    let files = tree.filter { !$0.value.hasPrefix("folder") }.keys.sorted()
    #expect(
      files == [
        ".dockerignore", ".fairmlpf.json", ".github/workflows/metadata.yml", ".gitignore",
        ".zenodo.json", "CITATION.cff", "Dockerfile", "LICENSE", "Makefile", "README.md",
        "Snakefile", "cluster/htcondor.sub", "cluster/profiles/here/config.yaml",
        "cluster/profiles/htcondor/config.yaml", "cluster/profiles/slurm/config.yaml",
        "cluster/slurm.sh", "cluster/steps.sh", "codemeta.json", "data/processed/.gitkeep",
        "data/raw/.gitkeep",
        "experiment.yaml", "models/.gitkeep", "reports/.gitkeep",
      ])
    #expect(!tree.values.contains { $0.contains("cookiecutter") || $0.contains("{%") })
  }

  /// One process of Python makes all projects once more, compares them with ours byte for byte, reads
  /// their metadata and settings with the parsers people use, and calls make in them.
  @Test(.enabled(if: PythonTools.scaffold != nil, "needs python3 and its package index"))
  func equalsPythonAndIsValidForAnyAnswer() throws {
    let tools = try #require(PythonTools.scaffold)
    var cases = ExperimentCase.usual + ExperimentCase.hostile
    for number in cases.indices { cases[number].ours = try generate(cases[number], number) }
    let file = folder.path + "/cases.json"
    try JSONEncoder().encode(cases).write(to: URL(filePath: file))
    let result = try tools.run(
      "python",
      [
        "\(Repository.path)/Tests/ScaffoldTests/check-experiments.py", Repository.template, file,
        folder.path + "/theirs", "\(Self.moment)",
      ], in: folder.path)
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.output == "\(cases.count) projects\n")
  }

  static let refused: [(question: String, answer: String, clause: String)] = [
    ("project_name", "", "the answer is empty"),
    ("repo_name", "", "the answer is empty"),
    (
      "repo_name", String(repeating: "x", count: 10_000),
      "a folder's name has at most 100 letters, digits, '.', '-' and '_', and does not start with "
        + "'.' or '-'"
    ),
    (
      "repo_name", "../$(x)",
      "a folder's name has at most 100 letters, digits, '.', '-' and '_', and does not start with "
        + "'.' or '-'"
    ),
    ("orcid", "a\n\"b\"", #"'a\n"b"' is not an ORCID such as 0000-0002-1825-0097"#),
    (
      "orcid", "0000-0002-1825-0098",
      "the check digit of the ORCID '0000-0002-1825-0098' is wrong, so some digit is mistyped"
    ),
    (
      "email", String(repeating: "x", count: 10_000),
      "'\(String(repeating: "x", count: 60))…' is not an e-mail address such as user@example.org"
    ),
    ("data_doi", "10.5281", "'10.5281' is not a DOI such as 10.5281/zenodo.4559324"),
    ("code_doi", "none: yet", "'none: yet' is not a DOI such as 10.5281/zenodo.4559324"),
    (
      "open_source_license", "MIT\tor not",
      #"'MIT\tor not' is not one of 'MIT', 'BSD-3-Clause', 'Apache-2', 'GPLv3', 'No license file'"#
    ),
    ("provide_dockerfile", "$(x)", "'$(x)' is neither yes nor no"),
    (
      "container_image", "a b",
      "a container image has a name of small letters, digits, '.', '-', '_' and '/', and perhaps a "
        + "tag after ':'"
    ),
  ]

  @Test(arguments: refused)
  func refuses(_ question: String, _ answer: String, _ clause: String) {
    #expect(
      failure { () throws(Failure) in _ = try generate([question: answer]) }?.description
        == "\(question): \(clause). Give another answer to this question.")
    #expect(!FileManager.default.fileExists(atPath: folder.path + "/ours"))
  }

  @Test func imageIsAskedForWithDockerfileOnly() throws {
    let prompter = Recorder()
    _ = try Generator(template: Repository.template).generate(
      GeneratorOptions(
        now: Self.moment, output: folder.path, answers: ["provide_dockerfile": "no"]),
      prompter: prompter)
    #expect(prompter.questions.contains("code_doi"))
    #expect(!prompter.questions.contains("container_image"))
  }
}

/// Agrees with every default and remembers the questions.
private final class Recorder: Prompter {
  var questions: [String] = []

  func ask(_ question: Question, default fallback: String?) throws(Failure) -> String {
    questions.append(question.name)
    return fallback ?? ""
  }

  func confirm(_ text: String, default fallback: Bool) throws(Failure) -> Bool { fallback }

  func password(_ text: String) throws(Failure) -> String? { nil }

  func say(_ text: String) {}
}
