/// A statement of a template with the place it starts at.
struct Node: Sendable {
  indirect enum Kind: Sendable {
    case text(String)
    case output([Expression])
    case condition([(condition: Expression, body: [Node])], otherwise: [Node])
    case loop(Loop)
    case assign(Target, Expression)
    case assignBlock(Target, filter: Expression?, body: [Node])
    case with([(target: Target, value: Expression)], body: [Node])
    case macro(Macro)
    case call(Expression, Macro)
    case filterBlock(Expression, body: [Node])
    case autoescape(Expression, body: [Node])
    case block(Block)
    case extends(Expression)
    case include(Expression, ignoreMissing: Bool, withContext: Bool)
    case importAll(Expression, name: String, withContext: Bool)
    case importNames(Expression, [(name: String, alias: String)], withContext: Bool)
    case now(Expression, shift: (sign: Int, amount: Expression)?, format: Expression?)
  }

  /// Where a value is stored.
  indirect enum Target: Sendable {
    case name(String)
    case attribute(String, String)
    case tuple([Target])
  }

  struct Loop: Sendable {
    var target: Target
    var sequence: Expression
    var filter: Expression?
    var recursive: Bool
    /// Whether the body reads `loop`; only then there is one.
    var needsLoop: Bool
    var body: [Node]
    var otherwise: [Node]
  }

  struct Macro: Sendable {
    var name: String
    var parameters: [(name: String, fallback: Expression?)]
    /// What the body reads of `caller`, `varargs` and `kwargs`.
    var extras: Set<String>
    var body: [Node]
  }

  /// A part of the text that templates which extend this one can replace.
  struct Block: Sendable {
    var name: String
    /// Whether the block sees the variables of the loop or section around it.
    var isScoped: Bool
    /// Whether another template has to replace it.
    var isRequired: Bool
    /// Whether it stands in no loop, macro or other block.
    var isTopLevel: Bool
  }

  let kind: Kind
  let position: Position
}
