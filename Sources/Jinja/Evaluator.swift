/// Walks the tree of a template and writes its text.
final class Evaluator {
  let environment: Environment
  var scope: Scope
  let globals: Scope
  var root: Scope
  /// What belongs to the template that is rendered now.
  var layout = Layout()
  var autoescape: Bool
  private(set) var depth = 0
  /// How many templates are being rendered for each other.
  var loaded = 0
  private var iterations = 0
  private var draws = 0
  private var written = 0

  /// Variables of one part of the template, and the part around it.
  final class Scope {
    var variables: [String: Value]
    let parent: Scope?

    init(_ variables: [String: Value] = [:], parent: Scope?) {
      self.variables = variables
      self.parent = parent
    }

    func find(_ name: String) -> Value? {
      var scope: Scope? = self
      while let here = scope {
        if let value = here.variables[name] { return value }
        scope = here.parent
      }
      return nil
    }
  }

  init(_ environment: Environment, _ context: [String: Value]) {
    self.environment = environment
    autoescape = environment.autoescape
    globals = Scope(Globals.table(), parent: nil)
    root = Scope(context, parent: globals)
    scope = root
  }

  func run(_ template: Template) throws(TemplateError) -> String {
    // Macros hold the scope that holds them; emptying it at the end frees both.
    defer { root.variables = [:] }
    return try render(template, in: root)
  }

  func nested<Result>(
    _ position: Position? = nil, _ body: () throws(TemplateError) -> Result
  ) throws(TemplateError) -> Result {
    depth += 1
    defer { depth -= 1 }
    guard depth <= NestingLimit.evaluation else {
      throw TemplateError(.limit, "maximum recursion depth exceeded", at: position)
    }
    return try body()
  }

  func depth(_ change: Int) { depth += change }

  func countIteration() throws(TemplateError) {
    iterations += 1
    guard iterations <= environment.iterationLimit else {
      throw TemplateError(
        .limit, "the loops take more than \(environment.iterationLimit) turns")
    }
  }

  func write(_ text: String, to output: inout String) throws(TemplateError) {
    guard !layout.isSilent else { return }
    output += text
    written += text.utf8.count
    guard written <= 4 * environment.sizeLimit else {
      throw TemplateError(.limit, "the output is larger than \(4 * environment.sizeLimit) bytes")
    }
  }

  /// Fails if a value has grown over the limit.
  func checked(_ value: Value) throws(TemplateError) -> Value {
    let size: Int
    switch value {
    case .string(let text), .markup(let text): size = text.utf8.count
    case .list(let list), .tuple(let list): size = list.items.count
    default: size = 0
    }
    guard size <= environment.sizeLimit else {
      throw TemplateError(.limit, "a value is larger than \(environment.sizeLimit) elements")
    }
    return value
  }

  /// Fails if a text of `count` characters would be over the limit.
  func reserve(_ count: Int) throws(TemplateError) {
    guard count <= environment.sizeLimit else {
      throw TemplateError(.limit, "a value is larger than \(environment.sizeLimit) elements")
    }
  }

  func draw(_ count: Int) -> Int {
    defer { draws += 1 }
    return min(max(environment.random(draws, count), 0), max(count - 1, 0))
  }

  /// Renders nodes in a scope of their own.
  func text(of nodes: [Node], in parent: Scope? = nil) throws(TemplateError) -> String {
    let outer = scope
    scope = Scope(parent: parent ?? scope)
    defer { scope = outer }
    return try collected { output throws(TemplateError) in try run(nodes, &output) }
  }

  /// The text that `body` writes, even where the template around it writes nothing.
  func collected(
    _ body: (inout String) throws(TemplateError) -> Void
  ) throws(TemplateError) -> String {
    let isSilent = layout.isSilent
    layout.isSilent = false
    defer { layout.isSilent = isSilent }
    var output = ""
    try nested { () throws(TemplateError) in try body(&output) }
    return output
  }

  /// The text of a block as a value: safe text while output is escaped.
  func captured(_ nodes: [Node]) throws(TemplateError) -> Value {
    let text = try text(of: nodes)
    return try checked(autoescape ? .markup(text) : .string(text))
  }
}
