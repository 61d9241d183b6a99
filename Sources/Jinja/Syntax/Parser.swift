/// Turns tokens into a tree: the statements.
///
/// Expressions are in `Parser+Expressions.swift`.
struct Parser {
  private let tokens: [Token]
  private var index = 0
  /// The blocks by name.
  private(set) var blocks: [String: Node.Block] = [:]
  /// Unknown filters and tests, which are errors unless they stand inside a condition.
  var unknown: [TemplateError] = []
  var depth = 0
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
    return try body(&self)
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
        nodes.append(Node(kind: .output(value), position: token.position))
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

  /// Reads a body and the tag that ends it; returns that tag's name.
  private mutating func section(
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
    case "autoescape":
      advance()
      let value = try expression()
      try blockEnd()
      kind = .autoescape(value, body: try section("endautoescape").nodes)
    case "print":
      advance()
      kind = .output(try tuple(withChoice: true))
    case "include": kind = try include()
    case "now": kind = try now()
    case "extends":
      advance()
      kind = .extends(try expression())
    case "import": kind = try module()
    case "from": kind = try names()
    default:
      openTags.removeLast()
      defer { openTags.append(token.text) }
      throw unknownTag(token.text)
    }
    try blockEnd()
    return Node(kind: kind, position: token.position)
  }

  private mutating func condition() throws(TemplateError) -> Node.Kind {
    let before = unknown.count
    // An unknown filter inside a condition matters only when it is reached.
    defer { unknown.removeSubrange(before...) }
    var branches: [(condition: Expression, body: [Node])] = []
    while true {
      advance()
      let test = try tuple(withChoice: false)
      try blockEnd()
      let (nodes, end) = try section("elif", "else", "endif")
      branches.append((test, nodes))
      if end == "elif" {
        index -= 1
        continue
      }
      guard end == "else" else { return .condition(branches, otherwise: []) }
      try blockEnd()
      return .condition(branches, otherwise: try section("endif").nodes)
    }
  }

  private mutating func loop() throws(TemplateError) -> Node.Kind {
    advance()
    let target = try target(stopAtIn: true)
    try expectKeyword("in")
    let sequence = try tuple(withChoice: false, ends: ["recursive"])
    let filter = skipName("if") ? try expression() : nil
    let recursive = skipName("recursive")
    try blockEnd()
    let (nodes, end) = try section("endfor", "else")
    var otherwise: [Node] = []
    if end == "else" {
      try blockEnd()
      otherwise = try section("endfor").nodes
    }
    return .loop(
      Node.Loop(
        target: target, sequence: sequence, filter: filter, recursive: recursive, body: nodes,
        otherwise: otherwise))
  }

  private mutating func assignment() throws(TemplateError) -> Node.Kind {
    advance()
    let target = try target(stopAtIn: false)
    if skip("=") { return .assign(target, try tuple(withChoice: true)) }
    let filter = current.isSymbol("|") ? try filters(nil) : nil
    try blockEnd()
    return .assignBlock(target, filter: filter, body: try section("endset").nodes)
  }

  private mutating func target(stopAtIn: Bool) throws(TemplateError) -> Node.Target {
    var parts: [Node.Target] = []
    var isTuple = false
    while true {
      if current.kind == .blockEnd || (stopAtIn && current.isName("in"))
        || current.isSymbol("=") || current.isSymbol(")")
      {
        break
      }
      if skip("(") {
        parts.append(
          try nested { parser throws(TemplateError) in try parser.target(stopAtIn: stopAtIn) })
        try expect(")")
      } else {
        let name = try expectName()
        if ["true", "false", "none", "True", "False", "None"].contains(name) {
          throw failure("can't assign to 'const'")
        }
        parts.append(skip(".") ? .attribute(name, try expectName()) : .name(name))
      }
      guard skip(",") else { break }
      isTuple = true
    }
    guard let first = parts.first else {
      throw failure("Expected an expression, got \(Value.quoted(current.label))")
    }
    return isTuple ? .tuple(parts) : first
  }

  private mutating func with() throws(TemplateError) -> Node.Kind {
    advance()
    var values: [(target: Node.Target, value: Expression)] = []
    while current.kind != .blockEnd {
      if !values.isEmpty { try expect(",") }
      let name = Node.Target.name(try expectName())
      try expect("=")
      values.append((name, try expression()))
    }
    try blockEnd()
    return .with(values, body: try section("endwith").nodes)
  }

  private mutating func macro() throws(TemplateError) -> Node.Kind {
    advance()
    let name = try expectName()
    let parameters = try signature()
    try blockEnd()
    return .macro(
      Node.Macro(name: name, parameters: parameters, body: try section("endmacro").nodes))
  }

  private mutating func signature()
    throws(TemplateError) -> [(name: String, fallback: Expression?)]
  {
    var parameters: [(name: String, fallback: Expression?)] = []
    try expect("(")
    while !current.isSymbol(")") {
      if !parameters.isEmpty { try expect(",") }
      let name = try expectName()
      if skip("=") {
        parameters.append((name, try expression()))
      } else if parameters.last?.fallback != nil {
        throw failure("non-default argument follows default argument")
      } else {
        parameters.append((name, nil))
      }
    }
    try expect(")")
    return parameters
  }

  private mutating func callBlock() throws(TemplateError) -> Node.Kind {
    advance()
    let parameters = current.isSymbol("(") ? try signature() : []
    let call = try expression()
    guard case .call = call.kind else { throw failure("expected call") }
    try blockEnd()
    let body = try section("endcall").nodes
    return .call(call, Node.Macro(name: "caller", parameters: parameters, body: body))
  }

  private mutating func filterBlock() throws(TemplateError) -> Node.Kind {
    advance()
    let filter = try filters(nil, startsInside: true)
    try blockEnd()
    return .filterBlock(filter, body: try section("endfilter").nodes)
  }

  private mutating func block() throws(TemplateError) -> Node.Kind {
    advance()
    let name = try expectName()
    let isScoped = skipName("scoped")
    let isRequired = skipName("required")
    guard blocks[name] == nil else { throw failure("block '\(name)' defined twice") }
    blocks[name] = Node.Block(isRequired: isRequired)
    try blockEnd()
    let nodes = try section("endblock").nodes
    blocks[name]?.body = nodes
    _ = skipName(name)
    return .block(name, isScoped: isScoped)
  }
}
