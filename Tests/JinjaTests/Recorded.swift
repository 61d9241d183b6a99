import Testing

@testable import Jinja

/// A value that a script recorded; JSON has no word for some of Python's.
enum Recorded: Decodable, Sendable {
  case null, bool(Bool), int(Int), real(Double), text(String), list([Recorded])
  case pairs([(String, Recorded)]), ordered([(String, Recorded)])
  case tuple([Recorded])
  /// A number of any size in decimal digits.
  case whole(String)

  private enum Key: CodingKey { case pairs, ordered, tuple, whole }

  init(from decoder: any Decoder) throws {
    if let object = try? decoder.container(keyedBy: Key.self) {
      if let digits = try object.decodeIfPresent(String.self, forKey: .whole) {
        self = .whole(digits)
      } else if let items = try object.decodeIfPresent([Recorded].self, forKey: .tuple) {
        self = .tuple(items)
      } else if let pairs = try object.decodeIfPresent([[Recorded]].self, forKey: .ordered) {
        self = .ordered(Self.named(pairs))
      } else {
        self = .pairs(Self.named(try object.decode([[Recorded]].self, forKey: .pairs)))
      }
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
      self = .list(try value.decode([Recorded].self))
    }
  }

  private static func named(_ pairs: [[Recorded]]) -> [(String, Recorded)] {
    pairs.compactMap { pair in
      if case .text(let name) = pair[0] { (name, pair[1]) } else { nil }
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
    case .tuple(let items): .tuple(items.map(\.value))
    case .pairs(let pairs): .dict(pairs.map { ($0.0, $0.1.value) })
    case .ordered(let pairs): .orderedDict(pairs.map { ($0.0, $0.1.value) })
    case .whole(let digits):
      BigInteger(digits: digits.unicodeScalars, radix: 10).map { .whole($0) } ?? .none
    }
  }
}

extension Environment {
  mutating func apply(_ options: [String: Recorded]) {
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
      case ("line_statement_prefix", .text(let text)): lineStatementPrefix = text
      case ("line_comment_prefix", .text(let text)): lineCommentPrefix = text
      case ("keep_trailing_newline", .bool(let flag)): keepTrailingNewline = flag
      default: Issue.record("the option \(name) is not known")
      }
    }
  }
}
