/// A value of the template language; it prints, compares and slices as in Python.
public enum Value {
  /// Nothing with that name; using it is an error.
  case undefined(Undefined)
  /// Python's `None`.
  case none
  /// A truth value.
  case bool(Bool)
  /// A whole number.
  case int(Int)
  /// A whole number that `Int` cannot hold.
  case big(BigInteger)
  /// A real number.
  case float(Double)
  /// Text.
  case string(String)
  /// Text that is safe in HTML already.
  case markup(String)
  /// A list, shared by everyone who holds it.
  case list(List)
  /// A tuple.
  case tuple(List)
  /// A dictionary in insertion order, shared by everyone who holds it.
  case dict(Dict)
  /// The keys, values or items of a dictionary.
  case view(View)
  /// Values that can be walked through once.
  case iterator(Walk)
  /// Something that can be called.
  case function(Function)
  /// Something with attributes, such as `loop`.
  case object(Object)

  /// A new list.
  ///
  /// - Parameter items: its elements.
  /// - Returns: the list.
  public static func list(_ items: [Value]) -> Value { .list(List(items)) }

  /// A new dictionary.
  ///
  /// - Parameter pairs: names and values in order; of equal names the last value counts.
  /// - Returns: the dictionary.
  public static func dict(_ pairs: [(String, Value)]) -> Value {
    let dict = Dict()
    for (name, value) in pairs { dict.set(.string(name), value) }
    return .dict(dict)
  }

  /// A new dictionary that prints as Python's `OrderedDict`, which cookiecutter keeps answers in.
  ///
  /// Whoever holds the value sees what a template changes in it.
  ///
  /// - Parameter pairs: names and values in order; of equal names the last value counts.
  /// - Returns: the dictionary.
  public static func orderedDict(_ pairs: [(String, Value)]) -> Value {
    let dict = Dict(isOrdered: true)
    for (name, value) in pairs { dict.set(.string(name), value) }
    return .dict(dict)
  }

  /// A whole number in the form that is right for its size.
  static func whole(_ number: BigInteger) -> Value { number.int.map { .int($0) } ?? .big(number) }

  static func tuple(_ items: [Value]) -> Value { .tuple(List(items)) }

  /// The text of a string, safe or not.
  var text: String? {
    switch self {
    case .string(let text), .markup(let text): text
    default: nil
    }
  }

  /// The number as Python's arithmetic sees it; booleans count as 0 and 1.
  var integer: Int? {
    switch self {
    case .int(let value): value
    case .bool(let value): value ? 1 : 0
    default: nil
    }
  }

  /// The same for numbers of any size.
  var bigInteger: BigInteger? {
    if case .big(let number) = self { return number }
    return integer.map { BigInteger($0) }
  }

  /// Whether Python's arithmetic takes the value for a whole number.
  var isWhole: Bool {
    switch self {
    case .int, .bool, .big: true
    default: false
    }
  }

  /// The nearest real number; infinite for whole numbers that are too large.
  var number: Double? {
    switch self {
    case .float(let value): value
    case .big(let number): number.double
    default: integer.map(Double.init)
    }
  }

  /// The same, but whole numbers that are too large are an error, as Python's `float` has it.
  func real() throws(TemplateError) -> Double? {
    guard case .big(let number) = self else { return number }
    let value = number.double
    guard value.isFinite else {
      throw TemplateError(.overflow, "int too large to convert to float")
    }
    return value
  }

  /// Python's name of the type.
  var typeName: String {
    switch self {
    case .undefined: "Undefined"
    case .none: "NoneType"
    case .bool: "bool"
    case .int, .big: "int"
    case .float: "float"
    case .string: "str"
    case .markup: "Markup"
    case .list(let list): list.range == nil ? "list" : "range"
    case .tuple: "tuple"
    case .dict(let dict): dict.isOrdered ? "collections.OrderedDict" : "dict"
    case .view(let view): view.typeName
    case .iterator(let walk): walk.typeName
    case .function(let function): function.kind.typeName
    case .object(let object): object.name
    }
  }

  /// The type as Jinja2's messages about attributes and elements name it.
  var owner: String {
    switch self {
    case .none: "None"
    case .markup: "markupsafe.Markup object"
    case .function(let function) where function.kind == .macro: "jinja2.runtime.Macro object"
    case .object(let object): "jinja2.\(object.module).\(object.name) object"
    default: "\(typeName) object"
    }
  }
}

/// A missing value with the reason, which is reported when the value is used.
public struct Undefined: Sendable {
  /// Why there is no value.
  public let reason: String
  /// Whether printing it is an error; the missing else of an inline `if` prints as nothing.
  let isStrict: Bool
}
