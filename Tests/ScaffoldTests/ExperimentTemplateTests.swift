import Files
import Foundation
import Scaffold
import TestSupport
import Testing

/// The bundled template, and what Python's cookiecutter 2.7.1 makes of it.
@Suite struct ExperimentTemplateTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func generate(_ answers: [String: String]) throws -> String {
    try Generator(template: Repository.template)
      .generate(
        GeneratorOptions(
          now: Int(Date().timeIntervalSince1970), output: folder.path + "/ours", answers: answers))
  }

  static let sets: [[String: String]] = [
    [:],
    [
      "project_name": "Zoë's Ł \"top\": #1 & <b> 日本 🙂 \u{200F}שלום\u{2028}",
      "author_name": "Doe, Jane",
      "orcid": "https://orcid.org/0000-0002-1825-0097", "affiliation": "Institute: \"A\" # 1",
      "email": "jane@example.org", "description": "line 1\nline 2\t'quoted' \\ back\u{7}",
      "keywords": "a: b, #c, a: b, \"d\", ,'", "open_source_license": "BSD-3-Clause",
      "code_doi": "https://doi.org/10.5281/zenodo.1234567", "data_doi": "none: yet",
      "provide_dockerfile": "no",
    ],
    [
      "project_name": "???", "author_name": "Collaboration", "orcid": "0000", "keywords": "",
      "description": "", "open_source_license": "No license file", "email": "not an address",
      "data_doi": "", "container_image": "registry.example.org/a/b:1",
    ],
    [
      "project_name": "x", "author_name": "Maria del Mar Pérez",
      "open_source_license": "Apache-2.0",
    ],
  ]

  /// Braces are left to these, because cookiecutter renders the answers on its command line.
  static let hostile: [[String: String]] =
    sets + [
      [
        "project_name": "{{ 7 * 7 }}{% raw %}{#", "author_name": "{{ nobody }} }}",
        "keywords": "{{, %}",
        "description":
          "${{ secrets }} - &a *b !c | > @ ` % : ? [x] {y}\r\n---\n...\u{85}\u{0}\u{E0001}",
        "affiliation": " - leading: dash", "data_doi": "10.5281/{{x}}", "repo_name": "plain",
      ],
      [
        "project_name": "", "author_name": "", "data_doi": "\u{1F600}",
        "orcid": "²²²²-²²²²-²²²²-²²²²",
      ],
    ]

  @Test func hasAllFiles() throws {
    let tree = try TemporaryFolder.tree(try generate([:]))
    let files = tree.filter { !$0.value.hasPrefix("folder") }.keys.sorted()
    #expect(
      files == [
        ".dockerignore", ".fairmlpf.json", ".github/workflows/metadata.yml", ".gitignore",
        ".zenodo.json", "CITATION.cff", "Dockerfile", "LICENSE", "Makefile", "README.md",
        "codemeta.json", "data/processed/.gitkeep", "data/raw/.gitkeep", "experiment.yaml",
        "models/.gitkeep", "reports/.gitkeep",
      ])
    #expect(!tree.values.contains { $0.contains("cookiecutter") || $0.contains("{%") })
  }

  @Test(
    .enabled(if: PythonTools.scaffold != nil, "needs python3 and its package index"),
    arguments: sets)
  func equalsPython(_ answers: [String: String]) throws {
    let tools = try #require(PythonTools.scaffold)
    let theirs = folder.path + "/theirs"
    let arguments =
      ["--no-input", "--default-config", "-o", theirs, Repository.template]
      + answers.map { "\($0.key)=\($0.value)" }
    let result = try tools.run("cookiecutter", arguments, in: folder.path)
    #expect(result.status == 0, "\(result.errors)")
    let ours = try generate(answers)
    let name = (ours as NSString).lastPathComponent
    #expect(try FileManager.default.contentsOfDirectory(atPath: theirs) == [name])
    var tree = try TemporaryFolder.tree(ours)
    tree[".fairmlpf.json"] = nil
    let other = try TemporaryFolder.tree(theirs + "/" + name)
    #expect(tree.keys.sorted() == other.keys.sorted())
    for (path, content) in tree { #expect(content == other[path], "\(path)") }
  }

  @Test(
    .enabled(if: PythonTools.scaffold != nil, "needs python3 and its package index"),
    arguments: hostile)
  func isValidForAnyAnswer(_ answers: [String: String]) throws {
    let tools = try #require(PythonTools.scaffold)
    let path = try generate(answers)
    let cff = try tools.run("cffconvert", ["--validate"], in: path)
    #expect(cff.status == 0, "\(cff.errors)")
    let script = """
      import json, yaml
      answers = json.load(open('.fairmlpf.json'))['answers']
      setup = yaml.safe_load(open('experiment.yaml'))
      assert setup['name'] == answers['project_name'], setup['name']
      assert setup['data']['doi'] == answers['data_doi'], setup['data']['doi']
      assert list(setup) == [
        'schema', 'name', 'data', 'model', 'training', 'evaluation', 'explanation']
      citation = yaml.safe_load(open('CITATION.cff'))
      assert citation.get('abstract', '') == answers['description'], citation
      assert citation['authors'][0].get('affiliation', '') == answers['affiliation'], citation
      assert json.load(open('codemeta.json'))['description'] == answers['description']
      assert json.load(open('.zenodo.json'))['creators'][0]['name']
      yaml.safe_load(open('.github/workflows/metadata.yml'))
      """
    let read = try tools.run("python", ["-c", script], in: path)
    #expect(read.status == 0, "\(read.errors)")
  }
}
