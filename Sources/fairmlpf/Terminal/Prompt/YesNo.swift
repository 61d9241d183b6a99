/// Yes or no while it is being chosen.
struct YesNo {
  /// The answer so far; `nil` takes the default.
  private(set) var answer: Bool?

  /// Does what a key asks for.
  ///
  /// The answer waits for Enter, so that "yes" typed in full does not run into the next question.
  mutating func apply(_ key: Key) -> LineEditor.Outcome? {
    switch key {
    case .text("y"), .text("Y"): answer = true
    case .text("n"), .text("N"): answer = false
    case .backspace, .deleteToStart, .deleteWord: answer = nil
    case .enter: return .taken
    case .endOfInput: return answer == nil ? .ended : nil
    default: break
    }
    return nil
  }
}
