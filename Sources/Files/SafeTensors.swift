import FoundationEssentials

/// A safetensors file opened for reading: names, shapes and bytes of tensors, without a copy.
///
/// The format (huggingface.co/docs/safetensors): 8 bytes little-endian header length, a JSON header
/// `{"name": {"dtype", "shape", "data_offsets"}, "__metadata__": {text: text}}`, then the data.
public struct SafeTensors: Sendable {
  /// Element type of a tensor; only those the project uses.
  public enum DType: String, Sendable, Codable {
    /// IEEE single precision.
    case float32 = "F32"
    /// IEEE double precision.
    case float64 = "F64"
    /// 64-bit signed whole numbers.
    case int64 = "I64"
    /// 32-bit signed whole numbers.
    case int32 = "I32"
    /// Bytes, for booleans and masks of other programs.
    case uint8 = "U8"
    /// Truth values, a byte each.
    case bool = "BOOL"

    /// Size of one number in bytes.
    public var size: Int {
      switch self {
      case .float64, .int64: 8
      case .float32, .int32: 4
      case .uint8, .bool: 1
      }
    }
  }

  /// What the header says of one tensor.
  public struct Entry: Sendable, Equatable {
    /// Element type.
    public let dtype: DType
    /// Length of each axis.
    public let shape: [Int]
    /// Where its bytes lie in the whole file.
    public let byteRange: Range<Int>
    /// Number of elements.
    public var count: Int { shape.reduce(1, *) }
  }

  /// The mapped file.
  public let file: MappedFile
  /// The tensors by name.
  public let entries: [String: Entry]
  /// The texts under `__metadata__`.
  public let metadata: [String: String]

  /// Opens and checks a file; afterwards every entry is known to lie inside it.
  ///
  /// - Parameter path: an existing safetensors file.
  /// - Throws: `Failure` with status `badData` when the file is damaged or of another format.
  public init(_ path: String) throws(Failure) {
    file = try MappedFile(path)
    func damaged(_ what: String) -> Failure {
      Failure(
        what, at: path, remedy: "Make the file again or restore it from a copy", status: .badData)
    }
    guard file.count >= 8 else { throw damaged("the file is too short for a safetensors header") }
    let length = UInt64(littleEndian: unsafe file.unsafeBytes.loadUnaligned(as: UInt64.self))
    guard length <= UInt64(file.count - 8), length <= 100_000_000 else {
      throw damaged("the safetensors header is longer than the file: it is truncated or damaged")
    }
    let start = 8 + Int(length)
    let json = unsafe Data(file.unsafeBytes[8..<start])
    let header: [String: Header]
    do {
      header = try JSONDecoder().decode([String: Header].self, from: json)
    } catch {
      throw damaged("the safetensors header is not valid: the file is damaged")
    }
    var entries: [String: Entry] = [:]
    var metadata: [String: String] = [:]
    for (name, value) in header {
      switch value {
      case .metadata(let texts):
        guard name == "__metadata__" else { throw damaged("tensor '\(name)' has no shape") }
        metadata = texts
      case .tensor(let tensor):
        guard let dtype = DType(rawValue: tensor.dtype) else {
          throw damaged("tensor '\(name)' has the element type \(tensor.dtype), which is not known")
        }
        var count = dtype.size
        for length in tensor.shape {
          let (product, overflow) = count.multipliedReportingOverflow(by: length)
          guard length >= 0, !overflow else { throw damaged("tensor '\(name)' has a wrong shape") }
          count = product
        }
        guard tensor.data_offsets.count == 2, tensor.data_offsets[0] >= 0,
          tensor.data_offsets[0] <= tensor.data_offsets[1],
          tensor.data_offsets[1] <= file.count - start,
          tensor.data_offsets[1] - tensor.data_offsets[0] == count
        else {
          throw damaged("tensor '\(name)' reaches past the end of the file: it is truncated")
        }
        let range = start + tensor.data_offsets[0]..<start + tensor.data_offsets[1]
        entries[name] = Entry(dtype: dtype, shape: tensor.shape, byteRange: range)
      }
    }
    self.entries = entries
    self.metadata = metadata
  }

  /// All numbers of a float32 or float64 tensor as `Float`.
  ///
  /// - Parameter name: a key of `entries`.
  /// - Returns: the numbers in row-major order, or `nil` if there is no such tensor of floats.
  public func floats(_ name: String) -> [Float]? {
    guard let entry = entries[name] else { return nil }
    switch entry.dtype {
    case .float32: return numbers(entry)
    case .float64:
      let wide: [Double] = numbers(entry)
      return wide.map { Float($0) }
    default: return nil
    }
  }

  /// All numbers of a float32 or float64 tensor as `Double`.
  ///
  /// - Parameter name: a key of `entries`.
  /// - Returns: the numbers in row-major order, or `nil` if there is no such tensor of floats.
  public func doubles(_ name: String) -> [Double]? {
    guard let entry = entries[name] else { return nil }
    switch entry.dtype {
    case .float64: return numbers(entry)
    case .float32:
      let narrow: [Float] = numbers(entry)
      return narrow.map { Double($0) }
    default: return nil
    }
  }

  /// All numbers of an integer or boolean tensor as `Int`.
  ///
  /// - Parameter name: a key of `entries`.
  /// - Returns: the numbers in row-major order, or `nil` if there is no such tensor of integers.
  public func integers(_ name: String) -> [Int]? {
    guard let entry = entries[name] else { return nil }
    switch entry.dtype {
    case .int64:
      let values: [Int64] = numbers(entry)
      return values.map { Int($0) }
    case .int32:
      let values: [Int32] = numbers(entry)
      return values.map { Int($0) }
    case .uint8, .bool:
      let values: [UInt8] = numbers(entry)
      return values.map { Int($0) }
    default: return nil
    }
  }

  private func numbers<Number: BitwiseCopyable>(_ entry: Entry) -> [Number] {
    unsafe [Number](unsafeUninitializedCapacity: entry.count) { buffer, count in
      unsafe UnsafeMutableRawBufferPointer(buffer).copyMemory(
        from: UnsafeRawBufferPointer(rebasing: file.unsafeBytes[entry.byteRange]))
      count = entry.count
    }
  }

  /// The two kinds of values of the JSON header.
  private enum Header: Decodable {
    case tensor(Tensor)
    case metadata([String: String])

    struct Tensor: Decodable {
      let dtype: String
      let shape: [Int]
      let data_offsets: [Int]
    }

    init(from decoder: any Decoder) throws {
      if let tensor = try? Tensor(from: decoder) {
        self = .tensor(tensor)
      } else {
        self = .metadata(try [String: String](from: decoder))
      }
    }
  }
}
