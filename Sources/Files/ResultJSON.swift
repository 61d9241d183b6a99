public import FoundationEssentials

/// JSON as it is in result files: keys sorted and in snake_case, indented, lists of numbers on one line.
///
/// JSON inside the metadata of safetensors files has camelCase names; `MLPF` writes it.
public enum ResultJSON {
  /// A value as the text of a JSON file; the same value always gives the same text.
  ///
  /// - Parameters:
  ///   - value: the value.
  ///   - place: the file it is meant for, for messages.
  /// - Returns: UTF-8 text that ends with a line end.
  /// - Throws: `Failure` with status `internalError` if the value cannot be written as JSON.
  public static func encode(_ value: some Encodable, at place: String) throws(Failure) -> String {
    let encoder = JSONEncoder()
    encoder.keyEncodingStrategy = .convertToSnakeCase
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    do {
      let text = try encoder.encode(value)
      return String(decoding: joiningNumberLists(Array(text)), as: UTF8.self) + "\n"
    } catch {
      throw Failure(
        "the results cannot be written as JSON", at: place, status: .internalError,
        cause: "\(error)")
    }
  }

  /// Reads a value that `encode` wrote.
  ///
  /// - Parameters:
  ///   - json: the text.
  ///   - place: where it is from, for messages.
  ///   - what: what it should be: "the summary of a training".
  ///   - remedy: what to do if it is something else.
  /// - Returns: the value.
  /// - Throws: `Failure` with status `badData` if it is something else.
  public static func decode<Value: Decodable>(
    _ json: Data, at place: String, what: String, remedy: String
  ) throws(Failure) -> Value {
    do {
      let decoder = JSONDecoder()
      decoder.keyDecodingStrategy = .convertFromSnakeCase
      return try decoder.decode(Value.self, from: json)
    } catch {
      throw Failure(
        "this is not \(what)", at: place, remedy: remedy, status: .badData, cause: "\(error)")
    }
  }

  /// Reads a result that `encode` wrote, of the version that this program knows.
  ///
  /// - Parameters:
  ///   - type: what is read.
  ///   - json: the text.
  ///   - place: where it is from, for messages.
  ///   - what: what it should be: "the result of an evaluation".
  ///   - remedy: what to do if it is something else.
  /// - Returns: the result.
  /// - Throws: `Failure` with status `badData` if it is something else, or of another version.
  public static func decode<Result: VersionedResult>(
    _ type: Result.Type, _ json: Data, at place: String, what: String, remedy: String
  ) throws(Failure) -> Result {
    let result: Result = try decode(json, at: place, what: what, remedy: remedy)
    guard result.schema == Result.currentSchema else {
      throw Failure(
        "the layout has version \(result.schema), this program reads version "
          + "\(Result.currentSchema)", at: place, remedy: remedy, status: .badData)
    }
    return result
  }

  /// Puts every list that holds neither lists, objects nor strings on one line.
  static func joiningNumberLists(_ text: [UInt8]) -> [UInt8] {
    var joined: [UInt8] = []
    joined.reserveCapacity(text.count)
    var inString = false
    var index = 0
    while index < text.count {
      let byte = text[index]
      if inString {
        if byte == UInt8(ascii: "\\"), index + 1 < text.count {
          joined.append(byte)
          index += 1
        } else if byte == UInt8(ascii: "\"") {
          inString = false
        }
      } else if byte == UInt8(ascii: "\"") {
        inString = true
      } else if byte == UInt8(ascii: "["), let end = endOfNumberList(text, from: index) {
        for part in text[index...end] where part != UInt8(ascii: " ") && part != UInt8(ascii: "\n")
        {
          joined.append(part)
          if part == UInt8(ascii: ",") { joined.append(UInt8(ascii: " ")) }
        }
        index = end + 1
        continue
      }
      joined.append(text[index])
      index += 1
    }
    return joined
  }

  /// The closing bracket of a list of numbers; `nil` if there is anything else in it.
  private static func endOfNumberList(_ text: [UInt8], from start: Int) -> Int? {
    for index in text.indices[(start + 1)...] {
      switch text[index] {
      case UInt8(ascii: "]"): return index
      case UInt8(ascii: "["), UInt8(ascii: "{"), UInt8(ascii: "\""): return nil
      default: continue
      }
    }
    return nil
  }
}
