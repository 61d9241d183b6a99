extension Evaluator {
  func run(_ nodes: [Node], _ output: inout String) throws(TemplateError) {
    for node in nodes {
      do throws(TemplateError) {
        try run(node, &output)
      } catch {
        throw error.located(node.position)
      }
    }
  }

  private func run(_ node: Node, _ output: inout String) throws(TemplateError) {
    if layout.isSilent, node.kind.onlyWrites { return }
    switch node.kind {
    case .text(let text): try write(text, to: &output)
    case .output(let expression):
      do throws(TemplateError) {
        try write(try shown(try evaluate(expression)), to: &output)
      } catch {
        throw error.located(expression.position)
      }
    case .condition(let branches, let otherwise):
      for (condition, body) in branches where try evaluate(condition).isTrue() {
        return try runNested(body, &output)
      }
      try runNested(otherwise, &output)
    case .loop(let loop): try run(loop, try evaluate(loop.sequence), level: 0, &output)
    case .assign(let target, let expression): try assign(target, try evaluate(expression))
    case .assignBlock(let target, let filter, let body):
      var value = try captured(body)
      if let filter { value = try evaluate(filter, inner: value) }
      try assign(target, value)
    case .with(let values, let body):
      let inner = Scope(parent: scope)
      for (target, value) in values {
        guard case .name(let name) = target else { continue }
        inner.variables[name] = try evaluate(value)
      }
      try write(try text(of: body, in: inner), to: &output)
    case .macro(let macro): scope.variables[macro.name] = .function(function(macro))
    case .call(let call, let body):
      guard case .call(let callee, let arguments) = call.kind else { return }
      let caller = function(body)
      let target = try evaluate(callee)
      var given = try resolve(arguments)
      given.named.append(("caller", .function(caller)))
      try write(try shown(try invoke(target, given)), to: &output)
    case .filterBlock(let filter, let body):
      try write(try shown(try evaluate(filter, inner: try captured(body))), to: &output)
    case .autoescape(let flag, let body):
      let outer = autoescape
      autoescape = try evaluate(flag).isTrue()
      defer { autoescape = outer }
      try write(try text(of: body), to: &output)
    case .block(let name, let isScoped):
      try write(try block(name, level: 0, in: isScoped ? scope : root), to: &output)
    case .extends(let name): try extend(try evaluate(name))
    case .module(let source, let name, let withContext):
      scope.variables[name] = .object(try module(try evaluate(source), withContext).object)
    case .names(let source, let names, let withContext):
      try take(names, from: try evaluate(source), withContext, line: node.position.line)
    case .include(let name, let ignoreMissing, let withContext):
      try include(try evaluate(name), ignoreMissing, withContext, &output)
    case .now(let zone, let shift, let format):
      var amount: (sign: Int, amount: Value)?
      if let shift { amount = (shift.sign, try evaluate(shift.amount)) }
      let layout = try format.map { expression throws(TemplateError) in try evaluate(expression) }
      try write(
        try Clock.text(
          environment, zone: try evaluate(zone), shift: amount, format: layout), to: &output)
    }
  }

  private func runNested(_ nodes: [Node], _ output: inout String) throws(TemplateError) {
    try nested { () throws(TemplateError) in try run(nodes, &output) }
  }

  private func shown(_ value: Value) throws(TemplateError) -> String {
    try autoescape ? value.escaped() : value.printed()
  }

  func assign(_ target: Node.Target, _ value: Value) throws(TemplateError) {
    switch target {
    case .name(let name): scope.variables[name] = value
    case .attribute(let name, let attribute):
      guard case .object(let object)? = scope.find(name), object.isWritable else {
        throw TemplateError(.runtime, "cannot assign attribute on non-namespace object")
      }
      object[attribute] = value
    case .tuple(let parts):
      let values = try value.elements()
      guard values.count >= parts.count else {
        throw TemplateError(
          .value, "not enough values to unpack (expected \(parts.count), got \(values.count))")
      }
      guard values.count == parts.count else {
        throw TemplateError(.value, "too many values to unpack (expected \(parts.count))")
      }
      for (part, value) in zip(parts, values) { try assign(part, value) }
    }
  }

  /// Runs a loop; `level` counts how often a recursive loop has called itself.
  private func run(
    _ loop: Node.Loop, _ sequence: Value, level: Int, _ output: inout String
  ) throws(TemplateError) {
    var items = try sequence.elements()
    let outer = scope
    defer { scope = outer }
    if let filter = loop.filter {
      var kept: [Value] = []
      for item in items {
        try countIteration()
        scope = Scope(parent: outer)
        try assign(loop.target, item)
        if try evaluate(filter).isTrue() { kept.append(item) }
      }
      items = kept
    }
    guard !items.isEmpty else {
      scope = Scope(parent: outer)
      return try runNested(loop.otherwise, &output)
    }
    var seen: [Value]?
    for (index, item) in items.enumerated() {
      try countIteration()
      scope = Scope(parent: outer)
      let state = Object(
        "LoopContext",
        [
          ("index", .int(index + 1)), ("index0", .int(index)),
          ("revindex", .int(items.count - index)), ("revindex0", .int(items.count - index - 1)),
          ("first", .bool(index == 0)), ("last", .bool(index == items.count - 1)),
          ("length", .int(items.count)), ("depth", .int(level + 1)), ("depth0", .int(level)),
          (
            "previtem",
            index > 0 ? items[index - 1] : Evaluator.missing("there is no previous item")
          ),
          (
            "nextitem",
            index + 1 < items.count
              ? items[index + 1] : Evaluator.missing("there is no next item")
          ),
          (
            "cycle",
            .function(
              Function("cycle") { _, _, given throws(TemplateError) in
                guard !given.positional.isEmpty else {
                  throw TemplateError(.type, "no items for cycling given")
                }
                return given.positional[index % given.positional.count]
              })
          ),
          (
            "changed",
            .function(
              Function("changed") { _, _, given throws(TemplateError) in
                let value = Value.tuple(given.positional)
                if let before = seen, try Value.tuple(before).isEqual(to: value) {
                  return .bool(false)
                }
                seen = given.positional
                return .bool(true)
              })
          ),
        ])
      if loop.recursive {
        state.function = Function("loop") { evaluator, _, given throws(TemplateError) in
          guard let inner = given.positional.first else {
            throw TemplateError(.type, "loop() needs the items to loop over")
          }
          var output = ""
          try evaluator.nested { () throws(TemplateError) in
            try evaluator.run(loop, inner, level: level + 1, &output)
          }
          return .markup(output)
        }
      }
      scope.variables["loop"] = .object(state)
      try assign(loop.target, item)
      try runNested(loop.body, &output)
    }
  }

  /// Makes a function of a macro; it sees the variables around its definition.
  private func function(_ macro: Node.Macro) -> Function {
    let home = scope
    let template = layout.template
    return Function(macro.name) { evaluator, _, given throws(TemplateError) in
      let outer = evaluator.scope
      let inner = Scope(parent: home)
      evaluator.scope = inner
      defer { evaluator.scope = outer }
      var named = given.named
      for (index, parameter) in macro.parameters.enumerated() {
        if index < given.positional.count {
          inner.variables[parameter.name] = given.positional[index]
        } else if let place = named.firstIndex(where: { $0.name == parameter.name }) {
          inner.variables[parameter.name] = named.remove(at: place).value
        } else if let fallback = parameter.fallback {
          inner.variables[parameter.name] = try evaluator.evaluate(fallback)
        } else {
          inner.variables[parameter.name] = Evaluator.missing(
            "parameter '\(parameter.name)' was not provided")
        }
      }
      if let place = named.firstIndex(where: { $0.name == "caller" }) {
        inner.variables["caller"] = named.remove(at: place).value
      } else {
        inner.variables["caller"] = Evaluator.missing("No caller defined")
      }
      let extra = Array(given.positional.dropFirst(macro.parameters.count))
      inner.variables["varargs"] = .tuple(extra)
      inner.variables["kwargs"] = .dict(named.map { ($0.name, $0.value) })
      inner.variables["name"] = inner.variables["name"] ?? home.find("name")
      let output = try evaluator.within(template) { () throws(TemplateError) in
        try evaluator.collected { output throws(TemplateError) in
          try evaluator.run(macro.body, &output)
        }
      }
      return try evaluator.checked(evaluator.autoescape ? .markup(output) : .string(output))
    }
  }
}
