/// What the methods of texts are given.
extension StringMethods {
  static func affixes(
    _ given: Arguments, _ method: String
  ) throws(TemplateError) -> [String] {
    let value = try given.required(0, "prefix")
    if let text = value.text { return [text] }
    guard case .tuple(let list) = value else {
      throw TemplateError(
        .type,
        "\(method) first arg must be str or a tuple of str, not \(value.typeName)")
    }
    var texts: [String] = []
    for item in list.items {
      guard let text = item.text else {
        throw TemplateError(
          .type, "tuple for \(method) must only contain str, not \(item.typeName)")
      }
      texts.append(text)
    }
    return texts
  }

  /// The part of a text that the second and third argument choose, and where it begins.
  static func range(
    _ text: String, _ given: Arguments
  ) throws(TemplateError) -> (part: ArraySlice<Unicode.Scalar>, start: Int)? {
    let scalars = text.scalars
    func place(_ index: Int, _ name: String, _ fallback: Int) throws(TemplateError) -> Int {
      guard let value = try given.integer(index, name) else { return fallback }
      return value < 0 ? max(value + scalars.count, 0) : value
    }
    let start = try place(1, "start", 0)
    let end = min(try place(2, "end", scalars.count), scalars.count)
    return start <= end ? (scalars[start..<end], start) : nil
  }

  static func place(
    _ text: String, _ given: Arguments, isLast: Bool
  ) throws(TemplateError) -> Int? {
    let part = try given.requiredText(0, "sub").scalars
    guard let (scalars, start) = try range(text, given) else { return nil }
    let whole = Array(scalars)
    let found = isLast ? whole.lastRange(of: part) : whole.firstRange(of: part)
    return found.map { $0.lowerBound + start }
  }

  /// How many arguments the methods take, and which of them by name.
  private static let arities: [String: (most: Int, names: [String])] = [
    "split": (2, ["sep", "maxsplit"]), "rsplit": (2, ["sep", "maxsplit"]),
    "splitlines": (1, ["keepends"]), "expandtabs": (1, ["tabsize"]), "strip": (1, []),
    "lstrip": (1, []), "rstrip": (1, []), "partition": (1, []), "rpartition": (1, []),
    "join": (1, []), "replace": (3, []), "startswith": (3, []), "endswith": (3, []),
    "removeprefix": (1, []), "removesuffix": (1, []), "find": (3, []), "rfind": (3, []),
    "index": (3, []), "rindex": (3, []), "count": (3, []), "zfill": (1, []), "ljust": (2, []),
    "rjust": (2, []), "center": (2, []), "translate": (1, []), "format_map": (1, []),
  ]

  /// Fails where a method is given more than it takes.
  static func check(_ name: String, _ given: Arguments) throws(TemplateError) {
    guard name != "format" else { return }
    let (most, names) = arities[name] ?? (0, [])
    if let other = given.named.first(where: { !names.contains($0.name) }) {
      throw TemplateError(
        .type,
        names.isEmpty
          ? "str.\(name)() takes no keyword arguments"
          : "\(Value.quoted(other.name)) is an invalid keyword argument for \(name)()")
    }
    guard given.positional.count > most else { return }
    let takes = most == 0 ? "no arguments" : "at most \(most) argument\(most == 1 ? "" : "s")"
    throw TemplateError(
      .type, "str.\(name)() takes \(takes) (\(given.positional.count) given)")
  }
}
