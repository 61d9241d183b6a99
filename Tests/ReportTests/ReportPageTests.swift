import Evaluation
import Figures
import Files
import Foundation
import Relevance
import TestSupport
import Testing

@testable import Report

@Suite struct ReportPageTests {
  static let picture =
    "<?xml version=\"1.0\"?>\n<svg width=\"10\" height=\"5\" xmlns=\"http://www.w3.org/2000/svg\">"
    + "<title>Gnuplot</title><g/></svg>\n"

  /// The page of the small results.
  static func page(
    heldOut: Bool = false, evaluation: Bool = true, explanation: Bool = true, training: Bool = true,
    pictures: Bool = true, change: (inout ReportSubject) -> Void = { _ in }
  ) throws -> String {
    var subject = ReportSubject(
      name: SmallResults.hostile, run: "baseline", data: "10.5281/zenodo.4559324",
      preset: "lrp-paper", program: "fairmlpf 9")
    change(&subject)
    let illustrations = try SmallResults.illustrations(
      evaluation: evaluation ? SmallResults.evaluation() : nil,
      explanation: explanation ? SmallResults.explanation() : nil)
    let page = ReportPage(
      subject: subject, evaluation: evaluation ? SmallResults.evaluation() : nil,
      heldOut: heldOut ? SmallResults.evaluation(timing: false) : nil,
      explanation: explanation ? try SmallResults.explanation() : nil,
      training: training
        ? try TrainingSummary(json: Data(SmallResults.summary.utf8), at: "training.json") : nil,
      illustrations: illustrations,
      pictures: pictures
        ? Dictionary(
          uniqueKeysWithValues: illustrations.all.map { ($0.figure.name, Self.picture) }) : [:],
      digest: "0123abcd")
    let template = Repository.path + "/Templates/report/report.html"
    return try page.html(template: String(contentsOfFile: template, encoding: .utf8), at: template)
  }

  @Test func whatUsersNamedIsEscaped() throws {
    let page = try Self.page()
    let escaped = "&lt;script&gt;alert(1)&lt;/script&gt; &amp; &#34;quotes&#34; &#39;"
    #expect(page.contains("<title>\(escaped): report</title>"))
    #expect(page.contains("<h1>\(escaped)</h1>"))
    #expect(!page.contains("<script"))
    #expect(
      page.contains("<code>odd name&lt;i&gt;.pkl</code></th><td>test</td><td><code>00ff</code>"))
    #expect(page.contains("processor &lt;&amp;&gt;"))
    #expect(page.contains("Charge matters &lt;most&gt; for charged hadrons"))
    #expect(page.contains("(a&lt;b&gt;.pkl)"))
    #expect(!page.contains("<i>") && !page.contains("<most>"))
  }

  @Test func aHostileDOIStaysInItsLink() throws {
    let page = try Self.page { $0.data = "10.1/\"><img src=x onerror=alert(1)>" }
    #expect(!page.contains("<img"))
    #expect(
      page.contains(
        "href=\"https://doi.org/10.1/%22%3E%3Cimg%20src%3Dx%20onerror%3Dalert%281%29%3E\""))
  }

  /// Nothing is loaded from anywhere: links are the only references.
  @Test func isSelfContained() throws {
    let page = try Self.page()
    for word in ["<script", "<link", "<iframe", "<img", "<object", "@import", " src=", "url("] {
      #expect(!page.contains(word), "\(word)")
    }
    let links = page.matches(of: /<(\w+)[^>]*\bhref="([^"]*)"/)
    #expect(links.count > 40)
    for link in links {
      #expect(link.1 == "a", "\(link.0)")
      let target = link.2
      #expect(
        target.hasPrefix("#") || target.hasPrefix("figures/") || target.hasSuffix(".csv")
          || target.hasPrefix("https://doi.org/") || target.hasPrefix("https://arxiv.org/abs/"),
        "\(target)")
    }
  }

  @Test func everyPictureHasALabel() throws {
    let page = try Self.page()
    let pictures = page.matches(of: /<svg[^>]*>/)
    #expect(pictures.count == 21)
    for picture in pictures {
      #expect(picture.0.contains(/role="img" aria-label="[^"]{20,}"/), "\(picture.0)")
    }
    #expect(!page.contains("<title>Gnuplot"))
    #expect(page.matches(of: /role="region"/).count == page.matches(of: /tabindex="0"/).count)
  }

  @Test func headingsGoDownOneLevelAtATime() throws {
    let levels = try Self.page().matches(of: /<h([1-6])[ >]/).compactMap { Int($0.1) }
    #expect(levels.first == 1 && levels.filter { $0 == 1 }.count == 1)
    for (level, next) in zip(levels, levels.dropFirst()) { #expect(next <= level + 1) }
  }

  @Test func tablesHaveCaptionsAndScopes() throws {
    let page = try Self.page()
    let tables = page.components(separatedBy: "<table").dropFirst()
    #expect(tables.count == 12)
    for table in tables { #expect(table.contains("<caption id=\"table-")) }
    for header in page.matches(of: /<th\b[^>]*>/) {
      #expect(header.0.contains(/scope="(col|row|rowgroup)"/), "\(header.0)")
    }
  }

  @Test func linksWithinThePageLeadSomewhere() throws {
    let page = try Self.page()
    let names = Set(page.matches(of: /\bid="([^"]+)"/).map { String($0.1) })
    #expect(page.matches(of: /\bid="/).count == names.count)
    for link in page.matches(of: /href="#([^"]+)"/) { #expect(names.contains(String(link.1))) }
    for label in page.matches(of: /aria-labelledby="([^"]+)"/) {
      #expect(names.contains(String(label.1)))
    }
  }

  @Test func theSameInputsGiveTheSameBytes() throws {
    #expect(try Self.page() == Self.page())
  }

  @Test func numbersAreThoseOfTheResults() throws {
    let page = try Self.page()
    // 3 of 4 photons and "none" elements are right, and so on: 7 of 8 elements, 5 of 6 clusters.
    #expect(page.contains("<th scope=\"row\">accuracy</th><td>8</td><td>0.875</td><td>1.000</td>"))
    #expect(page.contains("<strong>83.3 %</strong><span>of clusters get their true class"))
    #expect(
      page.contains(
        "<th scope=\"row\">charge</th><td>0.0800</td><td>0.1138</td><td>0.0800</td><td>0.0000</td>")
    )
    #expect(page.contains("<strong class=\"mark holds\">holds</strong>"))
    #expect(page.contains("0.0900 [0.0700, 0.1100]"))
    #expect(page.contains("<th scope=\"row\">fake rate</th>"))
    #expect(page.contains("0.07 †"))
    #expect(page.contains("<td>1 min 15 s</td>"))
    #expect(page.contains("<td>1.0e-7</td>"))
  }

  @Test func whatIsMissingIsSaid() throws {
    let page = try Self.page(evaluation: false, training: false)
    #expect(
      page.contains(
        "This network has not been compared with the rule-based particle flow: &#39;fairmlpf "
          + "evaluate&#39; does so."))
    #expect(page.contains("id=\"r-maps\""))
    #expect(!page.contains("headline.csv"))
    let other = try Self.page(explanation: false)
    #expect(
      other.contains(
        "This network has not been explained: &#39;fairmlpf explain&#39; does so."))
    #expect(!other.contains("id=\"r-maps\"") && other.contains("headline.csv"))
  }

  @Test func heldOutEventsHaveATableOfTheirOwn() throws {
    let page = try Self.page(heldOut: true)
    #expect(page.contains("<h3 id=\"held-out-events\">Held-out events</h3>"))
    #expect(page.contains("The same network on 2 further events with 8 elements"))
    #expect(page.contains("href=\"held_out/confusion.csv\""))
    #expect(try !Self.page().contains("Held-out events"))
  }

  @Test func withoutPicturesTheTablesAreThere() throws {
    let page = try Self.page(pictures: false)
    #expect(!page.contains("<svg"))
    #expect(
      page.contains(
        "figures have no picture, because gnuplot is not installed: install it (on Debian and Ubuntu "
          + "&#39;apt install gnuplot-nox&#39;) and run &#39;fairmlpf report&#39; again."))
    #expect(page.contains("href=\"figures/confusion_all.csv\""))
    #expect(!page.contains("href=\"figures/confusion_all.pdf\""))
    #expect(page.components(separatedBy: "<table").count == 13)
    #expect(try !Self.page().contains("have no picture"))
  }

  @Test func anOldEvaluationIsSaidAtTheTop() throws {
    let sentence =
      "The evaluation below was made with another model than the one of this run: run &#39;fairmlpf evaluate&#39; and "
      + "&#39;fairmlpf report&#39; again."
    let page = try Self.page { $0.evaluationIsOld = true }
    let header = page.prefix { $0 != "\u{0}" }.components(separatedBy: "</header>")[0]
    #expect(header.contains(sentence))
    #expect(try !Self.page().contains("Out of date"))
  }

  @Test func theDigestCanBeReadAgain() throws {
    #expect(ReportPage.digest(of: try Self.page()) == "0123abcd")
    #expect(ReportPage.digest(of: "<html>") == nil)
    #expect(ReportPage.digest(of: "<meta name=\"fairmlpf-inputs\" content=\"x") == nil)
  }

  @Test func aDamagedTemplateIsAFailure() throws {
    let empty = Illustrations(evaluation: nil, explanation: nil, history: nil, bestEpoch: nil)
    let page = ReportPage(
      subject: ReportSubject(name: "", run: "", data: "", preset: "", program: ""), evaluation: nil,
      explanation: nil, training: nil, illustrations: empty, pictures: [:], digest: "")
    let found = failure { () throws(Failure) in
      _ = try page.html(template: "\n{{ nothing }}", at: "report.html")
    }
    #expect(
      found?.description
        == "report.html:2: the template of the report cannot be used ('nothing' is undefined). "
        + "Install fairmlpf again with 'make install'.")
    #expect(found?.status == .badData)
  }

  @Test(arguments: [(0.0, "0"), (1, "1.0"), (9.96, "1.0e1"), (-2.34e-5, "-2.3e-5"), (99, "9.9e1")])
  func smallNumbers(value: Double, text: String) {
    #expect(NumberText.scientific(value) == text)
  }

  @Test(arguments: [
    (0.95, 2, "0.95"), (-0.004, 2, "0.00"), (1.005, 1, "1.0"), (12, 0, "12"), (-1.5, 1, "-1.5"),
  ])
  func fixedNumbers(value: Double, decimals: Int, text: String) {
    #expect(NumberText.fixed(value, decimals) == text)
    #expect(NumberText.fixed(nil) == "undefined" && NumberText.fixed(.nan) == "undefined")
  }
}
