extension Evaluator {
  func run(_ nodes: [Node], _ output: inout String) throws(TemplateError) {
    for node in nodes {
      do throws(TemplateError) {
        try countStep()
        try run(node, &output)
      } catch {
        throw error.located(node.position)
      }
    }
  }

  private func run(_ node: Node, _ output: inout String) throws(TemplateError) {
    switch node.kind {
    case .text(let text): try write(text, to: &output)
    case .output(let expressions):
      if isSilent { return }
      for expression in expressions {
        do throws(TemplateError) {
          try write(try shown(try evaluate(expression)), to: &output)
        } catch {
          throw error.located(expression.position)
        }
      }
    case .condition(let branches, let otherwise):
      for (condition, body) in branches where try evaluate(condition).isTrue() {
        return try runNested(body, &output)
      }
      try runNested(otherwise, &output)
    case .loop(let loop): try run(loop, try evaluate(loop.sequence), level: 0, &output)
    case .assign(let target, let expression): try assign(target, try evaluate(expression))
    case .assignBlock(let target, let filter, let body):
      var value = try captured(try loudText(of: body))
      if let filter { value = try evaluate(filter, inner: value) }
      try assign(target, value)
    case .with(let values, let body):
      let inner = Scope(parent: scope)
      for (target, value) in values {
        guard case .name(let name) = target else { continue }
        inner.variables[name] = try evaluate(value)
      }
      try write(try text(of: body, in: inner), to: &output)
    case .macro(let macro): define(function(macro))
    case .call(let call, let body):
      guard case .call(let callee, let arguments) = call.kind else { return }
      let caller = function(body)
      let target = try evaluate(callee)
      var given = try resolve(arguments)
      given.named.append(("caller", .function(caller)))
      try writeAnyway(try shown(try invoke(target, given)), &output)
    case .filterBlock(let filter, let body):
      try write(
        try shown(try evaluate(filter, inner: try captured(try text(of: body)))), to: &output)
    case .autoescape(let flag, let body):
      let outer = autoescape
      autoescape = try evaluate(flag).isTrue()
      defer { autoescape = outer }
      try write(try text(of: body), to: &output)
    case .block(let block): try run(block, &output)
    case .extends(let name): try extend(try evaluate(name))
    case .include(let name, let ignoreMissing, let withContext):
      try include(try evaluate(name), ignoreMissing, withContext, &output)
    case .importAll(let name, let target, let withContext):
      let template = try template(try evaluate(name))
      let module = try module(template, withContext ? scope : nil)
      set(target, .object(module), isExported: false)
    case .importNames(let name, let names, let withContext):
      let template = try template(try evaluate(name))
      let module = try module(template, withContext ? scope : nil)
      importNames(module, template, names, node.position)
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
    case .name(let name): set(name, value, isExported: true)
    case .attribute(let name, let attribute):
      guard case .object(let object)? = find(name), object.isWritable else {
        throw TemplateError(.runtime, "cannot assign attribute on non-namespace object")
      }
      object[attribute] = value
    case .tuple(let parts):
      let values = try value.unpacked(into: parts.count)
      for (part, value) in zip(parts, values) { try assign(part, value) }
    }
  }
}
