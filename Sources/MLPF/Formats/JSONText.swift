import Files
import FoundationEssentials

/// JSON inside the metadata of safetensors files.
enum JSONText {
  /// A value as JSON text with sorted keys.
  static func encode(_ value: some Encodable, at path: String) throws(Failure) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    do {
      return String(decoding: try encoder.encode(value), as: UTF8.self)
    } catch {
      throw Failure(
        "the metadata cannot be written", at: path, status: .internalError, cause: "\(error)")
    }
  }

  /// The value of a JSON text.
  static func decode<Value: Decodable>(
    _ type: Value.Type, _ text: String, at path: String
  ) throws(Failure) -> Value {
    do {
      return try JSONDecoder().decode(type, from: Data(text.utf8))
    } catch {
      throw Failure(
        "the metadata is damaged", at: path, remedy: "Make the file again or restore a copy",
        status: .badData, cause: "\(error)")
    }
  }
}
