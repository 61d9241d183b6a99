/// Templates that extend, include and import others.
extension Evaluator {
  /// Writes a page: its template, then the templates it extends, the nearest first.
  func render(_ page: Page, _ output: inout String) throws(TemplateError) {
    let outer = (self.page, scope, autoescape, isSilent)
    defer { (self.page, scope, autoescape, isSilent) = outer }
    (self.page, scope) = (page, page.root)
    var template = page.template
    var count = 0
    while true {
      autoescape = environment.autoescape
      isSilent = false
      try within(template) { () throws(TemplateError) in
        try nested { () throws(TemplateError) in try run(template.nodes, &output) }
      }
      guard let parent = page.parent else { return }
      page.parent = nil
      template = parent
      count += 1
      guard count <= NestingLimit.syntax else {
        throw TemplateError(
          .limit, "the templates extend one another more than \(NestingLimit.syntax) times")
      }
    }
  }

  /// Names the file in errors.
  func within<Result>(
    _ template: Template, _ body: () throws(TemplateError) -> Result
  ) throws(TemplateError) -> Result {
    let outer = current
    current = template
    defer { current = outer }
    do throws(TemplateError) {
      return try body()
    } catch {
      throw error.located(in: template.file, source: template.source)
    }
  }

  func extend(_ name: Value) throws(TemplateError) {
    guard page.parent == nil else { throw TemplateError(.runtime, "extended multiple times") }
    let parent = try template(name)
    page.add(parent)
    page.parent = parent
    isSilent = true
  }

  /// The text of a layer of a block.
  func text(
    ofBlock name: String, _ page: Page, _ depth: Int, _ scope: Scope
  ) throws(TemplateError) -> String {
    guard let layers = page.blocks[name], depth < layers.count else { return "" }
    let outer = (self.page, autoescape)
    defer { (self.page, autoescape) = outer }
    self.page = page
    autoescape = environment.autoescape
    let layer = layers[depth]
    let inner = Scope(
      ["super": BlockReference.parent(name, page, depth, scope)], parent: scope)
    return try within(layer.template) { () throws(TemplateError) in
      try loudText(of: layer.nodes, in: inner)
    }
  }

  func run(_ block: Node.Block, _ output: inout String) throws(TemplateError) {
    if isSilent, block.isTopLevel { return }
    if block.isRequired, page.blocks[block.name]?.count ?? 0 <= 1 {
      throw TemplateError(.runtime, "Required block \(Value.quoted(block.name)) not found")
    }
    let text = try text(ofBlock: block.name, page, 0, block.isScoped ? scope : page.root)
    try writeAnyway(text, &output)
  }

  /// Writes what appears even in a template that extends another one, as in Jinja2.
  func writeAnyway(_ text: String, _ output: inout String) throws(TemplateError) {
    let outer = isSilent
    isSilent = false
    defer { isSilent = outer }
    try write(text, to: &output)
  }

  func include(
    _ name: Value, _ ignoreMissing: Bool, _ withContext: Bool, _ output: inout String
  ) throws(TemplateError) {
    let template: Template
    do throws(TemplateError) {
      template = try self.template(name, orFirstOf: true)
    } catch  where error.kind == .notFound && ignoreMissing {
      return
    }
    guard withContext else {
      return try writeAnyway(try module(template, nil).text, &output)
    }
    var text = ""
    try nested { () throws(TemplateError) in
      try render(Page(template, Scope(parent: scope)), &text)
    }
    try writeAnyway(text, &output)
  }

  /// Runs a template for what it exports; without a scope it sees no variables, and runs once.
  func module(_ template: Template, _ scope: Scope?) throws(TemplateError) -> Module {
    if scope == nil, let module = modules[template.file] { return module }
    let page = Page(template, Scope(parent: scope?.snapshot()))
    var text = ""
    try nested { () throws(TemplateError) in try render(page, &text) }
    let module = Module(page, text)
    if scope == nil { modules[template.file] = module }
    return module
  }

  func importNames(
    _ module: Module, _ template: Template, _ names: [(name: String, alias: String)],
    _ position: Position
  ) {
    for (name, alias) in names {
      let place = "line \(position.line) in \(Value.quoted(current.file))"
      let value =
        module[name]
        ?? Self.missing(
          "the template \(Value.quoted(template.file)) (imported on \(place)) does not export the "
            + "requested name \(Value.quoted(name))")
      set(alias, value, isExported: false)
    }
  }

  /// The template of a name, or of the first of several names that exists.
  func template(_ name: Value, orFirstOf: Bool = false) throws(TemplateError) -> Template {
    if case .undefined(let missing) = name { throw TemplateError(.undefined, missing.reason) }
    if let text = name.text {
      if let template = try template(named: text) { return template }
      throw TemplateError(.notFound, "there is no template \(Value.quoted(text))")
    }
    guard orFirstOf else {
      throw TemplateError(
        .type, "the name of a template must be text, not \(try name.represented())")
    }
    var names: [String] = []
    for name in try name.elements() {
      if case .undefined(let missing) = name {
        names.append(missing.reason)
        continue
      }
      let text = try name.printed()
      if let template = try template(named: text) { return template }
      names.append(text)
    }
    throw TemplateError(
      .notFound,
      names.isEmpty
        ? "Tried to select from an empty list of templates."
        : "none of the templates given were found: " + names.joined(separator: ", "))
  }
}
