import Files
import Foundation
import Publication
import TestSupport
import Testing

@Suite struct FAIRCheckTests {
  private func findings(
    _ release: Release, _ change: (String) throws -> Void = { _ in }
  ) throws -> [FAIRMetric: FAIRFinding] {
    try withFolder { folder in
      _ = try PublicationFolder(folder + "/p").write(Publication.files(of: release), force: false)
      try change(folder + "/p")
      let found = try FAIRCheck(folder + "/p").findings()
      #expect(found.map(\.metric) == FAIRMetric.allCases)
      return Dictionary(uniqueKeysWithValues: found.map { ($0.metric, $0) })
    }
  }

  private func failed(_ found: [FAIRMetric: FAIRFinding]) -> [FAIRMetric] {
    FAIRMetric.allCases.filter { found[$0]?.verdict == .failed }
  }

  @Test func withADOINothingIsMissing() throws {
    let found = try findings(SampleRelease.make(doi: "10.5281/zenodo.42"))
    #expect(failed(found) == [])
    #expect(found[.uniqueIdentifier]?.evidence == "datacite.json: doi 10.5281/zenodo.42")
    #expect(found[.persistentIdentifier]?.verdict == .notCheckable)
  }

  @Test func withoutADOINobodyFindsIt() throws {
    let found = try findings(SampleRelease.make())
    #expect(
      failed(found) == [
        .uniqueIdentifier, .persistentIdentifier, .versions, .coreMetadata, .modelInMetadata,
      ])
    #expect(found[.coreMetadata]?.evidence == "datacite.json has no doi")
  }

  @Test func whatIsMissingIsNamed() throws {
    var texts = SampleRelease.Texts()
    texts.licence = nil
    var release = try SampleRelease.make(texts, doi: "10.5281/zenodo.42")
    release.source = Release.Source()
    release.data.files.removeAll { $0.purpose == .validation }
    let found = try findings(release)
    #expect(failed(found) == [.licence, .datasets, .sourceCode])
    #expect(found[.datasets]?.evidence == "fair4ml.jsonld has no fair4ml:validatedOn")
    #expect(found[.licence]?.remedy.hasPrefix("Add 'license: …'") == true)
  }

  @Test func filesThatWereChangedAreFound() throws {
    let found = try findings(SampleRelease.make(doi: "10.5281/zenodo.42")) { folder in
      try AtomicFile.write("other", to: folder + "/model.onnx")
      try FileManager.default.removeItem(atPath: folder + "/training.json")
    }
    #expect(failed(found) == [.content])
    #expect(
      found[.content]?.evidence == "ro-crate-metadata.json does not fit model.onnx, training.json")
  }

  @Test func withoutAPublicationThereIsNothingToCheck() {
    let found = failure { () throws(Failure) in _ = try FAIRCheck("/none/publication") }
    #expect(found?.remedy == "Run 'fairmlpf package' first")
  }
}
