/// A pattern as steps for `PatternMatcher`.
///
/// A loop whose part may find nothing has to be left after that, as Python does. Loops of this kind
/// are counted from the outermost one, 1, and a way has a depth: the loops up to it have found
/// something in the present turn. An inner loop never has when an outer one has not.
struct PatternProgram: Sendable {
  /// A step; one that succeeds goes on with the step behind it.
  enum Step: Sendable {
    /// Takes one character of the text, for all loops up to a depth.
    case character(PatternNode.CharacterSet, depth: Int)
    /// Goes on at two steps; the first one is preferred.
    case split(Int, Int)
    /// Goes on elsewhere.
    case jump(Int)
    /// Begins a turn of a loop, or leaves the loop.
    case turn(loop: Int)
    /// Goes on at two steps, or only at the end if the loop has found nothing in this turn.
    case again(loop: Int, Int, end: Int, takesLittle: Bool)
    /// Succeeds at some places only.
    case place(PatternPlace)
    /// Succeeds where another program finds something that begins here, or where it does not.
    case followed(by: PatternProgram, isNegative: Bool)
    /// The whole pattern has been found.
    case found
  }

  private(set) var steps: [Step] = []
  /// The innermost loop of the step that is added, and the most there are around each other.
  private var loop = 0
  private(set) var depth = 0
  /// How many parts may still be added; a part that is repeated is added again and again.
  private var room: Int

  init(_ node: PatternNode, room: Int = 100_000) throws(Pattern.Problem) {
    self.room = room
    try append(node)
    steps.append(.found)
  }

  private mutating func append(_ node: PatternNode) throws(Pattern.Problem) {
    guard room > 0 else { throw .init(clause: "it has too many repetitions") }
    room -= 1
    switch node {
    case .character(let set): steps.append(.character(set, depth: loop))
    case .sequence(let nodes): for node in nodes { try append(node) }
    case .alternatives(let nodes): try append(alternatives: nodes)
    case .repeated(let node, let minimum, let maximum, let takesLittle):
      for _ in 0..<minimum { try append(node) }
      if let maximum {
        try append(node, atMost: maximum - minimum, takesLittle)
      } else {
        try append(endlessly: node, takesLittle)
      }
    case .followed(let node, let isNegative):
      let program = try PatternProgram(node, room: room)
      room = program.room
      steps.append(.followed(by: program, isNegative: isNegative))
    case .place(let place): steps.append(.place(place))
    }
  }

  /// Each choice is a split between one node and all that come later.
  private mutating func append(alternatives nodes: [PatternNode]) throws(Pattern.Problem) {
    var ends: [Int] = []
    for node in nodes.dropLast() {
      let choice = reserve()
      try append(node)
      ends.append(reserve())
      steps[choice] = .split(choice + 1, steps.count)
    }
    if let last = nodes.last { try append(last) }
    for end in ends { steps[end] = .jump(steps.count) }
  }

  private mutating func append(
    _ node: PatternNode, atMost times: Int, _ takesLittle: Bool
  ) throws(Pattern.Problem) {
    var choices: [Int] = []
    for _ in 0..<times {
      choices.append(reserve())
      try append(node)
    }
    for choice in choices { steps[choice] = split(choice + 1, steps.count, takesLittle) }
  }

  /// Once and then again and again, or not at all.
  private mutating func append(
    endlessly node: PatternNode, _ takesLittle: Bool
  ) throws(Pattern.Problem) {
    let choice = reserve()
    if node.mayBeNothing {
      loop += 1
      depth = max(depth, loop)
      steps.append(.turn(loop: loop))
      try append(node)
      let end = steps.count + 1
      steps.append(.again(loop: loop, choice + 1, end: end, takesLittle: takesLittle))
      steps[choice] = split(choice + 1, end, takesLittle)
      steps.append(.turn(loop: loop))
      loop -= 1
    } else {
      try append(node)
      steps.append(split(choice + 1, steps.count + 1, takesLittle))
      steps[choice] = split(choice + 1, steps.count, takesLittle)
    }
  }

  private func split(_ again: Int, _ end: Int, _ takesLittle: Bool) -> Step {
    takesLittle ? .split(end, again) : .split(again, end)
  }

  /// Makes room for a step that is not known yet.
  private mutating func reserve() -> Int {
    steps.append(.found)
    return steps.count - 1
  }
}
