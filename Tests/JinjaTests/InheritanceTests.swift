import Foundation
import Testing

@testable import Jinja

/// `extends`, `include` and `import`, with what Jinja2 3.1.6 made of them
/// (`Scripts/make-inheritance-fixtures.py`).
@Suite struct InheritanceTests {
  struct Recorded: Decodable {
    struct Case: Decodable, CustomTestStringConvertible {
      let template: String
      let output: String?
      let error: String?

      var testDescription: String { template }
    }

    let files: [String: String]
    let cases: [Case]

    static let shared: Recorded? = {
      guard let url = Bundle.module.url(forResource: "Fixtures/inheritance", withExtension: "json"),
        let data = try? Data(contentsOf: url)
      else { return nil }
      return try? JSONDecoder().decode(Recorded.self, from: data)
    }()
  }

  private func render(_ source: String) throws(TemplateError) -> String {
    let files = Recorded.shared?.files ?? [:]
    var environment = Environment()
    environment.loader = { files[$0] }
    return try Template(source, environment: environment)
      .render(["v": .int(1), "p": .string("base")])
  }

  @Test func hasCases() { #expect((Recorded.shared?.cases.count ?? 0) > 60) }

  @Test(arguments: Recorded.shared?.cases ?? [])
  func agreesWithPython(_ recorded: Recorded.Case) {
    do throws(TemplateError) {
      let text = try render(recorded.template)
      // Python shows an address in memory.
      let isAddress = recorded.output?.contains(" 0x") ?? false
      #expect(text == recorded.output || (isAddress && text.contains(" 0x")))
    } catch {
      #expect(recorded.output == nil, "\(error)")
      // Templates that are not there have no kind of their own here.
      let isMissing = ["TemplateNotFound", "TemplatesNotFound"].contains(recorded.error)
      #expect(error.kind.rawValue == recorded.error || isMissing || error.kind == .type, "\(error)")
    }
  }

  @Test(arguments: [
    "{% extends 'selfext' %}", "{% include 'selfinc' %}", "{% import 'selfimp' as x %}",
  ])
  func stopsTemplatesThatLoadThemselves(_ source: String) {
    let error = #expect(throws: TemplateError.self) { try render(source) }
    #expect(error?.kind == .limit)
  }

  @Test func namesTheFileOfAMistake() {
    let error = #expect(throws: TemplateError.self) { try render("{% include 'bad' %}") }
    #expect(error?.description == "bad:2:4: 'gone' is undefined\n  {{ gone }}\n     ^")
  }
}
