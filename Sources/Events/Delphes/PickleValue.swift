/// A value on the pickle machine's stack.
///
/// Containers are indices into the reader's lists, not references: a pickle nested a million times
/// deep then frees without recursion, and one that contains itself does not leak.
enum PickleValue {
  case none
  case bool(Bool)
  case integer(Int)
  /// A whole number too large for `Int`; its digits are of no use here.
  case wideInteger
  case real(Double)
  /// UTF-8 text: index into `blocks`.
  case text(Int)
  /// Bytes, a bytearray or a Python 2 string: index into `blocks`.
  case bytes(Int)
  /// Index into `sequences`.
  case list(Int)
  /// Index into `sequences`.
  case tuple(Int)
  /// Index into `dictionaries`.
  case dictionary(Int)
  case callable(PickleCallable)
  /// Index into `dtypes`.
  case dtype(Int)
  /// Index into `arrays`.
  case array(Int)

  /// What it is, with its article, for messages.
  var description: String {
    switch self {
    case .none: "None"
    case .bool: "a truth value"
    case .integer, .wideInteger: "a whole number"
    case .real: "a number"
    case .text: "a text"
    case .bytes: "a byte string"
    case .list: "a list"
    case .tuple: "a tuple"
    case .dictionary: "a dictionary"
    case .callable: "a function"
    case .dtype: "an element type"
    case .array: "an array"
    }
  }

  /// Whether Python would count it as true; only flags need it.
  var isTrue: Bool {
    switch self {
    case .bool(let value): value
    case .integer(let value): value != 0
    default: false
    }
  }
}

/// The only names a pickle of events may refer to.
///
/// None of them is ever run: they are recognised, and what they would rebuild is rebuilt here.
enum PickleCallable {
  case reconstruct, ndarray, dtype, scalar, fromBuffer, encode, bytes, bytearray

  /// Recognises a name.
  ///
  /// - Parameters:
  ///   - module: the Python module, numpy 1 or numpy 2, Python 2 or Python 3.
  ///   - name: the name in it.
  init?(module: String, name: String) {
    switch (module, name) {
    case ("numpy.core.multiarray", "_reconstruct"), ("numpy._core.multiarray", "_reconstruct"):
      self = .reconstruct
    case ("numpy.core.multiarray", "scalar"), ("numpy._core.multiarray", "scalar"): self = .scalar
    case ("numpy.core.numeric", "_frombuffer"), ("numpy._core.numeric", "_frombuffer"):
      self = .fromBuffer
    case ("numpy", "ndarray"): self = .ndarray
    case ("numpy", "dtype"): self = .dtype
    case ("_codecs", "encode"): self = .encode
    // Python 3 writes empty bytes this way in protocols 0 to 2, and bytearrays up to 4.
    case ("builtins", "bytes"), ("__builtin__", "bytes"): self = .bytes
    case ("builtins", "bytearray"), ("__builtin__", "bytearray"): self = .bytearray
    default: return nil
    }
  }
}
