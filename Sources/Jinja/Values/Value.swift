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

  /// A new dictionary that prints as Python's `collections.OrderedDict`.
  ///
  /// It is shared by every rendering it is given to: what one changes, the next sees.
  ///
  /// - Parameter pairs: names and values in order; of equal names the last value counts.
  /// - Returns: the dictionary.
  public static func orderedDict(_ pairs: [(String, Value)]) -> Value {
    let dict = Dict(isOrdered: true)
    for (name, value) in pairs { dict.set(.string(name), value) }
    return .dict(dict)
  }

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

  var number: Double? {
    if case .float(let value) = self { return value }
    return integer.map(Double.init)
  }

  /// Python's name of the type.
  var typeName: String {
    switch self {
    case .undefined: "Undefined"
    case .none: "NoneType"
    case .bool: "bool"
    case .int: "int"
    case .float: "float"
    case .string: "str"
    case .markup: "Markup"
    case .list: "list"
    case .tuple: "tuple"
    case .dict(let dict): dict.isOrdered ? "collections.OrderedDict" : "dict"
    case .view(let view): "\(view.dict.isOrdered ? "odict" : "dict")_\(view.kind.rawValue)"
    case .iterator(let walk): walk.typeName
    case .function(let function): function.isMethod ? "builtin_function_or_method" : "function"
    case .object(let object): object.name
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

/// Elements that several values may share.
public final class List {
  /// The elements.
  public internal(set) var items: [Value]

  init(_ items: [Value]) { self.items = items }

  // Takes deep nests apart one by one: released recursively, they would overflow the stack.
  deinit {
    guard items.contains(where: { $0.isContainer }) else { return }
    var stack = items
    items = []
    while !stack.isEmpty {
      guard var storage = Self.storage(stack.removeLast()) else { continue }
      if isKnownUniquelyReferenced(&storage) {
        stack.append(contentsOf: storage.items)
        storage.items = []
      }
    }
  }

  private static func storage(_ value: consuming Value) -> List? {
    switch consume value {
    case .list(let list), .tuple(let list): list
    case .dict(let dict): dict.storage
    case .view(let view): view.dict.storage
    case .iterator(let walk): walk.list
    case .function(let function): function.storage
    case .object(let object): object.storage
    default: nil
    }
  }
}

extension Value {
  var isContainer: Bool {
    switch self {
    case .list, .tuple, .dict, .view, .iterator, .function, .object: true
    default: false
    }
  }
}

/// Values that can be walked through once, as Python's generators.
public final class Walk {
  let list: List
  let typeName: String
  let label: String
  private var position = 0

  init(_ items: [Value], _ label: String) {
    list = List(items)
    self.label = label
    typeName = label.hasPrefix("generator") ? "generator" : label
  }

  /// The values that are left; afterwards there are none.
  func rest() -> [Value] {
    defer { position = list.items.count }
    return Array(list.items[position...])
  }

  func next() -> Value? {
    guard position < list.items.count else { return nil }
    defer { position += 1 }
    return list.items[position]
  }
}

/// What a call hands over.
struct Arguments {
  var positional: [Value] = []
  var named: [(name: String, value: Value)] = []
}

/// Something that can be called.
public final class Function {
  let name: String
  let isMethod: Bool
  /// The values the function holds on to.
  let storage: List
  let body: (Evaluator, List, Arguments) throws(TemplateError) -> Value

  init(
    _ name: String, isMethod: Bool = false, holding values: [Value] = [],
    _ body: @escaping (Evaluator, List, Arguments) throws(TemplateError) -> Value
  ) {
    self.name = name
    self.isMethod = isMethod
    storage = List(values)
    self.body = body
  }
}

/// Something with attributes: `loop`, a namespace, a cycler.
public final class Object {
  let name: String
  let isWritable: Bool
  var names: [String]
  let storage: List
  /// Makes the object callable.
  var function: Function?
  /// What the object prints as, if not as its name.
  var text: String?

  init(_ name: String, _ attributes: [(String, Value)], isWritable: Bool = false) {
    self.name = name
    self.isWritable = isWritable
    names = attributes.map(\.0)
    storage = List(attributes.map(\.1))
  }

  subscript(_ name: String) -> Value? {
    get { names.firstIndex(of: name).map { storage.items[$0] } }
    set {
      guard let newValue else { return }
      if let index = names.firstIndex(of: name) {
        storage.items[index] = newValue
      } else {
        names.append(name)
        storage.items.append(newValue)
      }
    }
  }
}
