/// An expression of a template with the place it starts at.
struct Expression: Sendable {
  indirect enum Kind: Sendable {
    case none
    case bool(Bool)
    case int(Int)
    case big(BigInteger)
    case float(Double)
    case string(String)
    case name(String)
    case list([Expression])
    case tuple([Expression])
    case dict([(key: Expression, value: Expression)])
    case attribute(Expression, String)
    case item(Expression, Expression)
    case slice(start: Expression?, stop: Expression?, step: Expression?)
    case call(Expression, CallArguments)
    /// A filter; without an operand it acts on the text of a block.
    case filter(Expression?, String, CallArguments)
    case test(Expression, String, CallArguments)
    case not(Expression)
    case negative(Expression)
    case positive(Expression)
    case binary(Operator, Expression, Expression)
    case concatenation([Expression])
    case comparison(Expression, [(operation: Comparison, operand: Expression)])
    case all([Expression])
    case any([Expression])
    case choice(condition: Expression, yes: Expression, no: Expression?)
  }

  enum Operator: String, Sendable {
    case add = "+"
    case subtract = "-"
    case multiply = "*"
    case divide = "/"
    case floorDivide = "//"
    case modulo = "%"
    case power = "**"
  }

  enum Comparison: String, Sendable {
    case equal = "=="
    case unequal = "!="
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
    case contained = "in"
    case notContained = "not in"
  }

  let kind: Kind
  let position: Position
  /// How many expressions stand in one another at most.
  let height: Int

  init(_ kind: Kind, _ position: Position) {
    self.kind = kind
    self.position = position
    height = 1 + Self.height(below: kind)
  }

  private static func height(below kind: Kind) -> Int {
    switch kind {
    case .none, .bool, .int, .big, .float, .string, .name: 0
    case .list(let items), .tuple(let items), .concatenation(let items), .all(let items),
      .any(let items):
      highest(items)
    case .dict(let pairs): pairs.reduce(0) { max($0, $1.key.height, $1.value.height) }
    case .attribute(let operand, _), .not(let operand), .negative(let operand),
      .positive(let operand):
      operand.height
    case .item(let operand, let key): max(operand.height, key.height)
    case .slice(let start, let stop, let step):
      max(start?.height ?? 0, stop?.height ?? 0, step?.height ?? 0)
    case .call(let operand, let given): max(operand.height, given.height)
    case .filter(let operand, _, let given): max(operand?.height ?? 0, given.height)
    case .test(let operand, _, let given): max(operand.height, given.height)
    case .binary(_, let left, let right): max(left.height, right.height)
    case .comparison(let first, let rest): rest.reduce(first.height) { max($0, $1.operand.height) }
    case .choice(let condition, let yes, let no):
      max(condition.height, yes.height, no?.height ?? 0)
    }
  }

  fileprivate static func highest(_ expressions: [Expression]) -> Int {
    expressions.reduce(0) { max($0, $1.height) }
  }
}

/// What a call, filter or test is given.
struct CallArguments: Sendable {
  var positional: [Expression] = []
  var named: [(name: String, value: Expression)] = []
  var spread: [Expression] = []
  var namedSpread: [Expression] = []

  var height: Int {
    max(
      Expression.highest(positional), named.reduce(0) { max($0, $1.value.height) },
      Expression.highest(spread), Expression.highest(namedSpread))
  }
}
