import Files
import Foundation
import TestSupport
import Testing

/// Publishing that is stopped at any moment goes on with the same draft.
@Suite struct PublishInterruptionTests {
  @Test(arguments: [true, false])
  func aKillAtAnyRequestLeavesOneDraftWithTheRightFiles(_ isDone: Bool) throws {
    var number = 0
    var isOver = false
    while !isOver {
      let here = number
      try PublishedExperiment.test(
        fault: { index, _ in index == here ? isDone ? .doneSilent : .silent : nil }
      ) { experiment in
        let site = experiment.repository
        let command = try experiment.start("-q", "--publish", "--yes")
        guard site.waitForSilence(unless: { !command.isRunning }) else {
          // There are no more requests than this.
          #expect(try command.wait().status == 0)
          isOver = true
          return
        }
        command.send(SIGKILL)
        _ = try command.wait()
        let step = site.requests.last?.step ?? ""
        site.heal()
        let result = try experiment.publish("-q", "--publish", "--yes")
        #expect(result.status == 0, "\(step): \(result.errors)")
        let store = site.contents
        #expect(store.made == 1, "\(step)")
        #expect(store.drafts.isEmpty && store.records.count == 1, "\(step)")
        #expect(try experiment.holdsAll(store.records[501]), "\(step)")
      }
      number += 1
    }
    // A draft, its DOI, its files, metadata, and the record: all were reached.
    #expect(number > 15)
  }

  @Test func stopsPolitely() throws {
    try PublishedExperiment.test(
      fault: { _, request in request.path.hasSuffix("/content") ? .silent : nil }
    ) { experiment in
      let site = experiment.repository
      let command = try experiment.start("-q")
      #expect(site.waitForSilence(unless: { !command.isRunning }))
      command.send(SIGINT)
      site.heal()
      let result = try command.wait()
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
