public import Files
public import FoundationEssentials

extension EvaluationResult {
  /// The result as JSON text: keys sorted, lists of numbers on one line, undefined numbers `null`.
  ///
  /// The same result always gives the same text.
  /// - Returns: UTF-8 text that ends with a newline.
  /// - Throws: `Failure` if encoding fails, a mistake of the program.
  public func json() throws(Failure) -> String {
    let encoder = JSONEncoder()
    encoder.keyEncodingStrategy = .convertToSnakeCase
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    do {
      let text = try encoder.encode(self)
      return String(decoding: Self.joiningNumberLists(Array(text)), as: UTF8.self) + "\n"
    } catch {
      throw Failure(
        "the evaluation cannot be written as JSON", status: .internalError, cause: "\(error)")
    }
  }

  /// Reads the text that `json()` writes.
  ///
  /// - Parameters:
  ///   - json: the text.
  ///   - place: where it is from, for the message.
  /// - Throws: `Failure` if it is something else, or of another version.
  public init(json: Data, at place: String) throws(Failure) {
    let remedy = "Run fairmlpf evaluate again"
    do {
      let decoder = JSONDecoder()
      decoder.keyDecodingStrategy = .convertFromSnakeCase
      self = try decoder.decode(EvaluationResult.self, from: json)
    } catch {
      throw Failure(
        "this is not the result of an evaluation", at: place, remedy: remedy, status: .badData,
        cause: "\(error)")
    }
    guard schema == Self.currentSchema else {
      throw Failure(
        "the layout has version \(schema), this program reads version \(Self.currentSchema)",
        at: place, remedy: remedy, status: .badData)
    }
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
