import Foundation
import Testing

@testable import Jinja

/// Templates with what Python's Jinja2 3.1.6 made of them with autoescape on.
///
/// `Scripts/make-autoescape-fixtures.py` recorded them.
@Suite struct AutoescapeTests {
  struct Recorded: Decodable {
    struct Case: Decodable, CustomTestStringConvertible {
      let src: String
      let out: String?
      let err: String?

      var testDescription: String { src }
    }

    let context: [String: Vectors.Plain]
    let files: [String: String]
    let cases: [Case]

    static let shared: Recorded = {
      guard let url = Bundle.module.url(forResource: "Fixtures/autoescape", withExtension: "json"),
        let data = try? Data(contentsOf: url),
        let recorded = try? JSONDecoder().decode(Recorded.self, from: data)
      else {
        Issue.record("Fixtures/autoescape.json cannot be read")
        return Recorded(context: [:], files: [:], cases: [])
      }
      return recorded
    }()
  }

  private static func render(_ source: String) throws -> String {
    var environment = Environment()
    environment.autoescape = true
    let files = Recorded.shared.files
    environment.loader = { files[$0] }
    return try Template(source, environment: environment)
      .render(Recorded.shared.context.mapValues(\.value))
  }

  @Test(arguments: Recorded.shared.cases)
  func agreesWithPython(_ recorded: Recorded.Case) throws {
    do {
      #expect(try Self.render(recorded.src) == recorded.out)
    } catch let error as TemplateError {
      #expect("\(error.kind.rawValue): \(error.message)" == recorded.err)
    }
  }

  @Test func thereAreManyCases() {
    #expect(Recorded.shared.cases.count > 100)
  }

  @Test func isOffUnlessAskedFor() throws {
    #expect(try Template("{{ a }}").render(["a": .string("<")]) == "<")
  }
}

extension Vectors {
  /// A value as plain JSON, with the keys of objects in the order of their names.
  enum Plain: Decodable, Sendable {
    case null, bool(Bool), int(Int), real(Double), text(String), list([Plain])
    case object([String: Plain])

    init(from decoder: any Decoder) throws {
      let value = try decoder.singleValueContainer()
      if value.decodeNil() {
        self = .null
      } else if let flag = try? value.decode(Bool.self) {
        self = .bool(flag)
      } else if let number = try? value.decode(Int.self) {
        self = .int(number)
      } else if let number = try? value.decode(Double.self) {
        self = .real(number)
      } else if let text = try? value.decode(String.self) {
        self = .text(text)
      } else if let items = try? value.decode([Plain].self) {
        self = .list(items)
      } else {
        self = .object(try value.decode([String: Plain].self))
      }
    }

    var value: Value {
      switch self {
      case .null: .none
      case .bool(let flag): .bool(flag)
      case .int(let number): .int(number)
      case .real(let number): .float(number)
      case .text(let text): .string(text)
      case .list(let items): .list(items.map(\.value))
      case .object(let pairs):
        .dict(pairs.sorted { $0.key < $1.key }.map { ($0.key, $0.value.value) })
      }
    }
  }
}
