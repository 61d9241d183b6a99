/// A template in the middle of being rendered: its variables, and its blocks with those of the
/// templates it extends.
final class Page {
  /// What one template says about a block.
  struct Layer {
    let nodes: [Node]
    let template: Template
  }

  let template: Template
  let root: Scope
  /// The names a template that imports this one can reach.
  var exported: Set<String> = []
  /// The layers of each block; the one of the template furthest from the root comes first.
  private(set) var blocks: [String: [Layer]] = [:]
  /// The template to go on with, once `extends` has named it.
  var parent: Template?

  init(_ template: Template, _ root: Scope) {
    self.template = template
    self.root = root
    add(template)
  }

  /// Puts a template's blocks below those that are there.
  func add(_ template: Template) {
    for (name, nodes) in template.blocks {
      blocks[name, default: []].append(Layer(nodes: nodes, template: template))
    }
  }
}

/// `self` in a template: its blocks.
final class BlockList: Object {
  private let page: Page

  init(_ page: Page) {
    self.page = page
    super.init("TemplateReference", [])
  }

  override subscript(name: String) -> Value? {
    get {
      page.blocks[name] == nil ? nil : .object(BlockReference(name, page, 0, page.root))
    }
    set {}
  }

  override func represented(_ depth: Int) -> String {
    "<TemplateReference \(Value.quoted(page.template.file))>"
  }
}

/// One layer of a block; `super` is the next one.
final class BlockReference: Object {
  private let block: String
  private let page: Page
  private let depth: Int
  private let scope: Scope

  init(_ block: String, _ page: Page, _ depth: Int, _ scope: Scope) {
    self.block = block
    self.page = page
    self.depth = depth
    self.scope = scope
    super.init("BlockReference", [])
    function = Function(block) { evaluator, _, _ throws(TemplateError) in
      let text = try evaluator.text(ofBlock: block, page, depth, scope)
      return evaluator.autoescape ? .markup(text) : .string(text)
    }
  }

  override subscript(name: String) -> Value? {
    get { name == "super" ? Self.parent(block, page, depth, scope) : nil }
    set {}
  }

  /// What `super` is in a layer of a block.
  static func parent(_ block: String, _ page: Page, _ depth: Int, _ scope: Scope) -> Value {
    guard depth + 1 < page.blocks[block]?.count ?? 0 else {
      return Evaluator.missing("there is no parent block called \(Value.quoted(block)).")
    }
    return .object(BlockReference(block, page, depth + 1, scope))
  }
}

/// An imported template: what it exports, and its text.
final class Module: Object {
  private let file: String
  let text: String

  init(_ page: Page, _ text: String) {
    file = page.template.file
    self.text = text
    let names = page.exported.sorted()
    super.init(
      "TemplateModule", names.compactMap { name in page.root.variables[name].map { (name, $0) } },
      module: "environment")
  }

  override func represented(_ depth: Int) -> String { "<TemplateModule \(Value.quoted(file))>" }
}
