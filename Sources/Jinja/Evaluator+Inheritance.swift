/// Templates that build on other templates: `extends`, `block`, `include`, `import`.
extension Evaluator {
  /// The state of one template and those it extends.
  struct Layout {
    /// Where the statements that run now were read from.
    var template: Template?
    /// The blocks of each name, those of the template that was asked for first.
    var blocks: [String: [(block: Node.Block, template: Template)]] = [:]
    /// What the template extends.
    var parent: Template?
    /// Whether output is dropped, as outside the blocks of a template that extends another.
    var isSilent = false
  }

  /// Renders a template whose variables are in `home`.
  func render(_ template: Template, in home: Scope) throws(TemplateError) -> String {
    let outer = (layout, root, scope, autoescape, root.find("self"))
    defer {
      (layout, root, scope, autoescape) = (outer.0, outer.1, outer.2, outer.3)
      globals.variables["self"] = outer.4
    }
    (layout, root, scope) = (Layout(), home, home)
    autoescape = environment.autoescape
    var output = ""
    try loading { () throws(TemplateError) in try render(template, &output) }
    return output
  }

  /// Counts templates that load each other: each takes more of the stack than a statement does.
  private func loading(_ body: () throws(TemplateError) -> Void) throws(TemplateError) {
    loaded += 1
    defer { loaded -= 1 }
    guard loaded <= NestingLimit.templates else {
      throw TemplateError(
        .limit, "more than \(NestingLimit.templates) templates load each other")
    }
    try body()
  }

  private func render(_ template: Template, _ output: inout String) throws(TemplateError) {
    for (name, block) in template.blocks {
      layout.blocks[name, default: []].append((block, template))
    }
    var attributes: [(String, Value)] = []
    for name in layout.blocks.keys.sorted() {
      let function = Function(name) { evaluator, _, _ throws(TemplateError) in
        .markup(try evaluator.block(name, level: 0, in: evaluator.root))
      }
      attributes.append((name, .function(function)))
    }
    globals.variables["self"] = .object(
      Object("jinja2.runtime.TemplateReference", attributes))
    (layout.parent, layout.isSilent) = (nil, false)
    try within(template) { () throws(TemplateError) in try run(template.nodes, &output) }
    guard let parent = layout.parent else { return }
    try within(parent) { () throws(TemplateError) in
      try loading { () throws(TemplateError) in try render(parent, &output) }
    }
  }

  /// Runs statements that were read from `template`, which their errors name.
  func within<Result>(
    _ template: Template?, _ body: () throws(TemplateError) -> Result
  ) throws(TemplateError) -> Result {
    let outer = layout.template
    layout.template = template
    defer { layout.template = outer }
    do throws(TemplateError) {
      return try body()
    } catch {
      throw template.map { error.located(in: $0.file, source: $0.source) } ?? error
    }
  }

  /// The text of a block; `level` counts how often it has been overridden.
  func block(_ name: String, level: Int, in home: Scope) throws(TemplateError) -> String {
    guard let layers = layout.blocks[name], level < layers.count else { return "" }
    let (block, template) = layers[level]
    if level == 0, block.isRequired {
      throw TemplateError(.runtime, "Required block \(Value.quoted(name)) not found")
    }
    let inner = Scope(["super": parentBlock(name, level + 1, in: home)], parent: home)
    return try within(template) { () throws(TemplateError) in try text(of: block.body, in: inner) }
  }

  private func parentBlock(_ name: String, _ level: Int, in home: Scope) -> Value {
    guard let layers = layout.blocks[name], level < layers.count else {
      return Self.missing("there is no parent block called \(Value.quoted(name)).")
    }
    let reference = Object(
      "jinja2.runtime.BlockReference", [("super", parentBlock(name, level + 1, in: home))])
    reference.function = Function(name) { evaluator, _, _ throws(TemplateError) in
      let text = try evaluator.block(name, level: level, in: home)
      return evaluator.autoescape ? .markup(text) : .string(text)
    }
    return .object(reference)
  }

  func extend(_ name: Value) throws(TemplateError) {
    guard layout.parent == nil else { throw TemplateError(.runtime, "extended multiple times") }
    layout.parent = try loaded(name)
    layout.isSilent = true
  }

  /// Renders a template for the names it defines.
  func module(
    _ source: Value, _ withContext: Bool
  ) throws(TemplateError) -> (object: Object, template: Template) {
    let template = try loaded(source)
    let home = Scope(parent: withContext ? scope : globals)
    let text = try render(template, in: home)
    let names = home.variables.keys.filter { !$0.hasPrefix("_") }.sorted()
    let object = Object(
      "jinja2.environment.TemplateModule",
      names.compactMap { name in home.variables[name].map { (name, $0) } })
    object.text = text
    return (object, template)
  }

  func take(
    _ names: [(name: String, alias: String)], from source: Value, _ withContext: Bool, line: Int
  ) throws(TemplateError) {
    let (object, template) = try module(source, withContext)
    for (name, alias) in names {
      scope.variables[alias] =
        object[name]
        ?? Self.missing(
          "the template \(Value.quoted(template.file)) (imported on line \(line)) does not export "
            + "the requested name \(Value.quoted(name))")
    }
  }

  func include(
    _ name: Value, _ ignoreMissing: Bool, _ withContext: Bool, _ output: inout String
  ) throws(TemplateError) {
    let names = name.text == nil ? try name.elements() : [name]
    for case .string(let name) in names {
      guard let template = try load(name) else { continue }
      let home = Scope(parent: withContext ? scope : globals)
      return try write(try render(template, in: home), to: &output)
    }
    guard ignoreMissing else {
      throw TemplateError(.runtime, "there is no template \(try name.represented())")
    }
  }

  private func load(_ name: String) throws(TemplateError) -> Template? {
    guard let loader = environment.loader else {
      throw TemplateError(.type, "no loader for this environment specified")
    }
    guard let source = loader(name) else { return nil }
    return try Template(source, file: name, environment: environment)
  }

  private func loaded(_ name: Value) throws(TemplateError) -> Template {
    if case .undefined(let missing) = name { throw TemplateError(.undefined, missing.reason) }
    guard let text = name.text else {
      throw TemplateError(.type, "the name of a template must be a text, not '\(name.typeName)'")
    }
    guard let template = try load(text) else {
      throw TemplateError(.runtime, "there is no template \(Value.quoted(text))")
    }
    return template
  }
}

extension Node.Kind {
  /// Whether the statement has no effect but its output.
  var onlyWrites: Bool {
    switch self {
    case .text, .output, .block, .include, .now: true
    default: false
    }
  }
}
