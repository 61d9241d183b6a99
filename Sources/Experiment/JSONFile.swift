import Files
import FoundationEssentials

/// JSON as it is in result files: sorted keys, indented, snake_case names.
///
/// JSON inside the metadata of safetensors files has camelCase names; `MLPF` writes it.
enum JSONFile {
  /// A value as the bytes of a JSON file.
  ///
  /// - Parameters:
  ///   - value: the value.
  ///   - path: the file it is meant for, for messages.
  /// - Returns: the bytes, with a final line end.
  /// - Throws: `Failure` with status `internalError` if the value cannot be written as JSON.
  static func encode(_ value: some Encodable, at path: String) throws(Failure) -> Data {
    let encoder = JSONEncoder()
    encoder.keyEncodingStrategy = .convertToSnakeCase
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    do {
      return try encoder.encode(value) + Data("\n".utf8)
    } catch {
      throw Failure(
        "the results cannot be written as JSON", at: path, status: .internalError,
        cause: "\(error)")
    }
  }
}
