/// Elements and slices.
extension Value {
  /// `self[key]`, without the fall back to attributes; `nil` if there is no such element.
  func element(_ key: Value) throws(TemplateError) -> Value? {
    switch self {
    case .undefined(let missing): throw TemplateError(.undefined, missing.reason)
    case .dict(let dict): return dict.get(key)
    case .list(let list), .tuple(let list):
      return key.integer.flatMap { Self.place($0, list.items.count) }.map { list.items[$0] }
    case .string(let text), .markup(let text):
      guard let index = key.integer else { return nil }
      let scalars = text.scalars
      return Self.place(index, scalars.count).map { derived(String(scalars[$0])) }
    default: return nil
    }
  }

  static func place(_ index: Int, _ count: Int) -> Int? {
    let place = index < 0 ? index + count : index
    return (0..<count).contains(place) ? place : nil
  }

  func sliced(_ start: Value, _ stop: Value, _ step: Value) throws(TemplateError) -> Value {
    func bound(_ value: Value) throws(TemplateError) -> Int? {
      switch value {
      case .none: return nil
      case .undefined(let missing): throw TemplateError(.undefined, missing.reason)
      default:
        if case .big(let number) = value { return number.isNegative ? .min + 1 : .max }
        guard let number = value.integer else {
          throw TemplateError(
            .type,
            "slice indices must be integers or None or have an __index__ method")
        }
        return number
      }
    }
    let (start, stop, step) = (try bound(start), try bound(stop), try bound(step) ?? 1)
    guard step != 0 else { throw TemplateError(.value, "slice step cannot be zero") }
    func bounds(_ count: Int) -> (from: Int, to: Int, width: Int) {
      func clamp(_ value: Int, _ low: Int, _ high: Int) -> Int {
        min(max(value < 0 ? max(value, -count - 1) + count : value, low), high)
      }
      let from: Int
      let to: Int
      if step > 0 {
        from = start.map { clamp($0, 0, count) } ?? 0
        to = stop.map { clamp($0, 0, count) } ?? count
      } else {
        from = start.map { clamp($0, -1, count - 1) } ?? count - 1
        to = stop.map { clamp($0, -1, count - 1) } ?? -1
      }
      // A step larger than the list takes one element; this avoids overflow in the stride.
      let width = min(max(step, -count - 1), count + 1)
      return (from, to, width)
    }
    func picked<Item>(_ items: [Item]) -> [Item] {
      let (from, to, width) = bounds(items.count)
      return Swift.stride(from: from, to: to, by: width).map { items[$0] }
    }
    switch self {
    case .string(let text): return .string(String(scalars: picked(text.scalars)))
    case .markup(let text): return .markup(String(scalars: picked(text.scalars)))
    case .list(let list):
      let items = picked(list.items)
      guard let range = list.range else { return .list(items) }
      func place(_ index: Int) -> Int { range.start + index * range.step }
      let bounds = bounds(list.items.count)
      return .list(
        List(
          items, range: (place(bounds.from), place(bounds.to), range.step * bounds.width)))
    case .tuple(let list): return .tuple(picked(list.items))
    case .undefined(let missing): throw TemplateError(.undefined, missing.reason)
    case .dict: throw TemplateError(.type, "unhashable type: 'slice'")
    default: throw TemplateError(.type, "'\(typeName)' object is not subscriptable")
    }
  }
}
