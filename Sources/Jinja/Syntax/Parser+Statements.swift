/// Statements with a body.
extension Parser {
  /// The end of the tag before a body, where a colon may stand as in Python.
  private mutating func bodyStart() throws(TemplateError) {
    _ = skip(":")
    try blockEnd()
  }

  mutating func condition() throws(TemplateError) -> Node.Kind {
    let before = unknown.count
    // An unknown filter inside a condition matters only when it is reached.
    defer { unknown.removeSubrange(before...) }
    var branches: [(condition: Expression, body: [Node])] = []
    while true {
      advance()
      let test = try tuple(withChoice: false)
      try bodyStart()
      let (nodes, end) = try section("elif", "else", "endif")
      branches.append((test, nodes))
      if end == "elif" {
        index -= 1
        continue
      }
      guard end == "else" else { return .condition(branches, otherwise: []) }
      try bodyStart()
      return .condition(branches, otherwise: try section("endif").nodes)
    }
  }

  mutating func loop() throws(TemplateError) -> Node.Kind {
    advance()
    let target = try target(stopAtIn: true)
    try expectKeyword("in")
    let sequence = try tuple(withChoice: false, ends: ["recursive"])
    let filter = skipName("if") ? try expression() : nil
    let recursive = skipName("recursive")
    try bodyStart()
    let outer = usesLoop
    usesLoop = recursive
    let (nodes, end) = try scoped("endfor", "else")
    let needsLoop = usesLoop
    // A loop within this one that uses `loop` means its own.
    usesLoop = outer
    var otherwise: [Node] = []
    if end == "else" {
      try bodyStart()
      otherwise = try scoped("endfor").nodes
    }
    return .loop(
      Node.Loop(
        target: target, sequence: sequence, filter: filter, recursive: recursive,
        needsLoop: needsLoop, body: nodes, otherwise: otherwise))
  }

  mutating func assignment() throws(TemplateError) -> Node.Kind {
    advance()
    let target = try target(stopAtIn: false)
    if skip("=") { return .assign(target, try tuple(withChoice: true)) }
    let filter = current.isSymbol("|") ? try filters(nil) : nil
    try bodyStart()
    return .assignBlock(target, filter: filter, body: try scoped("endset").nodes)
  }

  mutating func target(stopAtIn: Bool) throws(TemplateError) -> Node.Target {
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
        guard ![.string, .integer, .float].contains(current.kind) else {
          throw failure("can't assign to 'const'")
        }
        let name = try newName()
        let isAttribute = !stopAtIn && skip(".")
        parts.append(isAttribute ? .attribute(name, try expectName()) : .name(name))
      }
      guard skip(",") else { break }
      isTuple = true
    }
    guard let first = parts.first else {
      throw failure("Expected an expression, got \(Value.quoted(current.label))")
    }
    return isTuple ? .tuple(parts) : first
  }

  mutating func with() throws(TemplateError) -> Node.Kind {
    advance()
    var values: [(target: Node.Target, value: Expression)] = []
    while current.kind != .blockEnd {
      if !values.isEmpty { try expect(",") }
      let name = Node.Target.name(try expectName())
      try expect("=")
      values.append((name, try expression()))
    }
    try blockEnd()
    return .with(values, body: try scoped("endwith").nodes)
  }

  mutating func macro() throws(TemplateError) -> Node.Kind {
    advance()
    let name = try expectName()
    let parameters = try signature()
    try bodyStart()
    return .macro(try macro(named: name, parameters, end: "endmacro"))
  }

  /// Reads the body of a macro or call.
  private mutating func macro(
    named name: String, _ parameters: [(name: String, fallback: Expression?)], end: String
  ) throws(TemplateError) -> Node.Macro {
    let outer = extras
    extras = []
    defer { extras.formUnion(outer) }
    let body = try scoped(end).nodes
    if extras.contains("caller"),
      parameters.contains(where: { $0.name == "caller" && $0.fallback == nil })
    {
      throw TemplateError(
        .assertion,
        "When defining macros or call blocks the special \"caller\" argument must be omitted or be "
          + "given a default.", at: current.position)
    }
    let used = extras.subtracting(parameters.map(\.name).filter { $0 != "caller" })
    return Node.Macro(name: name, parameters: parameters, extras: used, body: body)
  }

  mutating func signature()
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

  mutating func callBlock() throws(TemplateError) -> Node.Kind {
    advance()
    let parameters = current.isSymbol("(") ? try signature() : []
    let call = try expression()
    guard case .call = call.kind else { throw failure("expected call") }
    try bodyStart()
    return .call(call, try macro(named: "caller", parameters, end: "endcall"))
  }

  mutating func filterBlock() throws(TemplateError) -> Node.Kind {
    advance()
    let filter = try filters(nil, startsInside: true)
    try bodyStart()
    return .filterBlock(filter, body: try scoped("endfilter").nodes)
  }

  mutating func autoescape() throws(TemplateError) -> Node.Kind {
    advance()
    let value = try expression()
    try bodyStart()
    return .autoescape(value, body: try scoped("endautoescape").nodes)
  }

  mutating func block() throws(TemplateError) -> Node.Kind {
    advance()
    let position = current.position
    let name = try expectName()
    let block = Node.Block(
      name: name, isScoped: skipName("scoped"), isRequired: skipName("required"),
      isTopLevel: sections == 0)
    usesLoop = usesLoop || block.isScoped
    guard !current.isSymbol("-") else {
      throw failure(
        "Block names in Jinja have to be valid Python identifiers and may not contain hyphens, use "
          + "an underscore instead.")
    }
    guard blocks[name] == nil else {
      throw TemplateError(.assertion, "block '\(name)' defined twice", at: position)
    }
    blocks[name] = []
    try bodyStart()
    // What a block uses is not what a macro around it uses.
    let outer = extras
    defer { extras = outer }
    let nodes = try scoped("endblock").nodes
    if block.isRequired {
      for node in nodes {
        guard case .text(let text) = node.kind, text.unicodeScalars.allSatisfy(\.isPythonSpace)
        else { throw failure("Required blocks can only contain comments or whitespace") }
      }
    }
    blocks[name] = nodes
    _ = skipName(name)
    return .block(block)
  }
}
