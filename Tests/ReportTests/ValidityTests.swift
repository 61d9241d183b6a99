import Figures
import Files
import Foundation
import TestSupport
import Testing

@testable import Report

/// The page as parsers that are not ours see it.
@Suite struct ValidityTests {
  /// Prints parse errors, names that stand twice, and references to names that are not there.
  private static let script = """
    import sys, collections, html5lib
    text = open("page.html", encoding="utf-8").read()
    parser = html5lib.HTMLParser(tree=html5lib.getTreeBuilder("etree"), namespaceHTMLElements=False)
    root = parser.parse(text)
    for place, kind, values in parser.errors:
        print("error", place, kind, values)
    names = collections.Counter(e.get("id") for e in root.iter() if e.get("id"))
    for name, count in names.items():
        if count > 1: print("twice", name)
    for e in root.iter():
        for key, value in e.attrib.items():
            key = key.rsplit("}", 1)[-1]
            if key == "href" and value.startswith("#") and value[1:] not in names:
                print("dangling", value)
            if key.startswith("aria-labelledby") and value not in names: print("dangling", value)
            if key.startswith("on"): print("handler", key)
    print(sum(1 for e in root.iter("svg") if True) + sum(
        1 for e in root.iter() if str(e.tag).endswith("}svg")), "pictures")
    """

  private func check(_ page: String) throws -> String {
    guard let tools = PythonTools.html else { return "no tools" }
    return try withFolder { folder in
      try AtomicFile.write(page, to: folder + "/page.html")
      let result = try tools.run("python", ["-c", Self.script], in: folder)
      return result.output + result.errors
    }
  }

  @Test(.enabled(if: PythonTools.html != nil, "needs python3 and its package index"))
  func html5libFindsNothingWrong() throws {
    #expect(try check(ReportPageTests.page()) == "21 pictures\n")
    #expect(
      try check(ReportPageTests.page(evaluation: false, training: false, pictures: false))
        == "0 pictures\n")
  }

  /// With pictures as gnuplot draws them, whose names must not collide.
  @Test(
    .enabled(
      if: PythonTools.html != nil && FileManager.default.fileExists(atPath: "/usr/bin/gnuplot"),
      "needs gnuplot, python3 and its package index"))
  func picturesOfGnuplotFitTogether() throws {
    try withFolder { folder in
      let illustrations = try SmallResults.illustrations(explanation: SmallResults.explanation())
      let outcomes = try Gnuplot.draw(
        illustrations.all.map(\.figure), into: folder, workers: 2, progress: SilentProgress(),
        shouldStop: { false })
      try #require(outcomes.allSatisfy { $0 == .drawn })
      var pictures: [String: String] = [:]
      for name in illustrations.all.map(\.figure.name) {
        pictures[name] = try String(contentsOfFile: "\(folder)/\(name).svg", encoding: .utf8)
      }
      let page = ReportPage(
        subject: ReportSubject(name: "n", run: "r", data: "", preset: "p", program: "fairmlpf 9"),
        evaluation: SmallResults.evaluation(), explanation: try SmallResults.explanation(),
        training: nil, illustrations: illustrations, pictures: pictures, digest: "0")
      let template = Repository.path + "/Templates/report/report.html"
      let html = try page.html(
        template: String(contentsOfFile: template, encoding: .utf8), at: template)
      #expect(try check(html) == "21 pictures\n")
    }
  }
}
