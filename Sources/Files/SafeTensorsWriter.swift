import FoundationEssentials

/// Collects named tensors and writes them as one safetensors file, whole or not at all.
public struct SafeTensorsWriter {
  /// Texts for `__metadata__`.
  public var metadata: [String: String]
  private var tensors: [Tensor] = []

  private struct Tensor {
    let name: String
    let dtype: SafeTensors.DType
    let shape: [Int]
    let write: (inout GrowingFile) throws(Failure) -> Void
    var size: Int { shape.reduce(dtype.size, *) }
  }

  /// Starts an empty file.
  ///
  /// - Parameter metadata: texts for `__metadata__`.
  public init(metadata: [String: String] = [:]) {
    self.metadata = metadata
  }

  /// Adds a float32 tensor.
  ///
  /// - Parameters:
  ///   - name: its name, unique in the file.
  ///   - shape: length of each axis.
  ///   - values: the numbers in row-major order.
  public mutating func add(_ name: String, shape: [Int], _ values: [Float]) {
    add(name, .float32, shape, values)
  }

  /// Adds a 64-bit integer tensor.
  ///
  /// - Parameters:
  ///   - name: its name, unique in the file.
  ///   - shape: length of each axis.
  ///   - values: the numbers in row-major order.
  public mutating func add(_ name: String, shape: [Int], _ values: [Int64]) {
    add(name, .int64, shape, values)
  }

  private mutating func add<Number: BitwiseCopyable>(
    _ name: String, _ dtype: SafeTensors.DType, _ shape: [Int], _ values: [Number]
  ) {
    precondition(shape.reduce(1, *) == values.count, "\(name): \(values.count) for \(shape)")
    let bytes = unsafe values.withUnsafeBytes { unsafe Data($0) }
    add(name, dtype, shape: shape) { file throws(Failure) in try file.append(bytes) }
  }

  /// Adds a tensor whose bytes are written piece by piece, so that they need not be in memory twice.
  ///
  /// - Parameters:
  ///   - name: its name, unique in the file.
  ///   - dtype: its element type.
  ///   - shape: length of each axis.
  ///   - body: appends exactly the tensor's bytes, in row-major order and little-endian.
  public mutating func add(
    _ name: String, _ dtype: SafeTensors.DType, shape: [Int],
    writing body: @escaping (inout GrowingFile) throws(Failure) -> Void
  ) {
    tensors.append(Tensor(name: name, dtype: dtype, shape: shape, write: body))
  }

  /// Writes the file.
  ///
  /// The data start at a multiple of 64 bytes, so that they can be mapped.
  ///
  /// - Parameter path: the file; its folder must exist.
  /// - Throws: `Failure` when it cannot be written.
  public func write(to path: String) throws(Failure) {
    // Wide numbers first keeps every tensor aligned to its own size.
    let ordered = tensors.sorted { ($0.dtype.size, $1.name) > ($1.dtype.size, $0.name) }
    var header: [String: Value] = [:]
    if !metadata.isEmpty { header["__metadata__"] = .metadata(metadata) }
    var offset = 0
    for tensor in ordered {
      let end = offset + tensor.size
      header[tensor.name] = .tensor(
        .init(dtype: tensor.dtype.rawValue, shape: tensor.shape, data_offsets: [offset, end]))
      offset = end
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    var json: Data
    do {
      json = try encoder.encode(header)
    } catch {
      throw Failure(
        "the header cannot be written", at: path, status: .internalError, cause: "\(error)")
    }
    let padding = (64 - (8 + json.count) % 64) % 64
    json.append(contentsOf: [UInt8](repeating: UInt8(ascii: " "), count: padding))
    let length = UInt64(json.count).littleEndian
    try AtomicFile.write(to: path) { file throws(Failure) in
      try file.append(unsafe withUnsafeBytes(of: length) { unsafe Data($0) })
      try file.append(json)
      for tensor in ordered {
        let start = file.count
        try tensor.write(&file)
        precondition(file.count - start == tensor.size, "\(tensor.name): wrong number of bytes")
      }
    }
  }

  private enum Value: Encodable {
    case tensor(Header)
    case metadata([String: String])

    struct Header: Encodable {
      let dtype: String
      let shape: [Int]
      let data_offsets: [Int]
    }

    func encode(to encoder: any Encoder) throws {
      switch self {
      case .tensor(let tensor): try tensor.encode(to: encoder)
      case .metadata(let texts): try texts.encode(to: encoder)
      }
    }
  }
}
