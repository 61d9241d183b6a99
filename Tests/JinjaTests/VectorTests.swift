import Foundation
import Testing

@testable import Jinja

/// Expressions and statements with what Python's Jinja2 3.1.6 (in cookiecutter 2.7.1) made of them.
@Suite struct VectorTests {
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
  fileprivate var withoutAddresses: String { replacing(/0x[0-9a-f]+/, with: "0x0") }
}

extension Environment {
  fileprivate mutating func apply(_ options: [String: Vectors.Tagged]) {
    for (name, option) in options {
      switch (name, option) {
      case ("trim_blocks", .bool(let flag)): trimBlocks = flag
      case ("lstrip_blocks", .bool(let flag)): lstripBlocks = flag
      case ("variable_start_string", .text(let text)): variableStart = text
      case ("variable_end_string", .text(let text)): variableEnd = text
      case ("block_start_string", .text(let text)): blockStart = text
      case ("block_end_string", .text(let text)): blockEnd = text
      case ("comment_start_string", .text(let text)): commentStart = text
      case ("comment_end_string", .text(let text)): commentEnd = text
      case ("newline_sequence", .text(let text)): newline = text
      default: break
      }
    }
  }
}

/// The file of vectors.
struct Vectors: Decodable {
  struct Case: Decodable, CustomTestStringConvertible {
    let id: String
    let src: String
    let env: [String: Tagged]?
    let out: String?
    let err: String?
    let msg: String?
    let line: Int?
    let unstable: String?

    var testDescription: String { id }
  }

  /// A value of the context; dictionaries are lists of pairs.
  enum Tagged: Decodable, Sendable {
    case null, bool(Bool), int(Int), real(Double), text(String), list([Tagged])
    case pairs([(String, Tagged)])

    private enum Key: CodingKey { case pairs }

    init(from decoder: any Decoder) throws {
      if let object = try? decoder.container(keyedBy: Key.self) {
        let pairs = try object.decode([[Tagged]].self, forKey: .pairs)
        self = .pairs(
          pairs.compactMap { pair in
            if case .text(let name) = pair[0] { (name, pair[1]) } else { nil }
          })
        return
      }
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
      } else {
        self = .list(try value.decode([Tagged].self))
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
      case .pairs(let pairs): .dict(pairs.map { ($0.0, $0.1.value) })
      }
    }
  }

  let context: Tagged
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
