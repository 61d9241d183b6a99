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

  /// Adds a tensor that `fill` gives its numbers.
  ///
  /// - Parameters:
  ///   - name: its name, unique in the file.
  ///   - dtype: its element type.
  ///   - shape: length of each axis.
  public mutating func reserve(_ name: String, _ dtype: SafeTensors.DType, shape: [Int]) {
    add(name, dtype, shape: shape) { _ in }
  }

  /// Writes the file.
  ///
  /// The data start at a multiple of 64 bytes, so that they can be mapped.
  ///
  /// - Parameter path: the file; its folder must exist.
  /// - Throws: `Failure` when it cannot be written.
  public func write(to path: String) throws(Failure) {
    let (header, ordered) = try layout(path)
    try AtomicFile.write(to: path) { file throws(Failure) in
      try file.append(header)
      for tensor in ordered {
        let start = file.count
        try tensor.write(&file)
        precondition(file.count - start == tensor.size, "\(tensor.name): wrong number of bytes")
      }
    }
  }

  /// Writes the file and lets `body` give reserved tensors their numbers in any order.
  ///
  /// - Parameters:
  ///   - path: the file; its folder must exist.
  ///   - body: writes the numbers; what it leaves out is 0. When it throws, nothing is left behind.
  /// - Throws: `Failure` from `body`, or when the file cannot be written.
  public func fill(_ path: String, _ body: (PlacedTensors) throws(Failure) -> Void) throws(Failure)
  {
    let (header, ordered) = try layout(path)
    var (starts, offset): ([String: Int], Int) = ([:], header.count)
    for tensor in ordered {
      starts[tensor.name] = offset
      offset += tensor.size
    }
    try AtomicFile.fill(path, size: offset) { file throws(Failure) in
      try file.write(header.bytes, at: 0)
      try body(PlacedTensors(file: file, starts: starts))
    }
  }

  /// The bytes before the data, and the tensors in the order of their data.
  private func layout(_ path: String) throws(Failure) -> (header: Data, ordered: [Tensor]) {
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
    unsafe json.insert(contentsOf: withUnsafeBytes(of: length) { unsafe Data($0) }, at: 0)
    return (json, ordered)
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

/// Reserved tensors of a file that `SafeTensorsWriter.fill` writes.
public struct PlacedTensors: Sendable {
  let file: PlacedFile
  let starts: [String: Int]

  /// Writes some numbers of a tensor.
  ///
  /// - Parameters:
  ///   - name: a reserved tensor.
  ///   - values: numbers of its element type, in row-major order.
  ///   - first: how many numbers of the tensor come before them.
  /// - Throws: `Failure` when the disk refuses them.
  public func write<Number: BitwiseCopyable>(
    _ name: String, _ values: [Number], at first: Int
  ) throws(Failure) {
    guard let start = starts[name] else { preconditionFailure("no tensor \(name)") }
    try unsafe file.write(values.span.bytes, at: start + first * MemoryLayout<Number>.stride)
  }
}
