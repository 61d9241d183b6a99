/// The element type of a NumPy array: what kind of number, how many bytes, in which byte order.
struct NumPyDType: Equatable, Sendable {
  /// The numbers that can be read; all others are kept by name only.
  enum Kind: Equatable, Sendable {
    case float32, float64, int32, int64
    /// Python objects: the sign of rows that differ in length.
    case object
    /// Anything else, such as texts, complex numbers and records.
    case other
  }

  /// Kind of number.
  let kind: Kind
  /// NumPy's short name without byte order, such as "f8".
  let code: String
  /// Whether the most significant byte comes first.
  var isBigEndian: Bool

  /// Reads NumPy's short name.
  ///
  /// - Parameter name: such as "f8", "<f8" or ">i4".
  init(_ name: String) {
    var code = name
    isBigEndian = false
    if let first = code.first, "<>=|".contains(first) {
      isBigEndian = first == ">"
      code.removeFirst()
    }
    self.code = code
    kind =
      switch code {
      case "f4": .float32
      case "f8", "d", "float64": .float64
      case "i4": .int32
      case "i8": .int64
      case "O8", "O4", "O": .object
      default: .other
      }
  }

  /// Bytes of one number, `nil` where there is none.
  var size: Int? {
    switch kind {
    case .float32, .int32: 4
    case .float64, .int64: 8
    case .object, .other: nil
    }
  }

  /// NumPy's short name with byte order, such as "<f8".
  var name: String { (isBigEndian ? ">" : size == nil ? "" : "<") + code }
}
