/// All tests by name: what can follow `is`.
enum Tests {
  /// Says whether a value has a property.
  typealias Test = @Sendable (Evaluator, Value, Arguments) throws(TemplateError) -> Bool

  static let table = basic.merging(comparisons) { first, _ in first }

  private static let basic: [String: Test] = [
    "defined": { _, value, _ throws(TemplateError) in
      if case .undefined = value { false } else { true }
    },
    "undefined": { _, value, _ throws(TemplateError) in
      if case .undefined = value { true } else { false }
    },
    "none": { _, value, _ throws(TemplateError) in
      if case .none = value { true } else { false }
    },
    "boolean": { _, value, _ throws(TemplateError) in
      if case .bool = value { true } else { false }
    },
    "true": { _, value, _ throws(TemplateError) in
      if case .bool(true) = value { true } else { false }
    },
    "false": { _, value, _ throws(TemplateError) in
      if case .bool(false) = value { true } else { false }
    },
    "integer": { _, value, _ throws(TemplateError) in
      switch value {
      case .int, .big: true
      default: false
      }
    },
    "float": { _, value, _ throws(TemplateError) in
      if case .float = value { true } else { false }
    },
    "number": { _, value, _ throws(TemplateError) in value.number != nil },
    "string": { _, value, _ throws(TemplateError) in value.text != nil },
    "mapping": { _, value, _ throws(TemplateError) in
      if case .dict = value { true } else { false }
    },
    "sequence": { _, value, _ throws(TemplateError) in
      switch value {
      case .string, .markup, .list, .tuple, .dict: return true
      case .undefined(let missing): throw TemplateError(.undefined, missing.reason)
      default: return false
      }
    },
    "iterable": { _, value, _ throws(TemplateError) in
      switch value {
      case .string, .markup, .list, .tuple, .dict, .view, .iterator: return true
      case .undefined(let missing): throw TemplateError(.undefined, missing.reason)
      default: return false
      }
    },
    "callable": { _, value, _ throws(TemplateError) in
      switch value {
      case .function: true
      case .object(let object): object.function != nil
      default: false
      }
    },
    "escaped": { _, value, _ throws(TemplateError) in
      if case .markup = value { true } else { false }
    },
    "lower": { _, value, _ throws(TemplateError) in
      StringMethods.isLower(try value.printed())
    },
    "upper": { _, value, _ throws(TemplateError) in
      StringMethods.isUpper(try value.printed())
    },
    "odd": { evaluator, value, _ throws(TemplateError) in
      try value.combined(.modulo, .int(2), limit: evaluator.environment.sizeLimit)
        .isEqual(to: .int(1))
    },
    "even": { evaluator, value, _ throws(TemplateError) in
      try value.combined(.modulo, .int(2), limit: evaluator.environment.sizeLimit)
        .isEqual(to: .int(0))
    },
    "divisibleby": { evaluator, value, given throws(TemplateError) in
      try value.combined(
        .modulo, given.required(0, "num"), limit: evaluator.environment.sizeLimit
      ).isEqual(to: .int(0))
    },
    "sameas": { _, value, given throws(TemplateError) in
      isSame(value, try given.required(0, "other"))
    },
    "filter": { _, value, _ throws(TemplateError) in
      try isName(value) { Filters.table[$0] != nil }
    },
    "test": { _, value, _ throws(TemplateError) in
      try isName(value) { Tests.table[$0] != nil }
    },
  ]

  private static let comparisons: [String: Test] = {
    let operations: [(Expression.Comparison, [String])] = [
      (.equal, ["eq", "equalto", "=="]), (.unequal, ["ne", "!="]),
      (.greater, ["gt", "greaterthan", ">"]), (.greaterOrEqual, ["ge", ">="]),
      (.less, ["lt", "lessthan", "<"]), (.lessOrEqual, ["le", "<="]), (.contained, ["in"]),
    ]
    var table: [String: Test] = [:]
    for (operation, names) in operations {
      for name in names { table[name] = comparison(operation) }
    }
    return table
  }()

  private static func comparison(_ operation: Expression.Comparison) -> Test {
    { (evaluator: Evaluator, value: Value, given: Arguments) throws(TemplateError) -> Bool in
      try value.compare(operation, given.required(0, "other"))
    }
  }

  private static func isName(
    _ value: Value, _ exists: (String) -> Bool
  ) throws(TemplateError) -> Bool {
    guard Dict.key(value) != nil else {
      if case .undefined(let missing) = value {
        throw TemplateError(.undefined, missing.reason)
      }
      throw TemplateError(.type, "unhashable type: '\(value.typeName)'")
    }
    return value.text.map(exists) ?? false
  }

  private static func isSame(_ left: Value, _ right: Value) -> Bool {
    switch (left, right) {
    case (.none, .none): true
    case (.bool(let a), .bool(let b)): a == b
    case (.int(let a), .int(let b)): a == b
    case (.big(let a), .big(let b)): a == b
    case (.string(let a), .string(let b)): a.utf8.elementsEqual(b.utf8)
    case (.list(let a), .list(let b)), (.tuple(let a), .tuple(let b)): a === b
    case (.dict(let a), .dict(let b)): a === b
    case (.function(let a), .function(let b)): a === b
    case (.object(let a), .object(let b)): a === b
    default: false
    }
  }
}
