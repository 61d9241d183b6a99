import Files
import Foundation
import TestSupport
import Testing

/// `fairmlpf publish zenodo` as a user has it.
@Suite struct PublishTests {
  @Test func leavesADraftAndPrintsItsAddress() throws {
    try PublishedExperiment.test { experiment in
      let site = experiment.repository
      let result = try experiment.publish()
      #expect(result.status == 0, "\(result.errors)")
      #expect(result.output == "\(site.url)/uploads/501\n")
      #expect(result.errors.contains("DOI 10.5072/fake.501"))
      #expect(
        result.errors.hasSuffix(
          "Nothing is published yet. Look at the draft, then run this with --publish\n"))
      #expect(site.contents.records.isEmpty)
      #expect(try experiment.holdsAll(site.contents.drafts[501]))
      let left = try FolderContents.names(experiment.fairmlpf.folder)
      #expect(left.contains("release.json") && !left.contains(".release.lock"))
      // Again: nothing is sent twice.
      site.restart()
      let again = try experiment.publish("-q")
      #expect(again.status == 0 && again.errors == "")
      #expect(!site.requests.contains { $0.path.hasSuffix("/content") })
      #expect(site.contents.made == 1)
    }
  }

  @Test func publishesOnlyWithConsent() throws {
    try PublishedExperiment.test { experiment in
      let site = experiment.repository
      let refused = try experiment.publish("--publish")
      #expect(refused.status == 64)
      #expect(
        refused.errors == "fairmlpf: publishing cannot be undone, and there is no terminal to ask "
          + "you on. Use --yes if you are sure.\n")
      #expect(site.requests.isEmpty)
      let published = try experiment.publish("--publish", "--yes")
      #expect(published.status == 0, "\(published.errors)")
      #expect(published.output == "\(site.url)/records/501\n")
      #expect(published.errors.contains("The record is published with the DOI 10.5072/fake.501"))
      #expect(site.contents.records.count == 1 && site.contents.drafts.isEmpty)
    }
  }

  @Test func aPersonTypesTheDOI() throws {
    try PublishedExperiment.test { experiment in
      for (answer, status) in [("yes", 130), ("", 130), ("10.5072/fake.501", 0)]
        as [(String, Int32)]
      {
        let terminal = try experiment.terminal("--publish")
        try terminal.wait(for: "Type 10.5072/fake.501 to publish, anything else to leave the draft")
        #expect(experiment.repository.contents.records.isEmpty)
        terminal.type(answer + "\r")
        #expect(try terminal.wait().code == status)
      }
      #expect(experiment.repository.contents.records.count == 1)
      #expect(experiment.repository.contents.made == 1)
    }
  }

  @Test func aDraftIsRemovedAfterAsking() throws {
    try PublishedExperiment.test { experiment in
      _ = try experiment.publish()
      #expect(try experiment.publish("--discard").status == 64)
      for (answer, status, left) in [("n\r", 130, 1), ("y\r", 0, 0)] as [(String, Int32, Int)] {
        let terminal = try experiment.terminal("--discard")
        try terminal.wait(for: "with all its files?")
        terminal.type(answer)
        #expect(try terminal.wait().code == status)
        #expect(experiment.repository.contents.drafts.count == left)
      }
    }
  }

  @Test func dryRunUsesNoNetworkAndNoToken() throws {
    try PublishedExperiment.test { experiment in
      let early = try experiment.publish("--dry-run", environment: [:])
      #expect(early.status == 66)
      #expect(early.errors.hasSuffix("Run 'fairmlpf package' first.\n"))
      #expect(try experiment.fairmlpf("package", "-q").status == 0)
      let result = try experiment.publish("--dry-run", environment: [:])
      #expect(result.status == 0, "\(result.errors)")
      for words in ["a new draft", "Particle flow", "MODEL_CARD.md", "1.0.0", " files"] {
        #expect(result.output.contains(words), "\(result.output)")
      }
      #expect(experiment.repository.requests.isEmpty)
      #expect(try !FolderContents.names(experiment.fairmlpf.folder).contains("release.json"))
    }
  }

  @Test func withoutATokenNothingIsSent() throws {
    try PublishedExperiment.test { experiment in
      let result = try experiment.publish(environment: ["ZENODO_TOKEN": "not-for-this-site"])
      #expect(result.status == 77)
      let host = experiment.repository.url.dropFirst(7)
      #expect(
        result.errors == "fairmlpf: there is no token for \(host). Make one at "
          + "\(experiment.repository.url)/account/settings/applications, then: Set "
          + "INVENIORDM_TOKEN, or write 'inveniordm: TOKEN' into "
          + "\(Program.home)/.config/fairmlpf/credentials.yaml with 'chmod 600'.\n")
      #expect(experiment.repository.requests.isEmpty)
    }
  }

  @Test func theFileOfTokensMustBeForTheUserOnly() throws {
    try PublishedExperiment.test { experiment in
      let home = try TemporaryFolder()
      try FolderContents.create(home.path + "/fairmlpf")
      let path = home.path + "/fairmlpf/credentials.yaml"
      try AtomicFile.write("inveniordm: \(PublishedExperiment.token)\n", to: path)
      let environment = ["XDG_CONFIG_HOME": home.path]
      let refused = try experiment.publish(environment: environment)
      #expect(refused.status == 77)
      #expect(refused.errors.contains("other users of this computer may open it"))
      #expect(experiment.repository.requests.isEmpty)
      try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
      #expect(try experiment.publish(environment: environment).status == 0)
    }
  }

  @Test(arguments: ["http://repository.example.org", "repository.example.org", "https://a@b.org"])
  func aTokenGoesToNoUnsafeAddress(_ url: String) throws {
    try PublishedExperiment.test { experiment in
      let result = try experiment.fairmlpf(
        "publish", "zenodo", "--base-url", url, environment: PublishedExperiment.environment)
      #expect(result.status == 64)
    }
  }

  @Test func theTokenIsNowhereToBeSeen() throws {
    let token = PublishedExperiment.token
    try PublishedExperiment.test { experiment in
      let site = experiment.repository
      // While it runs, it can be looked at by everybody.
      site.restart { number, _ in number == 2 ? .silent : nil }
      let command = try experiment.start("--verbose")
      #expect(site.waitForSilence(unless: { !command.isRunning }))
      #if os(Linux)
        let line = try Data(contentsOf: URL(filePath: "/proc/\(command.number)/cmdline"))
        #expect(line.range(of: Data("publish".utf8)) != nil)
        #expect(line.range(of: Data(token.utf8)) == nil)
      #endif
      site.heal()
      _ = try command.wait()
      // A site that repeats it.
      site.restart { _, request in
        request.method == "PUT"
          ? .answer(
            400, #"{"message": "\#(token)", "errors": [{"field": "\#(token)", "messages": []}]}"#)
          : nil
      }
      let echoed = try experiment.publish("--verbose")
      #expect(echoed.status == 65, "\(echoed.errors)")
      #expect(echoed.errors.contains("the site refuses: '…'"))
      site.restart()
      let result = try experiment.publish("--verbose", "--publish", "--yes")
      #expect(result.status == 0)
      for text in [echoed.errors, echoed.output, result.errors, result.output] {
        #expect(!text.contains(token))
      }
      #expect(try !experiment.isKept(token))
      // The search for it does find what is there.
      #expect(try experiment.isKept("10.5072/fake.501"))
    }
  }

  @Test func theReservedDOIIsInThePackageAndTheExperiment() throws {
    for (prefix, isReal) in [("10.5072", false), ("10.9999", true)] {
      try PublishedExperiment.test { experiment in
        experiment.repository.change { $0.prefix = prefix }
        #expect(try experiment.publish("-q").status == 0)
        let doi = "\(prefix)/fake.501"
        let files = try #require(experiment.repository.contents.drafts[501]?.files)
        for name in ["README.md", "CITATION.cff", "ro-crate-metadata.json"] {
          let text = files[name]?.content.map { String(decoding: $0, as: UTF8.self) }
          #expect(text?.contains(doi) == true, "\(name)")
        }
        // A DOI of a place to practise leads nowhere, and is not kept where people look.
        for name in ["README.md", "CITATION.cff"] {
          let text = try String(
            contentsOfFile: "\(experiment.fairmlpf.folder)/\(name)", encoding: .utf8)
          #expect(text.contains(doi) == isReal, "\(name)")
        }
      }
    }
  }

  @Test func aNewVersionSendsWhatHasChanged() throws {
    try PublishedExperiment.test { experiment in
      let site = experiment.repository
      #expect(try experiment.publish("-q", "--publish", "--yes").status == 0)
      try AtomicFile.write(
        PublishedExperiment.citation(version: "1.1.0"),
        to: experiment.fairmlpf.folder + "/CITATION.cff")
      let refused = try experiment.publish("-q")
      #expect(refused.status == 64)
      #expect(refused.errors.hasSuffix("Use --new-version to publish version 1.1.0 beside it.\n"))
      site.restart()
      let result = try experiment.publish("-q", "--new-version", "--publish", "--yes")
      #expect(result.status == 0, "\(result.errors)")
      #expect(result.output == "\(site.url)/records/503\n")
      #expect(try experiment.holdsAll(site.contents.records[503]))
      // The network has not changed.
      let sent = site.requests.filter { $0.path.hasSuffix("/content") }.map(\.path)
      #expect(!sent.isEmpty && !sent.contains { $0.contains("model.onnx") })
    }
  }

  @Test func fieldsAreListedBelowTheError() throws {
    try PublishedExperiment.test(fault: { _, request in
      request.step == "PUT /api/records/N/draft"
        ? .answer(
          200,
          #"{"id": "501", "errors": [{"field": "metadata.title", "messages": ["Too short."]}]}"#)
        : nil
    }) { experiment in
      let result = try experiment.publish("-q")
      #expect(result.status == 65)
      #expect(
        result.errors.hasSuffix("\n  the title: Too short. (see title in CITATION.cff)\n"))
    }
  }
}
