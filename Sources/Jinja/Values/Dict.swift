/// A dictionary in insertion order.
public final class Dict {
  /// Keys at even places, their values behind them.
  let storage = List([])
  /// Whether this is Python's `OrderedDict`.
  let isOrdered: Bool
  private var index: [Key: Int] = [:]

  /// A key as Python compares keys: 1, 1.0 and True are the same, texts are equal scalar by scalar.
  indirect enum Key: Hashable {
    case none
    case int(Int)
    case big(BigInteger)
    case float(Double)
    case text(Exact)
    case tuple([Key])
  }

  /// Text that is compared byte by byte, not by what it looks like.
  struct Exact: Hashable {
    let text: String
    static func == (left: Exact, right: Exact) -> Bool {
      left.text.utf8.elementsEqual(right.text.utf8)
    }
    func hash(into hasher: inout Hasher) {
      for byte in text.utf8 { hasher.combine(byte) }
    }
  }

  init(isOrdered: Bool = false) { self.isOrdered = isOrdered }

  var count: Int { storage.items.count / 2 }
  var keys: [Value] { stride(from: 0, to: storage.items.count, by: 2).map { storage.items[$0] } }
  var values: [Value] { stride(from: 1, to: storage.items.count, by: 2).map { storage.items[$0] } }
  var pairs: [(key: Value, value: Value)] {
    stride(from: 0, to: storage.items.count, by: 2).map {
      (storage.items[$0], storage.items[$0 + 1])
    }
  }

  static func key(_ value: Value, depth: Int = 0) -> Key? {
    switch value {
    case .none: return Key.none
    case .bool, .int: return value.integer.map { .int($0) }
    case .big(let number): return .big(number)
    case .float(let number):
      if let whole = Int(exactly: number) { return .int(whole) }
      guard number == number.rounded(), let whole = BigInteger(truncating: number) else {
        return .float(number)
      }
      return .big(whole)
    case .string(let text), .markup(let text): return .text(Exact(text: text))
    case .tuple(let list):
      guard depth < 20 else { return nil }
      var keys: [Key] = []
      for item in list.items {
        guard let key = key(item, depth: depth + 1) else { return nil }
        keys.append(key)
      }
      return .tuple(keys)
    default: return nil
    }
  }

  func get(_ key: Value) -> Value? {
    guard let key = Self.key(key), let place = index[key] else { return nil }
    return storage.items[place + 1]
  }

  /// Sets a value; `false` if the key cannot be one.
  @discardableResult
  func set(_ key: Value, _ value: Value) -> Bool {
    guard let hashed = Self.key(key) else { return false }
    if let place = index[hashed] {
      storage.items[place + 1] = value
    } else {
      index[hashed] = storage.items.count
      storage.items += [key, value]
    }
    return true
  }

  func remove(_ key: Value) -> Value? {
    guard let hashed = Self.key(key), let place = index[hashed] else { return nil }
    let value = storage.items[place + 1]
    storage.items.removeSubrange(place...(place + 1))
    index[hashed] = nil
    for (other, position) in index where position > place { index[other] = position - 2 }
    return value
  }

  /// Moves a key to the end or to the start.
  func move(_ key: Value, toEnd: Bool) -> Bool {
    guard let value = remove(key) else { return false }
    if toEnd {
      set(key, value)
    } else {
      storage.items.insert(contentsOf: [key, value], at: 0)
      index = [:]
      for (place, key) in keys.enumerated() {
        if let hashed = Self.key(key) { index[hashed] = 2 * place }
      }
    }
    return true
  }

  func removeAll() {
    storage.items = []
    index = [:]
  }
}

/// The keys, values or items of a dictionary.
public final class View {
  enum Kind: String { case keys, values, items }

  let dict: Dict
  let kind: Kind

  init(_ dict: Dict, _ kind: Kind) {
    self.dict = dict
    self.kind = kind
  }

  /// Python's name of the type.
  var typeName: String { (dict.isOrdered ? "odict_" : "dict_") + kind.rawValue }

  var items: [Value] {
    switch kind {
    case .keys: dict.keys
    case .values: dict.values
    case .items: dict.pairs.map { .tuple([$0.key, $0.value]) }
    }
  }
}
