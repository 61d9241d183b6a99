/// Elements that several values may share.
public final class List {
  /// The elements.
  public internal(set) var items: [Value]
  /// What `range` was called with; such a list prints as the call and never changes.
  let range: (start: Int, stop: Int, step: Int)?
  /// The names of the elements, where they have some.
  let names: [String]

  init(
    _ items: [Value], range: (start: Int, stop: Int, step: Int)? = nil, names: [String] = []
  ) {
    self.items = items
    self.range = range
    self.names = names
  }

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
