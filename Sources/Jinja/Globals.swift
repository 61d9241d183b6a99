/// The functions every template can call.
enum Globals {
  static func table() -> [String: Value] {
    func function(
      _ name: String, _ body: @escaping (Evaluator, Arguments) throws(TemplateError) -> Value
    ) -> Value {
      .function(
        Function(name) { evaluator, _, given throws(TemplateError) in try body(evaluator, given) })
    }
    return [
      "range": function("range", range),
      "dict": function("dict") { _, given throws(TemplateError) in
        let dict = Dict()
        if case .dict(let other)? = given.positional.first {
          for (key, value) in other.pairs { dict.set(key, value) }
        }
        for (name, value) in given.named { dict.set(.string(name), value) }
        return .dict(dict)
      },
      "namespace": function("namespace") { _, given throws(TemplateError) in
        var attributes: [(String, Value)] = []
        if case .dict(let other)? = given.positional.first {
          for case (.string(let name), let value) in other.pairs {
            attributes.append((name, value))
          }
        }
        attributes += given.named.map { ($0.name, $0.value) }
        return .object(Object("Namespace", attributes, isWritable: true))
      },
      "joiner": function("joiner") { _, given throws(TemplateError) in
        var isFirst = true
        let separator = try given.text(0, "sep") ?? ", "
        return .function(
          Function("joiner") { _, _, _ throws(TemplateError) in
            defer { isFirst = false }
            return .string(isFirst ? "" : separator)
          })
      },
      "cycler": function("cycler") { _, given throws(TemplateError) in try cycler(given) },
      "lipsum": function("lipsum") { _, _ throws(TemplateError) in
        throw TemplateError(.runtime, "lipsum() is not supported yet")
      },
      "random_ascii_string": function("random_ascii_string", randomText),
      "uuid4": function("uuid4") { evaluator, _ throws(TemplateError) in
        var digits: [String] = []
        for place in 0..<32 {
          let digit = place == 12 ? 4 : place == 16 ? 8 + evaluator.draw(4) : evaluator.draw(16)
          digits.append(String(digit, radix: 16))
          if [7, 11, 15, 19].contains(place) { digits.append("-") }
        }
        return .string(digits.joined())
      },
    ]
  }

  private static func range(
    _ evaluator: Evaluator, _ given: Arguments
  ) throws(TemplateError) -> Value {
    let first = try given.integer(0, "start") ?? 0
    let second = try given.integer(1, "stop")
    let step = try given.integer(2, "step") ?? 1
    guard step != 0 else { throw TemplateError(.value, "range() arg 3 must not be zero") }
    let (start, stop) = second.map { (first, $0) } ?? (0, first)
    let numbers = stride(from: start, to: stop, by: step)
    try evaluator.reserve((stop - start) / step)
    return .list(numbers.map { .int($0) })
  }

  private static func cycler(_ given: Arguments) throws(TemplateError) -> Value {
    let items = given.positional
    guard !items.isEmpty else {
      throw TemplateError(.type, "at least one item has to be provided")
    }
    let cycler = Object("Cycler", [("current", items[0])])
    var place = 0
    let count = items.count
    cycler["next"] = .function(
      Function("next", holding: items) { [weak cycler] _, storage, _ throws(TemplateError) in
        defer {
          place = (place + 1) % count
          cycler?["current"] = storage.items[place]
        }
        return storage.items[place]
      })
    cycler["reset"] = .function(
      Function("reset", holding: items) { [weak cycler] _, storage, _ throws(TemplateError) in
        place = 0
        cycler?["current"] = storage.items[0]
        return .none
      })
    return .object(cycler)
  }

  private static func randomText(
    _ evaluator: Evaluator, _ given: Arguments
  ) throws(TemplateError) -> Value {
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
