/// `loop` inside a loop.
final class LoopContext: Object {
  private let items: [Value]
  private let level: Int
  private var seen: Value?
  var index = 0

  /// Creates the state before the first turn; `level` counts how often the loop has called itself.
  init(_ items: [Value], level: Int) {
    self.items = items
    self.level = level
    super.init("LoopContext", [])
  }

  override subscript(name: String) -> Value? {
    get {
      switch name {
      case "index": .int(index + 1)
      case "index0": .int(index)
      case "revindex": .int(items.count - index)
      case "revindex0": .int(items.count - index - 1)
      case "first": .bool(index == 0)
      case "last": .bool(index == items.count - 1)
      case "length": .int(items.count)
      case "depth": .int(level + 1)
      case "depth0": .int(level)
      case "previtem":
        index > 0 ? items[index - 1] : Evaluator.missing("there is no previous item")
      case "nextitem":
        index + 1 < items.count ? items[index + 1] : Evaluator.missing("there is no next item")
      case "cycle": .function(cycle)
      case "changed": .function(changed)
      default: nil
      }
    }
    set {}
  }

  private var cycle: Function {
    Function("cycle", .method) { [self] _, _, given throws(TemplateError) in
      guard !given.positional.isEmpty else {
        throw TemplateError(.type, "no items for cycling given")
      }
      return given.positional[index % given.positional.count]
    }
  }

  private var changed: Function {
    Function("changed", .method) { [self] _, _, given throws(TemplateError) in
      let value = Value.tuple(given.positional)
      if let seen, try seen.isEqual(to: value) { return .bool(false) }
      seen = value
      return .bool(true)
    }
  }

  override func represented(_ depth: Int) -> String { "<LoopContext \(index + 1)/\(items.count)>" }
}
