import Foundation
import Testing

@testable import Jinja

/// Templates, alone and in sets, with what Python's Jinja2 3.1.6 made of them.
///
/// `Scripts/make-jinja-fixtures.py` recorded them.
@Suite struct RecordedTemplateTests {
  struct Document: Decodable {
    struct Case: Decodable, CustomTestStringConvertible {
      let src: String
      let env: [String: Recorded]?
      let files: Bool?
      let out: String?
      let err: String?
      let msg: String?
      let line: Int?

      var testDescription: String { src }
    }

    let context: [String: Recorded]
    let files: [String: String]
    let cases: [Case]

    static let shared: Document = {
      guard let url = Bundle.module.url(forResource: "Fixtures/templates", withExtension: "json"),
        let data = try? Data(contentsOf: url),
        let document = try? JSONDecoder().decode(Document.self, from: data)
      else {
        Issue.record("Fixtures/templates.json cannot be read")
        return Document(context: [:], files: [:], cases: [])
      }
      return document
    }()
  }

  @Test func thereAreManyCases() {
    #expect(Document.shared.cases.count > 1300)
  }

  @Test(arguments: Document.shared.cases)
  func agreesWithPython(_ recorded: Document.Case) {
    var environment = Environment()
    environment.apply(recorded.env ?? [:])
    if recorded.files == true {
      let files = Document.shared.files
      environment.loader = { files[$0] }
    }
    do {
      let text = try Template(recorded.src, file: "main", environment: environment)
        .render(Document.shared.context.mapValues(\.value))
      guard let out = recorded.out else {
        Issue.record("rendered '\(text)' instead of \(recorded.err ?? ""): \(recorded.msg ?? "")")
        return
      }
      // Scalar by scalar: the same letter may be written in two ways.
      #expect(text.withoutAddresses.utf8.elementsEqual(out.utf8), "\(text.debugDescription)")
    } catch {
      #expect(error.kind.rawValue == recorded.err, "\(error)")
      if let message = recorded.msg { #expect(error.message == message) }
      if let line = recorded.line { #expect(error.line == line) }
    }
  }
}
