/// What a call hands over.
struct Arguments {
  var positional: [Value] = []
  var named: [(name: String, value: Value)] = []
}

/// Something that can be called.
public final class Function {
  enum Kind {
    case macro, method, type, function

    /// Python's name of the type.
    var typeName: String {
      switch self {
      case .macro: "Macro"
      case .method: "builtin_function_or_method"
      case .type: "type"
      case .function: "function"
      }
    }
  }

  let name: String
  let kind: Kind
  /// What a template can read of it, such as the names of a macro's parameters.
  let attributes: [(name: String, value: Value)]
  /// The values the function holds on to.
  let storage: List
  let body: (Evaluator, List, Arguments) throws(TemplateError) -> Value

  init(
    _ name: String, _ kind: Kind = .function, holding values: [Value] = [],
    attributes: [(name: String, value: Value)] = [],
    _ body: @escaping (Evaluator, List, Arguments) throws(TemplateError) -> Value
  ) {
    self.name = name
    self.kind = kind
    self.attributes = attributes
    storage = List(values)
    self.body = body
  }
}
