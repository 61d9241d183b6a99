/// Truth, equality, order and membership as in Python.
extension Value {
  func isTrue() throws(TemplateError) -> Bool {
    switch self {
    case .undefined(let missing):
      guard missing.isStrict else { return false }
      throw TemplateError(.undefined, missing.reason)
    case .none: return false
    case .bool(let value): return value
    case .int(let value): return value != 0
    case .big: return true
    case .float(let value): return value != 0
    case .string(let text), .markup(let text): return !text.isEmpty
    case .list(let list), .tuple(let list): return !list.items.isEmpty
    case .dict(let dict): return dict.count > 0
    case .view(let view): return view.dict.count > 0
    case .iterator, .function, .object: return true
    }
  }

  func isEqual(to other: Value) throws(TemplateError) -> Bool {
    var steps = 0
    return try isEqual(to: other, 0, &steps)
  }

  /// The same at a depth; `steps` counts what was looked at, for lists may hold one another often.
  private func isEqual(
    to other: Value, _ depth: Int, _ steps: inout Int
  ) throws(TemplateError) -> Bool {
    steps += 1
    guard steps <= NestingLimit.compared else {
      throw TemplateError(.limit, "the values are too large to be compared")
    }
    guard depth < NestingLimit.value else {
      throw TemplateError(.limit, "the values are nested too deeply to be compared")
    }
    guard depth == NestingLimit.shallow else { return try equals(other, depth, &steps) }
    return try DeepStack.run { () throws(TemplateError) in try equals(other, depth, &steps) }
  }

  private func equals(
    _ other: Value, _ depth: Int, _ steps: inout Int
  ) throws(TemplateError) -> Bool {
    switch (self, other) {
    case (.undefined(let missing), _), (_, .undefined(let missing)):
      throw TemplateError(.undefined, missing.reason)
    case (.none, .none): return true
    case (.list(let left), .list(let right)), (.tuple(let left), .tuple(let right)):
      if left === right { return true }
      guard left.items.count == right.items.count, (left.range == nil) == (right.range == nil)
      else { return false }
      for (a, b) in zip(left.items, right.items) where try !a.isEqual(to: b, depth + 1, &steps) {
        return false
      }
      return true
    case (.dict(let left), .dict(let right)):
      if left === right { return true }
      guard left.count == right.count else { return false }
      if left.isOrdered, right.isOrdered {
        let (left, right) = (Value.list(left.storage), Value.list(right.storage))
        return try left.isEqual(to: right, depth + 1, &steps)
      }
      for (key, value) in left.pairs {
        guard let match = right.get(key), try value.isEqual(to: match, depth + 1, &steps) else {
          return false
        }
      }
      return true
    case (.view(let left), .view(let right)):
      return try Value.list(left.items).isEqual(to: .list(right.items), depth + 1, &steps)
    case (.iterator(let left), .iterator(let right)): return left === right
    case (.function(let left), .function(let right)): return left === right
    case (.object(let left), .object(let right)): return left === right
    default:
      if let a = text, let b = other.text { return a.utf8.elementsEqual(b.utf8) }
      return order(to: other) == 0
    }
  }

  /// Whether `self` comes before `other`; `symbol` names the operation in errors.
  func isLess(
    than other: Value, symbol: String = "<", _ depth: Int = 0
  ) throws(TemplateError) -> Bool {
    guard depth < NestingLimit.value else {
      throw TemplateError(.limit, "the values are nested too deeply to be compared")
    }
    guard depth == NestingLimit.shallow else { return try precedes(other, symbol, depth) }
    return try DeepStack.run { () throws(TemplateError) in
      try precedes(other, symbol, depth)
    }
  }

  private func precedes(
    _ other: Value, _ symbol: String, _ depth: Int
  ) throws(TemplateError) -> Bool {
    switch (self, other) {
    case (.undefined(let missing), _), (_, .undefined(let missing)):
      throw TemplateError(.undefined, missing.reason)
    case (.list(let left), .list(let right)) where left.range != nil || right.range != nil: break
    case (.list(let left), .list(let right)), (.tuple(let left), .tuple(let right)):
      for (a, b) in zip(left.items, right.items) where try !a.isEqual(to: b) {
        return try a.isLess(than: b, symbol: symbol, depth + 1)
      }
      return left.items.count < right.items.count
    default: break
    }
    if let a = text, let b = other.text {
      return a.unicodeScalars.lexicographicallyPrecedes(b.unicodeScalars)
    }
    if let order = order(to: other) { return order < 0 }
    // What is no number at all (nan) is never smaller.
    if number != nil, other.number != nil { return false }
    throw TemplateError(
      .type,
      "'\(symbol)' not supported between instances of '\(typeName)' and '\(other.typeName)'")
  }

  func compare(
    _ operation: Expression.Comparison, _ other: Value
  ) throws(TemplateError) -> Bool {
    switch operation {
    case .equal: return try isEqual(to: other)
    case .unequal: return try !isEqual(to: other)
    case .less: return try isLess(than: other)
    case .greater:
      // Errors name the operands in the order they were written.
      _ = try isLess(than: other, symbol: ">")
      return try other.isLess(than: self)
    case .lessOrEqual:
      if try isLess(than: other, symbol: "<=") { return true }
      return try isEqual(to: other)
    case .greaterOrEqual:
      let isSmaller = try isLess(than: other, symbol: ">=")
      if isSmaller { return false }
      if try other.isLess(than: self) { return true }
      return try isEqual(to: other)
    case .contained: return try other.contains(self)
    case .notContained: return try !other.contains(self)
    }
  }

  func contains(_ item: Value) throws(TemplateError) -> Bool {
    if case .undefined(let missing) = item {
      throw TemplateError(.undefined, missing.reason)
    }
    switch self {
    case .string(let text), .markup(let text):
      guard let part = item.text else {
        throw TemplateError(
          .type, "'in <string>' requires string as left operand, not \(item.typeName)")
      }
      return text.firstRange(of: part) != nil
    case .dict(let dict):
      guard Dict.key(item) != nil else {
        throw TemplateError(.type, "unhashable type: '\(item.typeName)'")
      }
      return dict.get(item) != nil
    case .list, .tuple, .view, .iterator:
      for other in try elements() where try other.isEqual(to: item) { return true }
      return false
    case .undefined(let missing): throw TemplateError(.undefined, missing.reason)
    default: throw TemplateError(.type, "argument of type '\(typeName)' is not iterable")
    }
  }

  /// The elements in the order a loop sees them.
  func elements() throws(TemplateError) -> [Value] {
    switch self {
    // Single characters of safe text are not safe, as in Python.
    case .string(let text), .markup(let text):
      return text.unicodeScalars.map { .string(String($0)) }
    case .list(let list), .tuple(let list): return list.items
    case .dict(let dict): return dict.keys
    case .view(let view): return view.items
    case .iterator(let walk): return walk.rest()
    case .undefined(let missing):
      guard missing.isStrict else { return [] }
      throw TemplateError(.undefined, missing.reason)
    default: throw TemplateError(.type, "'\(typeName)' object is not iterable")
    }
  }

  /// The elements where exactly `count` of them are wanted.
  func unpacked(into count: Int) throws(TemplateError) -> [Value] {
    let items: [Value]
    do throws(TemplateError) {
      items = try elements()
    } catch  where error.kind == .type {
      throw TemplateError(.type, "cannot unpack non-iterable \(typeName) object")
    }
    guard items.count >= count else {
      throw TemplateError(
        .value, "not enough values to unpack (expected \(count), got \(items.count))")
    }
    guard items.count == count else {
      throw TemplateError(.value, "too many values to unpack (expected \(count))")
    }
    return items
  }

  /// Python's `len`.
  func length() throws(TemplateError) -> Int {
    switch self {
    case .string(let text), .markup(let text): return text.unicodeScalars.count
    case .list(let list), .tuple(let list): return list.items.count
    case .dict(let dict): return dict.count
    case .view(let view): return view.dict.count
    case .undefined(let missing):
      guard missing.isStrict else { return 0 }
      throw TemplateError(.undefined, missing.reason)
    default: throw TemplateError(.type, "object of type '\(typeName)' has no len()")
    }
  }
}
