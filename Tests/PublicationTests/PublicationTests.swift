import Files
import Foundation
import Publication
import TestSupport
import Testing
import Yams

/// What the files of a publication say.
@Suite struct PublicationTests {
  private func file(_ path: String, _ release: Release) throws -> String {
    let files = try Publication.files(of: release)
    return String(decoding: try #require(files.first { $0.path == path }).data(), as: UTF8.self)
  }

  private func json(_ path: String, _ release: Release) throws -> [String: Any] {
    let text = try file(path, release)
    return try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  @Test func equalFactsGiveEqualBytes() throws {
    let release = try SampleRelease.make(doi: "10.5281/zenodo.42")
    #expect(
      try Publication.files(of: release)
        == Publication.files(of: SampleRelease.make(doi: "10.5281/zenodo.42")))
  }

  @Test func aChangeOfOneAnswerChangesOnlyWhatItMust() throws {
    let old = try Publication.files(of: SampleRelease.make())
    var texts = SampleRelease.Texts()
    texts.keyword = "another word"
    let new = try Publication.files(of: SampleRelease.make(texts))
    let changed = zip(old, new).filter { $0 != $1 }.map(\.0.path)
    #expect(old.map(\.path) == new.map(\.path))
    // Those that have keywords in them, and the two that name all files with their digests or sizes.
    #expect(
      changed == [
        ".zenodo.json", "CITATION.cff", "MODEL_CARD.md", "README.md", "codemeta.json",
        "croissant.json", "datacite.json", "fair4ml.jsonld", "garden.json",
        "ro-crate-metadata.json", "zenodo.json",
      ])
  }

  @Test func theDraftIsWhatTheServiceTakes() throws {
    let draft = try json("zenodo.json", SampleRelease.make(data: DOI("10.5281/zenodo.7")))
    let metadata = try #require(draft["metadata"] as? [String: Any])
    #expect((metadata["resource_type"] as? [String: String]) == ["id": "model"])
    #expect((metadata["rights"] as? [[String: String]]) == [["id": "mit"]])
    #expect(metadata["publication_date"] as? String == "2026-09-21")
    let creators = try #require(metadata["creators"] as? [[String: Any]])
    let person = try #require(creators[0]["person_or_org"] as? [String: Any])
    #expect(person["family_name"] as? String == "Doe" && person["given_name"] as? String == "Jane")
    let group = try #require(creators[1]["person_or_org"] as? [String: Any])
    #expect(group["type"] as? String == "organizational")
    let related = try #require(metadata["related_identifiers"] as? [[String: Any]])
    #expect(related[0]["identifier"] as? String == "10.5281/zenodo.7")
    #expect(related[0]["relation_type"] as? [String: String] == ["id": "isderivedfrom"])
  }

  @Test func limitsOfTheServiceAreSaid() {
    var texts = SampleRelease.Texts()
    texts.title = "ab"
    let found = failure { () throws(Failure) in
      _ = try Publication.files(of: SampleRelease.make(texts))
    }
    #expect(
      found?.description
        == "CITATION.cff: the title 'ab' is shorter than the three characters that "
        + "Zenodo wants. Write a longer 'title'.")
  }

  @Test func withoutALicenceNobodyIsPromisedOne() throws {
    var texts = SampleRelease.Texts()
    texts.licence = nil
    let release = try SampleRelease.make(texts)
    #expect(try json("codemeta.json", release)["license"] == nil)
    #expect(try json(".zenodo.json", release)["license"] == nil)
    #expect(try file("MODEL_CARD.md", release).contains("may read this model but not use it"))
  }

  @Test func theCardTellsWhatIsWorseThanRules() throws {
    let card = try file("MODEL_CARD.md", SampleRelease.make())
    #expect(
      card.contains(
        "the network is worse than rule-based particle flow in the efficiency of photon "
          + "(50.0 % against 90.0 %)."))
    #expect(card.contains("fewer than 100 elements of these classes: photon."))
    #expect(
      card.contains("There are 30 test events, and elements of one event are not independent"))
    #expect(
      card.contains("| photon | 20 | 50.0 % (40.0 to 60.0) | 90.0 % (80.0 to 100.0) | – | – |"))
  }

  @Test func theCrateNamesEveryFileWithItsDigest() throws {
    let files = try Publication.files(of: SampleRelease.make())
    let text = String(
      decoding: try #require(files.first { $0.path == "ro-crate-metadata.json" }).data(),
      as: UTF8.self)
    for file in files where file.path != "ro-crate-metadata.json" {
      #expect(text.contains("\"\(file.sha256)\""), "\(file.path)")
    }
  }

  /// The front matter is read by Yams, the rest must have no line that a hostile text could begin.
  @Test(arguments: HostileTexts.all.map(\.name))
  func noTextIsMarkup(_ name: String) throws {
    let text = try #require(HostileTexts.all.first { $0.name == name }).text
    let release = try SampleRelease.make(HostileTexts.everywhere(text))
    let plain = try SampleRelease.make()
    for path in ["README.md", "MODEL_CARD.md"] {
      let (hostile, usual) = (try file(path, release), try file(path, plain))
      func structure(_ text: String) -> [String] {
        text.split(separator: "\n").map(String.init).filter {
          $0.hasPrefix("#") || $0.hasPrefix("```") || $0 == "---" || $0.hasPrefix("| ---")
        }.map { $0.hasPrefix("# ") ? "# title" : $0 }
      }
      #expect(structure(hostile) == structure(usual), "\(path)")
      // The front matter of the card is YAML, where it is no markup.
      let body =
        path == "README.md" ? hostile[...] : hostile[hostile.ranges(of: "\n---\n")[0].upperBound...]
      #expect(!body.contains("<script>") && !body.contains("\u{1B}"))
    }
    let parts = try file("MODEL_CARD.md", release).split(separator: "---\n", maxSplits: 2)
    let front = try #require(try Yams.load(yaml: String(parts[0])) as? [String: Any])
    #expect(front["license"] as? String == "mit")
    let description = try #require(
      (try json("zenodo.json", release)["metadata"] as? [String: Any])?["description"] as? String)
    #expect(!description.contains("<script>") && description.hasPrefix("<p>"))
  }

  @Test func furtherFilesAreDescribedToo() throws {
    struct Part: PublicationPart {
      func files(of release: Release) throws(Failure) -> [PublicationFile] {
        [
          PublicationFile(
            "dlhub/run.py", .deployment, "text/x-python", "Runs \(release.experiment)", text: "#")
        ]
      }
    }
    let files = try Publication.files(of: SampleRelease.make(), adding: [Part()])
    let crate = try #require(files.first { $0.path == "ro-crate-metadata.json" })
    #expect(String(decoding: try crate.data(), as: UTF8.self).contains("\"dlhub/run.py\""))
  }

  @Test func anEmptyFileIsRefused() {
    let found = failure { () throws(Failure) in
      var release = try SampleRelease.make()
      release.files.append(PublicationFile("x", .result, "text/plain", "Nothing", text: ""))
      _ = try Publication.files(of: release)
    }
    #expect(found?.place == "x")
  }
}
