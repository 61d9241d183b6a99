import Files
import Foundation
import TestSupport
import Testing

/// Publishing that is stopped at any moment goes on with the same draft.
@Suite struct PublishInterruptionTests {
  /// The requests at which it is killed; `PublicationTests` ends at all of them.
  private static let steps = [
    ("POST /api/records", true), ("/draft/pids/doi", true),
    ("POST /api/records/N/draft/files", true),
    ("/model.onnx/content", false), ("/model.onnx/commit", true),
    ("PUT /api/records/N/draft", true),
    ("/actions/publish", true),
  ]

  @Test(arguments: steps) func aKillLeavesOneDraftWithTheRightFiles(
    _ step: String, _ isDone: Bool
  ) throws {
    try PublishedExperiment.test(
      fault: { _, request in request.step.hasSuffix(step) ? isDone ? .doneSilent : .silent : nil }
    ) { experiment in
      let site = experiment.repository
      let command = try experiment.start("-q", "--publish", "--yes")
      #expect(site.waitForSilence(unless: { !command.isRunning }))
      command.send(SIGKILL)
      _ = try command.wait()
      site.heal()
      let result = try experiment.publish("-q", "--publish", "--yes")
      #expect(result.status == 0, "\(result.errors)")
      let store = site.contents
      #expect(store.made == 1)
      #expect(store.drafts.isEmpty && store.records.count == 1)
      #expect(try experiment.holdsAll(store.records[501]))
    }
  }

  @Test func stopsPolitely() throws {
    try PublishedExperiment.test(
      fault: { _, request in request.path.hasSuffix("/content") ? .silent : nil }
    ) { experiment in
      let site = experiment.repository
      let command = try experiment.start("-q")
      #expect(site.waitForSilence(unless: { !command.isRunning }))
      // Even while the site does not answer.
      command.send(SIGINT)
      let result = try command.wait()
      site.heal()
      #expect(result.status == 130, "\(result.errors)")
      #expect(result.errors.contains("Run the same command again to go on"))
      #expect(try experiment.publish("-q").status == 0)
      #expect(site.contents.made == 1)
      #expect(try experiment.holdsAll(site.contents.drafts[501]))
    }
  }

  @Test func twoAtOnceMakeOneDraft() throws {
    try PublishedExperiment.test(fault: { index, _ in index == 0 ? .doneSilent : nil }) {
      experiment in
      let site = experiment.repository
      let first = try experiment.start("-q")
      #expect(site.waitForSilence(unless: { !first.isRunning }))
      let second = try experiment.publish("-q")
      #expect(second.status == 69)
      #expect(
        second.errors.hasSuffix(
          "this experiment is being published by another run. Wait until that one ends.\n"))
      site.heal()
      _ = try first.wait()
      #expect(try experiment.publish("-q").status == 0)
      #expect(site.contents.made == 1)
    }
  }
}
