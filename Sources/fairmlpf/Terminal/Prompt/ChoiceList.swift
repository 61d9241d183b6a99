/// A list of which one item is being chosen.
struct ChoiceList {
  private let names: [String]
  /// The place of the item that is chosen so far.
  private(set) var selected: Int
  /// What has been typed of a name or a number.
  private var typed = ""
  private static let page = 10

  /// Starts with one of the items.
  init(_ names: [String], selected: Int) {
    self.names = names
    self.selected = selected
  }

  /// Does what a key asks for.
  mutating func apply(_ key: Key) -> LineEditor.Outcome? {
    if case .text(let text) = key {
      type(text)
      return nil
    }
    typed = ""
    switch key {
    case .enter: return .taken
    case .endOfInput: return .ended
    // The list goes round.
    case .up: selected = (selected + names.count - 1) % names.count
    case .down, .tab: selected = (selected + 1) % names.count
    case .home: selected = 0
    case .end: selected = names.count - 1
    case .pageUp: selected = max(selected - Self.page, 0)
    case .pageDown: selected = min(selected + Self.page, names.count - 1)
    default: break
    }
    return nil
  }

  /// Goes to the name or the number that begins as typed; otherwise `j` and `k` go down and up.
  private mutating func type(_ text: String) {
    for word in [typed + text, text] {
      let place =
        names.firstIndex { $0.lowercased().hasPrefix(word.lowercased()) }
        ?? Int(word).map { $0 - 1 }.flatMap { names.indices.contains($0) ? $0 : nil }
      if let place {
        typed = word
        selected = place
        return
      }
    }
    typed = ""
    if text == "j" { _ = apply(.down) }
    if text == "k" { _ = apply(.up) }
  }

  /// The lines around the chosen item that fit into some columns and rows.
  func lines(columns: Int, rows: Int, style: (String) -> String) -> [String] {
    let count = min(names.count, max(rows, 1))
    let first = min(max(selected - count / 2, 0), names.count - count)
    let digits = "\(names.count)".count
    return (first..<first + count).map { place in
      let number = "\(place + 1)"
      let space = String(repeating: " ", count: digits - number.count)
      let line = DisplayWidth.cut("\(space)\(number) \(names[place])", to: columns - 3)
      return place == selected ? "\u{203A} " + style(line) : "  " + line
    }
  }
}
