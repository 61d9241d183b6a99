import Files

/// Reads Python pickles of protocols 0 to 5 as data: it builds dictionaries, lists, numbers, texts
/// and NumPy arrays, and runs nothing.
///
/// A pickle is a program for a stack machine (Python's `pickletools` describes every instruction).
/// This machine knows the instructions that make data; a name of anything but the few NumPy
/// functions that rebuild arrays (`PickleCallable`) is refused where it is read.
struct PickleReader {
  let input: PickleInput
  /// Protocol the pickle states, or what its instructions tell where it states none.
  private(set) var version = 0
  /// Offset of the instruction being carried out.
  var place = 0

  /// Called after each array, for progress.
  var onObject: (() -> Void)?

  var stack: [PickleValue] = []
  /// Heights of the stack at which the open marks stand.
  var marks: [Int] = []
  private var memo: [Int: PickleValue] = [:]

  var blocks: [ByteBlock?] = []
  var sequences: [[PickleValue]] = []
  var dictionaries: [[(key: PickleValue, value: PickleValue)]] = []
  var dtypes: [NumPyDType] = []
  var arrays: [NumPyArray] = []

  private var made = 0
  private var bytesMade = 0
  /// A file of events has tens of thousands of values; this bounds what a tiny bzip2 bomb can build.
  private static let mostValues = 20_000_000

  init(_ stream: Bzip2Stream) {
    input = PickleInput(stream)
  }

  /// Reads the whole pickle.
  ///
  /// - Returns: the value it holds.
  /// - Throws: `Failure` with status `badData` for anything that is not whole, known data.
  mutating func read() throws(Failure) -> PickleValue {
    while true {
      place = input.offset
      let code = try input.byte()
      if code == UInt8(ascii: ".") {
        let value = try pop()
        guard try input.isAtEnd() else {
          throw input.failure("the file goes on after the end of its pickle", at: input.offset)
        }
        return value
      }
      try carryOut(code)
    }
  }

  private mutating func carryOut(_ code: UInt8) throws(Failure) {
    switch code {
    case 0x80:
      version = Int(try input.byte())
      guard version <= 5 else {
        throw fail(
          "the pickle has protocol \(version); protocols 0 to 5 can be read",
          remedy: "Write it with pickle.dump(data, file, protocol=4)")
      }
    case 0x95: _ = try input.unsigned(8)  // FRAME only helps readers that fetch in pieces.
    case UInt8(ascii: "("): try mark()
    case UInt8(ascii: "0"): try discard()
    case UInt8(ascii: "1"): _ = try popToMark()
    case UInt8(ascii: "2"): try push(try top())

    case UInt8(ascii: "N"): try push(.none)
    case 0x88: try push(.bool(true))
    case 0x89: try push(.bool(false))
    case UInt8(ascii: "I"), UInt8(ascii: "L"), UInt8(ascii: "F"), UInt8(ascii: "J"),
      UInt8(ascii: "K"), UInt8(ascii: "M"), UInt8(ascii: "G"), 0x8a, 0x8b:
      try push(try number(code))
    case UInt8(ascii: "S"), UInt8(ascii: "T"), UInt8(ascii: "U"), UInt8(ascii: "V"),
      UInt8(ascii: "X"), UInt8(ascii: "B"), UInt8(ascii: "C"), 0x8c, 0x8d, 0x8e, 0x96:
      try push(try string(code))

    case UInt8(ascii: "]"): try push(newList([]))
    case UInt8(ascii: "l"): try push(newList(try popToMark()))
    case UInt8(ascii: "a"): try append([try pop()])
    case UInt8(ascii: "e"): try append(try popToMark())
    case UInt8(ascii: ")"): try push(newTuple([]))
    case UInt8(ascii: "t"): try push(newTuple(try popToMark()))
    case 0x85, 0x86, 0x87:
      var items: [PickleValue] = []
      for _ in 0...(code - 0x85) { items.insert(try pop(), at: 0) }
      try push(newTuple(items))
    case UInt8(ascii: "}"):
      dictionaries.append([])
      try push(.dictionary(dictionaries.count - 1))
    case UInt8(ascii: "d"):
      let items = try popToMark()
      dictionaries.append([])
      try push(.dictionary(dictionaries.count - 1))
      try setItems(items)
    case UInt8(ascii: "s"):
      let value = try pop()
      let key = try pop()
      try setItems([key, value])
    case UInt8(ascii: "u"): try setItems(try popToMark())

    case UInt8(ascii: "p"): try put(try index(of: try input.line()))
    case UInt8(ascii: "q"): try put(Int(try input.byte()))
    case UInt8(ascii: "r"): try put(Int(try input.unsigned(4)))
    case 0x94: try put(memo.count)
    case UInt8(ascii: "g"): try get(try index(of: try input.line()))
    case UInt8(ascii: "h"): try get(Int(try input.byte()))
    case UInt8(ascii: "j"): try get(Int(try input.unsigned(4)))

    case UInt8(ascii: "c"), UInt8(ascii: "i"):
      let module = String(decoding: try input.line().array, as: UTF8.self)
      let name = String(decoding: try input.line().array, as: UTF8.self)
      let callable = try callable(module, name)
      guard code == UInt8(ascii: "c") else { throw notData(code) }
      try push(.callable(callable))
    case 0x93:
      guard let name = text(try pop()), let module = text(try pop()) else {
        throw fail("the pickle refers to something that has no name")
      }
      try push(.callable(try callable(module, name)))
    case UInt8(ascii: "R"): try reduce()
    case UInt8(ascii: "b"):
      try build()
      onObject?()
    case 0x97:
      throw fail(
        "the pickle keeps its arrays outside the file",
        remedy: "Write it without buffer_callback")
    default:
      throw notData(code)
    }
    if version == 0, [UInt8(ascii: "}"), UInt8(ascii: "]"), UInt8(ascii: "q")].contains(code) {
      version = 1  // Protocol 1 does not state itself but has instructions protocol 0 lacks.
    }
  }

  private func notData(_ code: UInt8) -> Failure {
    guard place > 0 else {
      return Failure(
        "the file is neither a pickle nor a bzip2 file", at: input.path,
        remedy: "Download it again, or name a .pkl or .pkl.bz2 file of DELPHES events",
        status: .badData)
    }
    let hexadecimal = String(code, radix: 16)
    return fail("the pickle has the instruction 0x\(hexadecimal), which does not make data")
  }

  private func callable(_ module: String, _ name: String) throws(Failure) -> PickleCallable {
    guard let callable = PickleCallable(module: module, name: name) else {
      throw fail(
        "the pickle refers to \(Self.short(module)).\(Self.short(name)), which is not data",
        remedy: "Use only files from a source you trust; nothing of this one was run")
    }
    return callable
  }

  /// A name as it can stand in a message, whatever bytes it has.
  private static func short(_ name: String) -> String {
    let visible = name.unicodeScalars.prefix(60).map { $0.value < 32 || $0.value == 127 ? "?" : $0 }
    return String(String.UnicodeScalarView(visible))
  }

  /// A failure at the instruction being carried out.
  func fail(_ what: String, remedy: String = "Download or copy the file again") -> Failure {
    input.failure(what, at: place, remedy: remedy)
  }

  // MARK: Stack and memo

  private mutating func mark() throws(Failure) {
    try count()
    marks.append(stack.count)
  }

  mutating func push(_ value: PickleValue) throws(Failure) {
    try count()
    stack.append(value)
  }

  mutating func pop() throws(Failure) -> PickleValue {
    let value = try top()
    stack.removeLast()
    return value
  }

  func top() throws(Failure) -> PickleValue {
    guard stack.count > marks.last ?? 0, let value = stack.last else {
      throw fail("the pickle is damaged: it takes a value that is not there")
    }
    return value
  }

  /// POP takes a value or, where none lies above it, the mark.
  private mutating func discard() throws(Failure) {
    if let mark = marks.last, mark == stack.count {
      marks.removeLast()
    } else {
      _ = try pop()
    }
  }

  private mutating func popToMark() throws(Failure) -> [PickleValue] {
    guard let mark = marks.popLast(), mark <= stack.count else {
      throw fail("the pickle is damaged: it looks for a mark that is not there")
    }
    let items = Array(stack[mark...])
    stack.removeSubrange(mark...)
    return items
  }

  private mutating func put(_ index: Int) throws(Failure) {
    try count()
    memo[index] = try top()
  }

  private mutating func get(_ index: Int) throws(Failure) {
    guard let value = memo[index] else {
      throw fail("the pickle is damaged: it recalls value \(index), which it never stored")
    }
    try push(value)
  }

  private func index(of line: ByteBlock) throws(Failure) -> Int {
    guard line.count < 20, let index = Int(String(decoding: line.array, as: UTF8.self)) else {
      throw fail("the pickle is damaged: an index is not a number")
    }
    return index
  }

  private mutating func count() throws(Failure) {
    made += 1
    guard made <= Self.mostValues else {
      throw fail(
        "the pickle holds more than \(Self.mostValues) values, far more than arrays of events need",
        remedy: "Store each event as NumPy arrays, not as lists of numbers")
    }
  }

  /// Counts bytes derived from others: decoded or converted, each can honestly happen once.
  mutating func countBytes(_ count: Int) throws(Failure) {
    bytesMade += count
    guard bytesMade <= 2 * input.offset + (1 << 20) else { throw usedTwice() }
  }

  /// The refusal of bytes that more than one array claims.
  func usedTwice() -> Failure {
    fail(
      "the pickle uses the bytes of one array twice",
      remedy: "Store each array once, as pickle.dump does")
  }

  // MARK: Containers

  mutating func newList(_ items: [PickleValue]) -> PickleValue {
    sequences.append(items)
    return .list(sequences.count - 1)
  }

  mutating func newTuple(_ items: [PickleValue]) -> PickleValue {
    sequences.append(items)
    return .tuple(sequences.count - 1)
  }

  private mutating func append(_ items: [PickleValue]) throws(Failure) {
    guard case .list(let index) = try top() else {
      throw fail("the pickle is damaged: it adds to something that is no list")
    }
    sequences[index].append(contentsOf: items)
  }

  private mutating func setItems(_ items: [PickleValue]) throws(Failure) {
    guard case .dictionary(let index) = try top(), items.count % 2 == 0 else {
      throw fail("the pickle is damaged: it adds to something that is no dictionary")
    }
    for position in stride(from: 0, to: items.count, by: 2) {
      dictionaries[index].append((items[position], items[position + 1]))
    }
  }

  /// The text of a short string, in either Python's kind.
  func text(_ value: PickleValue) -> String? {
    switch value {
    case .text(let index), .bytes(let index):
      guard let block = blocks[index], block.count < 1 << 16 else { return nil }
      return String(decoding: block.array, as: UTF8.self)
    default: return nil
    }
  }
}
