/// Walks the tree of a template and writes its text.
final class Evaluator {
  let environment: Environment
  var page: Page
  var scope: Scope
  var autoescape: Bool
  /// The template whose statements run; of those a page extends, the one it has come to.
  var current: Template
  /// Whether text is thrown away because the template has named another one that it extends.
  var isSilent = false
  private var globals: [String: Value] = [:]
  private var templates: [String: Template] = [:]
  /// What was imported without the variables of the importing template.
  var modules: [String: Module] = [:]
  private let stack = DeepStack()
  private var depth = 0
  private var iterations = 0
  private var steps = 0
  private var draws = 0
  private var written = 0
  private var made = 0
  /// The scopes that macros hold and are held by.
  private var homes: [Scope] = []

  init(_ template: Template, _ context: [String: Value]) {
    environment = template.environment
    current = template
    autoescape = environment.autoescape
    scope = Scope(context, parent: nil)
    page = Page(template, scope)
  }

  /// The text of the template.
  func run() throws(TemplateError) -> String {
    // Macros hold the scope that holds them; emptying it at the end frees both.
    defer { for home in homes { home.variables = [:] } }
    var output = ""
    try render(page, &output)
    return output
  }

  /// A variable, `self` or a function that every template has.
  func find(_ name: String) -> Value? {
    if let value = scope.find(name) ?? globals[name] { return value }
    if name == "self" { return .object(BlockList(page)) }
    guard let function = Globals.function(name) else { return nil }
    globals[name] = .function(function)
    return .function(function)
  }

  func define(_ macro: Function) {
    homes.append(scope)
    set(macro.name, .function(macro), isExported: true)
  }

  /// Sets a variable where the template is; those of no section can be imported.
  func set(_ name: String, _ value: Value, isExported: Bool) {
    scope.variables[name] = value
    guard scope === page.root, !name.hasPrefix("_") else { return }
    if isExported { page.exported.insert(name) } else { page.exported.remove(name) }
  }

  func template(named name: String) throws(TemplateError) -> Template? {
    guard let loader = environment.loader else {
      throw TemplateError(.type, "no loader for this environment specified")
    }
    if let template = templates[name] { return template }
    guard let source = loader(name) else { return nil }
    let template = try Template(source, file: name, environment: environment)
    templates[name] = template
    return template
  }

  /// Counts one level of nesting for as long as `body` runs.
  func nested<Result>(
    _ body: () throws(TemplateError) -> Result
  ) throws(TemplateError) -> Result {
    depth += 1
    defer { depth -= 1 }
    guard depth <= NestingLimit.evaluation else {
      throw TemplateError(.limit, "maximum recursion depth exceeded")
    }
    try countStep()
    return try stack.deepened(body)
  }

  func countStep() throws(TemplateError) {
    steps += 1
    guard steps <= environment.stepLimit else {
      throw TemplateError(
        .limit, "the template takes more than \(environment.stepLimit) steps")
    }
  }

  func countIteration() throws(TemplateError) {
    iterations += 1
    guard iterations <= environment.iterationLimit else {
      throw TemplateError(
        .limit, "the loops and macros take more than \(environment.iterationLimit) turns")
    }
  }

  func write(_ text: String, to output: inout String) throws(TemplateError) {
    guard !isSilent else { return }
    output += text
    written += text.utf8.count
    guard written <= 4 * environment.sizeLimit else {
      throw TemplateError(.limit, "the output is larger than \(4 * environment.sizeLimit) bytes")
    }
  }

  /// Fails if a value has grown over the limit, or all values together over theirs.
  func checked(_ value: Value) throws(TemplateError) -> Value {
    let size: Int
    switch value {
    case .string(let text), .markup(let text): size = text.utf8.count
    case .list(let list), .tuple(let list): size = list.items.count
    case .iterator(let walk): size = walk.list.items.count
    case .dict(let dict): size = dict.count
    default: return value
    }
    try reserve(size)
    try charge(size)
    return value
  }

  /// Counts elements a template makes or goes through, which bounds its memory and its time.
  func charge(_ size: Int) throws(TemplateError) {
    made += size
    guard made <= environment.totalLimit else {
      throw TemplateError(
        .limit, "all values together are larger than \(environment.totalLimit) elements")
    }
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
    var output = ""
    try nested { () throws(TemplateError) in try run(nodes, &output) }
    return output
  }

  /// The same where the text counts even if the template extends another one.
  func loudText(of nodes: [Node], in parent: Scope? = nil) throws(TemplateError) -> String {
    let outer = isSilent
    isSilent = false
    defer { isSilent = outer }
    return try text(of: nodes, in: parent)
  }

  /// The text of a block as a value: safe text while output is escaped.
  func captured(_ text: String) throws(TemplateError) -> Value {
    try checked(autoescape ? .markup(text) : .string(text))
  }
}
