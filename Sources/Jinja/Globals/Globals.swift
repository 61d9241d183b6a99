/// The functions every template can call.
enum Globals {
  typealias Body = @Sendable (Evaluator, Arguments) throws(TemplateError) -> Value

  /// The function of a name; `nil` if there is none.
  static func function(_ name: String) -> Function? {
    guard let (label, kind, body) = table[name] else { return nil }
    return Function(label, kind) { evaluator, _, given throws(TemplateError) in
      try body(evaluator, given)
    }
  }

  private static let table: [String: (label: String, kind: Function.Kind, body: Body)] = [
    "range": ("range", .type, range),
    "dict": ("dict", .type, dict),
    "namespace": ("jinja2.utils.Namespace", .type, namespace),
    "joiner": ("jinja2.utils.Joiner", .type, joiner),
    "cycler": (
      "jinja2.utils.Cycler", .type,
      { _, given throws(TemplateError) in
        guard !given.positional.isEmpty else {
          throw TemplateError(.runtime, "at least one item has to be provided")
        }
        return .object(Cycler(given.positional))
      }
    ),
    "lipsum": ("generate_lorem_ipsum", .function, LoremIpsum.text),
    "random_ascii_string": ("random_ascii_string", .function, randomText),
    "uuid4": (
      "uuid4", .function,
      { evaluator, _ throws(TemplateError) in
        var digits: [String] = []
        for place in 0..<32 {
          let digit = place == 12 ? 4 : place == 16 ? 8 + evaluator.draw(4) : evaluator.draw(16)
          digits.append(String(digit, radix: 16))
          if [7, 11, 15, 19].contains(place) { digits.append("-") }
        }
        return .string(digits.joined())
      }
    ),
  ]

  private static let range: Body = { evaluator, given throws(TemplateError) in
    guard given.named.isEmpty else {
      throw TemplateError(.type, "range() takes no keyword arguments")
    }
    guard (1...3).contains(given.positional.count) else {
      throw TemplateError(
        .type,
        given.positional.isEmpty
          ? "range expected at least 1 argument, got 0"
          : "range expected at most 3 arguments, got \(given.positional.count)")
    }
    var bounds: [Int] = []
    for value in given.positional { bounds.append(try Arguments.integer(value)) }
    if bounds.count == 1 { bounds.insert(0, at: 0) }
    let (start, stop, step) = (bounds[0], bounds[1], bounds.count > 2 ? bounds[2] : 1)
    guard step != 0 else { throw TemplateError(.value, "range() arg 3 must not be zero") }
    try evaluator.reserve((stop - start) / step)
    let items = stride(from: start, to: stop, by: step).map { Value.int($0) }
    return .list(List(items, range: (start, stop, step)))
  }

  private static let dict: Body = { evaluator, given throws(TemplateError) in
    let dict = Dict()
    _ = try DictMethods.update(dict, given)
    return .dict(dict)
  }

  private static let namespace: Body = { evaluator, given throws(TemplateError) in
    guard case .dict(let values) = try dict(evaluator, given) else { return .none }
    var attributes: [(String, Value)] = []
    for case (.string(let name), let value) in values.pairs { attributes.append((name, value)) }
    return .object(Object("Namespace", attributes, module: "utils", isWritable: true))
  }

  private static let joiner: Body = { _, given throws(TemplateError) in
    var isFirst = true
    let separator = given.value(0, "sep") ?? .string(", ")
    let joiner = Object("Joiner", [], module: "utils")
    joiner.function = Function("joiner", holding: [separator]) { _, storage, _ in
      defer { isFirst = false }
      return isFirst ? .string("") : storage.items[0]
    }
    return .object(joiner)
  }

  private static let randomText: Body = { evaluator, given throws(TemplateError) in
    var letters = Array("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
    if try given.flag(1, "punctuation") {
      letters = Array(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
          + "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
    }
    let count = max(try given.integer(0, "length") ?? 0, 0)
    try evaluator.reserve(count)
    return .string(String((0..<count).map { _ in letters[evaluator.draw(letters.count)] }))
  }
}
