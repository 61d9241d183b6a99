import Files
import Foundation
import TestSupport
import Testing

@Suite struct SafeTensorsTests {
  private static func writeExample(_ path: String) throws {
    var writer = SafeTensorsWriter(metadata: ["format": "test", "empty": ""])
    writer.add("a", shape: [2, 3], [1, 2, 3, 4, 5, 6.5] as [Float])
    writer.add("ids", shape: [2], [-1, 1 << 40] as [Int64])
    let pieces: [[Float]] = [[7], [8, 9]]
    writer.add("pieces", .float32, shape: [3]) { file throws(Failure) in
      for piece in pieces { try file.append(piece.span.bytes) }
    }
    try writer.write(to: path)
  }

  @Test func `what is written is read`() throws {
    try withFolder { folder in
      let path = folder + "/a.safetensors"
      try Self.writeExample(path)
      let tensors = try SafeTensors(path)
      #expect(tensors.metadata == ["format": "test", "empty": ""])
      #expect(tensors.entries["a"]?.shape == [2, 3])
      #expect(tensors.floats("a") == [1, 2, 3, 4, 5, 6.5])
      #expect(tensors.doubles("a") == [1, 2, 3, 4, 5, 6.5])
      #expect(tensors.integers("ids") == [-1, 1 << 40])
      #expect(tensors.floats("pieces") == [7, 8, 9])
      #expect(tensors.floats("ids") == nil && tensors.integers("a") == nil)
      #expect(tensors.floats("none") == nil)
    }
  }

  @Test func `cut at any length it is refused`() throws {
    try withFolder { folder in
      let path = folder + "/a.safetensors"
      try Self.writeExample(path)
      let whole = try Data(contentsOf: URL(filePath: path))
      for length in 0..<whole.count {
        try? FileManager.default.removeItem(atPath: path)
        try whole.prefix(length).write(to: URL(filePath: path))
        let found = failure { () throws(Failure) in _ = try SafeTensors(path) }
        #expect(found?.status == .badData, "length \(length)")
      }
    }
  }

  @Test func `flipped bytes never trap`() throws {
    try withFolder { folder in
      let path = folder + "/a.safetensors"
      try Self.writeExample(path)
      let whole = try Data(contentsOf: URL(filePath: path))
      for position in whole.indices {
        var flipped = whole
        flipped[position] ^= 1 << UInt8(position % 8)
        try? FileManager.default.removeItem(atPath: path)
        try flipped.write(to: URL(filePath: path))
        guard let tensors = try? SafeTensors(path) else { continue }
        for name in tensors.entries.keys {
          _ = tensors.floats(name)
          _ = tensors.integers(name)
        }
      }
    }
  }

  @Test(arguments: [
    (
      #"{"a":{"dtype":"F32","shape":[4611686018427387904,4],"data_offsets":[0,4]}}"#,
      "tensor 'a' has a wrong shape"
    ),
    (
      #"{"a":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}}"#, "tensor 'a' has a wrong shape"
    ),
    (
      #"{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}"#,
      "tensor 'a' reaches past the end of the file: it is truncated"
    ),
    (
      #"{"a":{"dtype":"F32","shape":[1],"data_offsets":[-4,0]}}"#,
      "tensor 'a' reaches past the end of the file: it is truncated"
    ),
    (
      #"{"a":{"dtype":"X9","shape":[1],"data_offsets":[0,4]}}"#,
      "tensor 'a' has the element type X9, which is not known"
    ),
    ("[1]", "the safetensors header is not valid: the file is damaged"),
  ])
  func `lies in the header are refused`(header: String, what: String) throws {
    try withFolder { folder in
      let path = folder + "/a.safetensors"
      var data = withUnsafeBytes(of: UInt64(header.utf8.count).littleEndian) { Data($0) }
      data.append(Data(header.utf8))
      data.append(Data(count: 4))
      try data.write(to: URL(filePath: path))
      let found = failure { () throws(Failure) in _ = try SafeTensors(path) }
      #expect(
        found?.description == "\(path): \(what). Make the file again or restore it from a copy.")
    }
  }
}
