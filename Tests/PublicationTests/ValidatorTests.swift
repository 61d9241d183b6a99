import Files
import Foundation
import Publication
import TestSupport
import Testing

/// The public validators of each format, run on what is written for plain and for hostile texts.
@Suite(
  .enabled(
    if: PythonTools.publication != nil && PythonTools.citation != nil,
    "needs python3 and its package index"))
struct ValidatorTests {
  /// What this module writes, of what the validators know.
  static let artefacts = [
    "CITATION.cff", "codemeta.json", "ro-crate-metadata.json", "croissant.json", "datacite.json",
    "MODEL_CARD.md", "dlhub/dlhub.json", "Dockerfile",
  ]

  /// Writes a publication and returns what the validators say of it, a line for each artefact.
  private func validate(_ release: Release) throws -> [String] {
    let tools = try #require(PythonTools.publication)
    let citation = try #require(PythonTools.citation)
    return try withFolder { folder in
      let place = folder + "/publication"
      _ = try PublicationFolder(place).write(
        Publication.files(of: release, adding: Publication.packages), force: false)
      let search = [tools.programs, citation.programs, "/usr/bin:/bin"].joined(separator: ":")
      let script = Repository.path + "/Tests/PublicationTests/Validators/validate"
      let result = try tools.run(
        "python", [script, place, "--only"] + Self.artefacts, in: folder,
        environment: ["PATH": search])
      return result.output.split(separator: "\n").map { line in
        line.split(separator: " ").joined(separator: " ")
      }
    }
  }

  private static let fine = artefacts.map { "\($0) ok" }

  @Test func aReleaseWithADOI() throws {
    let release = try SampleRelease.make(
      doi: "10.5281/zenodo.123", data: DOI("10.5281/zenodo.7"))
    #expect(try validate(release) == Self.fine)
  }

  @Test func aReleaseWithoutADOIOnOwnData() throws {
    #expect(try validate(SampleRelease.make()) == Self.fine)
  }

  @Test func hostileTextsInEveryField() throws {
    let text = HostileTexts.all.map(\.text).joined(separator: " ")
    #expect(try validate(SampleRelease.make(HostileTexts.everywhere(text))) == Self.fine)
  }

  @Test func theTermsOfTheModelAreThoseOfTheVocabulary() throws {
    let tools = try #require(PythonTools.publication)
    try withFolder { folder in
      let files = try Publication.files(of: SampleRelease.make())
      let file = try #require(files.first { $0.path == "fair4ml.jsonld" })
      try file.data().write(to: URL(filePath: folder + "/fair4ml.jsonld"))
      let result = try tools.run("python", ["-c", Self.expansion], in: folder)
      #expect(result.errors == "")
      // What the release 0.1.0 defines: w3id.org/fair4ml/0.1.0.
      let known: Set<String> = [
        "MLModel", "MLModelEvaluation", "codeSampleSnippet", "ethicalSocial", "evaluatedMLModel",
        "evaluatedOn", "evaluationDataset", "evaluationMetrics", "evaluationResults",
        "evaluationSoftware", "extrinsicEvaluation", "fineTunedFrom", "hasCO2eEmissions",
        "hasEvaluation", "intendedUse", "legal", "mlTask", "modelCategory",
        "modelRisksBiasLimitations", "sharedBy", "testedOn", "trainedOn", "usageInstructions",
        "validatedOn",
      ]
      let terms = Set(result.output.split(separator: "\n").map(String.init))
      #expect(terms.count > 15 && terms.isSubset(of: known))
    }
  }

  /// Prints the terms of FAIR4ML in the expanded document.
  private static let expansion = """
    import json
    from pyld import jsonld
    found = set()
    def walk(value):
        if isinstance(value, dict):
            for key, entry in value.items():
                found.add(key)
                for kind in entry if key == "@type" else []:
                    found.add(kind)
                walk(entry)
        elif isinstance(value, list):
            for entry in value:
                walk(entry)
    walk(jsonld.expand(json.load(open("fair4ml.jsonld"))))
    for term in sorted(found):
        if term.startswith("https://w3id.org/fair4ml#"):
            print(term.split("#")[1])
    """
}
