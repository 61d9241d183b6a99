/// Turns tokens into a tree: the statements.
///
/// Expressions are in `Parser+Expressions.swift`.
struct Parser {
  private let tokens: [Token]
  var index = 0
  /// The blocks by name.
  var blocks: [String: [Node]] = [:]
  /// Unknown filters and tests, which are errors unless they stand inside a condition.
  var unknown: [TemplateError] = []
  var depth = 0
  /// How many loops, macros, blocks and other sections with variables of their own are open.
  var sections = 0
  /// Which of `caller`, `varargs` and `kwargs` the macro being read uses.
  var extras: Set<String> = []
  /// Whether the loop being read uses `loop`, or has a block that could.
  var usesLoop = false
  private let stack = DeepStack()
  private var openTags: [String] = []
  private var endTags: [[String]] = []

  init(_ tokens: [Token]) { self.tokens = tokens }

  var current: Token { tokens[index] }

  @discardableResult
  mutating func advance() -> Token {
    let token = tokens[index]
    if index + 1 < tokens.count { index += 1 }
    return token
  }

  /// The token after the current one.
  var following: Token { tokens[min(index + 1, tokens.count - 1)] }

  mutating func skip(_ symbol: String) -> Bool {
    guard current.isSymbol(symbol) else { return false }
    advance()
    return true
  }

  mutating func skipName(_ name: String) -> Bool {
    guard current.isName(name) else { return false }
    advance()
    return true
  }

  func failure(_ message: String) -> TemplateError {
    TemplateError(.syntax, message, at: current.position)
  }

  private func expected(_ label: String) -> TemplateError {
    current.kind == .end
      ? failure("unexpected end of template, expected '\(label)'.")
      : failure("expected token '\(label)', got \(Value.quoted(current.label))")
  }

  mutating func expect(_ symbol: String) throws(TemplateError) {
    guard skip(symbol) else { throw expected(symbol) }
  }

  mutating func expectName() throws(TemplateError) -> String {
    guard current.kind == .name else { throw expected("name") }
    return advance().text
  }

  mutating func expectKeyword(_ name: String) throws(TemplateError) {
    guard skipName(name) else { throw expected(name) }
  }

  private mutating func expect(_ kind: Token.Kind, _ label: String) throws(TemplateError) {
    guard current.kind == kind else { throw expected(label) }
    advance()
  }

  mutating func blockEnd() throws(TemplateError) {
    try expect(.blockEnd, "end of statement block")
  }

  /// Counts one level of nesting for as long as `body` runs.
  mutating func nested<Result>(
    _ body: (inout Parser) throws(TemplateError) -> Result
  ) throws(TemplateError) -> Result {
    depth += 1
    defer { depth -= 1 }
    guard depth <= NestingLimit.syntax else {
      throw TemplateError(.limit, "the template is nested too deeply", at: current.position)
    }
    return try stack.deepened { () throws(TemplateError) in try body(&self) }
  }

  /// Reads the whole template.
  mutating func template() throws(TemplateError) -> [Node] {
    let nodes = try body(until: [])
    if let first = unknown.first { throw first }
    return nodes
  }

  /// Reads statements up to a tag in `ends`, which stays current; none means the end of the text.
  private mutating func body(until ends: [String]) throws(TemplateError) -> [Node] {
    if !ends.isEmpty { endTags.append(ends) }
    defer { if !ends.isEmpty { endTags.removeLast() } }
    var nodes: [Node] = []
    while true {
      let token = current
      switch token.kind {
      case .data:
        advance()
        nodes.append(Node(kind: .text(token.text), position: token.position))
      case .variableBegin:
        advance()
        let value = try tuple(withChoice: true)
        try expect(.variableEnd, "end of print statement")
        nodes.append(Node(kind: .output([value]), position: token.position))
      case .blockBegin:
        advance()
        if current.kind == .name, ends.contains(current.text) { return nodes }
        if let node = try nested({ parser throws(TemplateError) in try parser.statement() }) {
          nodes.append(node)
        }
      default:
        guard ends.isEmpty else { throw unknownTag(nil) }
        return nodes
      }
    }
  }

  /// Reads a body with variables of its own and the tag that ends it; returns that tag's name.
  mutating func scoped(_ ends: String...) throws(TemplateError) -> (nodes: [Node], end: String) {
    sections += 1
    defer { sections -= 1 }
    let nodes = try body(until: ends)
    return (nodes, advance().text)
  }

  /// Reads a body and the tag that ends it; returns that tag's name.
  mutating func section(
    _ ends: String...
  ) throws(TemplateError) -> (nodes: [Node], end: String) {
    let nodes = try body(until: ends)
    return (nodes, advance().text)
  }

  private func unknownTag(_ name: String?) -> TemplateError {
    var parts = [
      name.map { "Encountered unknown tag \(Value.quoted($0))." } ?? "Unexpected end of template."
    ]
    if let looking = endTags.last {
      let list = looking.map { "'\($0)'" }.joined(separator: " or ")
      if let name, endTags.contains(where: { $0.contains(name) }) {
        parts.append(
          "You probably made a nesting mistake. Jinja is expecting this tag, but currently "
            + "looking for \(list).")
      } else {
        parts.append("Jinja was looking for the following tags: \(list).")
      }
    }
    if let open = openTags.last {
      parts.append("The innermost block that needs to be closed is '\(open)'.")
    }
    return failure(parts.joined(separator: " "))
  }

  private mutating func statement() throws(TemplateError) -> Node? {
    let token = current
    guard token.kind == .name else { throw failure("tag name expected") }
    openTags.append(token.text)
    defer { openTags.removeLast() }
    let kind: Node.Kind
    switch token.text {
    case "if": kind = try condition()
    case "for": kind = try loop()
    case "set": kind = try assignment()
    case "with": kind = try with()
    case "macro": kind = try macro()
    case "call": kind = try callBlock()
    case "filter": kind = try filterBlock()
    case "block": kind = try block()
    case "autoescape": kind = try autoescape()
    case "print": kind = try output()
    case "extends": kind = try extends()
    case "include": kind = try include()
    case "import": kind = try importAll()
    case "from": kind = try importNames()
    case "now": kind = try now()
    default:
      openTags.removeLast()
      defer { openTags.append(token.text) }
      throw unknownTag(token.text)
    }
    try blockEnd()
    return Node(kind: kind, position: token.position)
  }
}
