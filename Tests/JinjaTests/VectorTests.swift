import Foundation
import Testing

@testable import Jinja

/// Expressions and statements with what Python's Jinja2 3.1.6 (in cookiecutter 2.7.1) made of them.
@Suite struct VectorTests {
  @Test func areAllThere() {
    #expect(Vectors.shared.cases.count == 504)
  }

  @Test(arguments: Vectors.shared.cases)
  func agreesWithPython(_ vector: Vectors.Case) throws {
    var environment = Environment()
    environment.now = 1_768_480_496
    environment.random = { draw, count in draw % count }
    environment.apply(vector.env ?? [:])
    let result: Result<String, TemplateError>
    do {
      let template = try Template(vector.src, environment: environment)
      result = .success(try template.render(["cookiecutter": Vectors.shared.context.value]))
    } catch {
      result = .failure(error)
    }
    switch result {
    case .success(let text):
      if let out = vector.out {
        if vector.unstable != nil {
          #expect(text.withoutAddresses == out.withoutAddresses)
        } else {
          #expect(text == out)
        }
      } else {
        Issue.record("rendered '\(text)' instead of \(vector.err ?? ""): \(vector.msg ?? "")")
      }
    case .failure(let error):
      guard let kind = vector.err else {
        Issue.record("\(error)")
        return
      }
      #expect(error.kind.rawValue == kind)
      #expect(error.message == vector.msg)
      if let line = vector.line { #expect(error.line == line) }
    }
  }
}

extension String {
  var withoutAddresses: String { replacing(/at 0x[0-9a-f]+/, with: "at 0x0") }
}

/// The file of vectors.
struct Vectors: Decodable {
  struct Case: Decodable, CustomTestStringConvertible {
    let id: String
    let src: String
    let env: [String: Recorded]?
    let out: String?
    let err: String?
    let msg: String?
    let line: Int?
    let unstable: String?

    var testDescription: String { id }
  }

  let context: Recorded
  let cases: [Case]

  static let shared: Vectors = {
    guard let url = Bundle.module.url(forResource: "Fixtures/vectors", withExtension: "json"),
      let data = try? Data(contentsOf: url),
      let vectors = try? JSONDecoder().decode(Vectors.self, from: data)
    else {
      Issue.record("Fixtures/vectors.json cannot be read")
      return Vectors(context: .null, cases: [])
    }
    return vectors
  }()
}
