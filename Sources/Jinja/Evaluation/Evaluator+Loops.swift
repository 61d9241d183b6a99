/// `for`.
extension Evaluator {
  /// Runs a loop; `level` counts how often a recursive loop has called itself.
  func run(
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
      return try nested { () throws(TemplateError) in try run(loop.otherwise, &output) }
    }
    let state = loop.needsLoop ? LoopContext(items, level: level) : nil
    state?.function = Function("loop") {
      [page, current, autoescape] evaluator, _, given
        throws(TemplateError) in
      guard loop.recursive else {
        throw TemplateError(
          .type, "The loop must have the 'recursive' marker to be called recursively.")
      }
      let inner = try given.required(0, "iterable")
      var text = ""
      try evaluator.apart(page, outer, current, autoescape) { () throws(TemplateError) in
        try evaluator.nested { () throws(TemplateError) in
          try evaluator.run(loop, inner, level: level + 1, &text)
        }
      }
      return try evaluator.captured(text)
    }
    for (index, item) in items.enumerated() {
      try countIteration()
      scope = Scope(parent: outer)
      if let state {
        state.index = index
        scope.variables["loop"] = .object(state)
      }
      try assign(loop.target, item)
      try nested { () throws(TemplateError) in try run(loop.body, &output) }
    }
  }
}
