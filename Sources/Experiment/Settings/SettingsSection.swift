import Files
import Yams

/// A mapping of `experiment.yaml`, read key by key; keys that nobody asked for are errors.
struct SettingsSection {
  private let node: Node.Mapping?
  /// Where it stands: "training" or, nested, "model.gravnet"; empty for the whole file.
  private let name: String
  private let file: String
  private var asked: [String] = []

  init(_ node: Node?, name: String, file: String) throws(Failure) {
    self.name = name
    self.file = file
    switch node {
    case nil, .scalar(.init("", .implicit)), .scalar(.init("null", .implicit)): self.node = nil
    case .mapping(let mapping): self.node = mapping
    case .some(let other):
      if name.isEmpty {
        throw Failure(
          "the file must be a group of keys, such as 'name: baseline'",
          at: Self.place(file, other), remedy: "Write every setting as 'key: value'",
          status: .badData)
      }
      throw Failure(
        "'\(name)' must be a group of keys", at: Self.place(file, other),
        remedy: "Indent its keys by two spaces below it", status: .badData)
    }
    for (key, _) in self.node ?? [:] where key.string == nil {
      throw Failure(
        "a key must be a word", at: Self.place(file, key),
        remedy: "Write every setting as 'key: value'", status: .badData)
    }
  }

  private static func place(_ file: String, _ node: Node) -> String {
    node.mark.map { "\(file):\($0.line)" } ?? file
  }

  /// File and line of a key's value; of the file alone where the key is missing.
  ///
  /// - Parameter path: the key, or keys of nested groups joined by dots.
  /// - Returns: such as "experiment.yaml:3".
  func place(of path: String) -> String {
    let keys = path.split(separator: ".").map(String.init)
    let value = keys.dropFirst().reduce(keys.first.flatMap { node?[$0] }) { $0?[$1] }
    return value.map { Self.place(file, $0) } ?? file
  }

  private func full(_ key: String) -> String { name.isEmpty ? key : "\(name).\(key)" }

  private mutating func find(_ key: String) -> Node? {
    asked.append(key)
    return node?[key]
  }

  /// The failure that a value is not what it must be, for values that are checked elsewhere.
  func wrongText(_ key: String, _ wanted: String) -> Failure {
    guard let value = node?[key] else { preconditionFailure("no value for \(key)") }
    return wrong(key, value, wanted)
  }

  private func wrong(_ key: String, _ value: Node, _ wanted: String) -> Failure {
    let written = value.string.map { "'\($0)'" } ?? "a group"
    return Failure(
      "'\(full(key))' is \(written) and must be \(wanted)", at: Self.place(file, value),
      remedy: "Correct the value", status: .badData)
  }

  /// A group of keys below this one.
  mutating func section(_ key: String) throws(Failure) -> SettingsSection {
    try SettingsSection(find(key), name: full(key), file: file)
  }

  /// Text; `fallback` where the key is missing.
  mutating func text(_ key: String, _ fallback: String) throws(Failure) -> String {
    guard let value = find(key) else { return fallback }
    guard let text = value.string else { throw wrong(key, value, "text") }
    return text
  }

  /// A whole number within a range.
  mutating func integer(
    _ key: String, _ fallback: Int, in range: ClosedRange<Int>
  ) throws(Failure) -> Int {
    guard let value = find(key) else { return fallback }
    guard let number = Self.integer(value), range.contains(number) else {
      let allowed =
        range.upperBound == Int.max
        ? "\(range.lowerBound) or more" : "\(range.lowerBound) to \(range.upperBound)"
      throw wrong(key, value, "a whole number, \(allowed)")
    }
    return number
  }

  /// Decimal digits only: YAML 1.1 would read 010 as 8 and 1:30 as 90.
  private static func integer(_ value: Node) -> Int? {
    value.scalar.flatMap { $0.style == .plain ? Int($0.string) : nil }
  }

  /// A number that passes a test.
  mutating func number(
    _ key: String, _ fallback: Float, _ wanted: String, _ accepts: (Float) -> Bool
  ) throws(Failure) -> Float {
    try parsed(key, fallback, wanted) {
      Float($0)
    } accepts: {
      $0.isFinite && accepts($0)
    }
  }

  /// A number in double precision that passes a test.
  mutating func double(
    _ key: String, _ fallback: Double, _ wanted: String, _ accepts: (Double) -> Bool
  ) throws(Failure) -> Double {
    try parsed(key, fallback, wanted) {
      Double($0)
    } accepts: {
      $0.isFinite && accepts($0)
    }
  }

  private mutating func parsed<Number>(
    _ key: String, _ fallback: Number, _ wanted: String, _ parse: (String) -> Number?,
    accepts: (Number) -> Bool
  ) throws(Failure) -> Number {
    guard let value = find(key) else { return fallback }
    // YAML 1.1 reads 1e-3 as text for want of a dot, so the text is read as a number here.
    guard let text = value.scalar, text.style == .plain, let number = parse(text.string),
      accepts(number)
    else {
      throw wrong(key, value, wanted)
    }
    return number
  }

  /// true or false.
  mutating func flag(_ key: String, _ fallback: Bool) throws(Failure) -> Bool {
    guard let value = find(key) else { return fallback }
    guard let flag = value.bool else { throw wrong(key, value, "true or false") }
    return flag
  }

  /// One of a few words.
  mutating func choice<Choice: RawRepresentable<String> & CaseIterable>(
    _ key: String, _ fallback: Choice
  ) throws(Failure) -> Choice {
    guard let value = find(key) else { return fallback }
    let words = Choice.allCases.map(\.rawValue)
    guard let text = value.string, let choice = Choice(rawValue: text) else {
      throw wrong(key, value, "one of " + words.joined(separator: ", "))
    }
    return choice
  }

  /// A list of words of a kind; one word alone counts as a list.
  mutating func choices<Choice: RawRepresentable<String> & CaseIterable>(
    _ key: String, _ fallback: [Choice]
  ) throws(Failure) -> [Choice] {
    let words = Choice.allCases.map(\.rawValue)
    return try choices(key, fallback, words) { Choice(rawValue: $0) }
  }

  /// A list of things that have names; one name alone counts as a list.
  mutating func choices<Choice>(
    _ key: String, _ fallback: [Choice], _ names: [String], _ find: (String) -> Choice?
  ) throws(Failure) -> [Choice] {
    guard let value = self.find(key) else { return fallback }
    var result: [Choice] = []
    for node in items(value) {
      guard let text = node.string, let choice = find(text) else {
        throw wrong(key, node, "a list of " + names.joined(separator: ", "))
      }
      result.append(choice)
    }
    return result
  }

  /// A list of texts; one text alone counts as a list.
  mutating func texts(_ key: String, _ fallback: [String]) throws(Failure) -> [String] {
    guard let value = find(key) else { return fallback }
    var result: [String] = []
    for node in items(value) {
      guard let text = node.string, !text.isEmpty else { throw wrong(key, node, "a list of names") }
      result.append(text)
    }
    return result
  }

  /// A list of whole numbers.
  mutating func integers(_ key: String, _ fallback: [Int]) throws(Failure) -> [Int] {
    guard let value = find(key) else { return fallback }
    var result: [Int] = []
    for node in items(value) {
      guard let number = Self.integer(node) else {
        throw wrong(key, node, "a list of whole numbers")
      }
      result.append(number)
    }
    return result
  }

  private func items(_ value: Node) -> [Node] {
    guard let sequence = value.sequence else { return [value] }
    return Array(sequence)
  }

  /// Refuses keys nobody asked for; called when a section has been read.
  func finish() throws(Failure) {
    for (key, _) in node ?? [:] {
      guard let word = key.string, !asked.contains(word) else { continue }
      let known = asked.sorted()
      let hint =
        NearestName.of(word, among: known).map { "Did you mean '\($0)'?" }
        ?? "Known here: " + known.joined(separator: ", ")
      throw Failure(
        "the key '\(full(word))' is not known", at: Self.place(file, key), remedy: hint,
        status: .badData)
    }
  }
}
