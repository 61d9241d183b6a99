import TestSupport
import Testing

/// Our templates, rendered by `fairmlpf new` and by Python's cookiecutter 2.7.1 at the same place
/// and the same time: files, permissions, links and saved answers are the same, byte for byte.
///
/// Random texts cannot be made the same; they are compared with a pattern. `AllowedDifference.all`
/// lists what differs on purpose.
@Suite(
  .enabled(if: PythonTools.scaffold != nil, "needs python3 and its package index"),
  CookiecutterTrait())
struct TemplateTests {
  @Test(arguments: TemplateRun.all)
  func equalsCookiecutter(_ run: TemplateRun) throws {
    let theirs = try #require(CookiecutterRuns.current)
    let outcome = try #require(theirs.outcome(of: run))
    // Whatever the template is about must really have happened.
    #expect((outcome.status != 0) == (run.fails != nil), "\(outcome.output)")
    let comparison = try Comparison(run, theirs)
    #expect(comparison.differences.isEmpty, "\(comparison.report)")
  }

  @Test func allowedDifferencesConcernSomething() {
    for allowed in AllowedDifference.all {
      #expect(TemplateRun.all.contains { allowed.concerns($0) }, "\(allowed.reason)")
    }
  }
}
