import Foundation
import Testing

/// A call of the command cookiecutter and what it did.
///
/// Recorded with cookiecutter 2.7.1 and Jinja2 3.1.6 under Python 3.11; `$CWD` and `$HOME` stand for
/// the folders of the call.
struct CookiecutterCase: Decodable, Sendable, CustomTestStringConvertible {
  /// A file that is there before.
  enum Given: Decodable {
    case text(String)
    case bytes(Data)
    case link(String)

    private enum Key: CodingKey { case b64, link }

    init(from decoder: any Decoder) throws {
      if let text = try? decoder.singleValueContainer().decode(String.self) {
        self = .text(text)
        return
      }
      let values = try decoder.container(keyedBy: Key.self)
      if let link = try values.decodeIfPresent(String.self, forKey: .link) {
        self = .link(link)
      } else {
        self = .bytes(try values.decode(Data.self, forKey: .b64))
      }
    }
  }

  /// A file that is there afterwards, or a folder if it has no text.
  struct Written: Decodable {
    let mode: String?
    let text: String?
  }

  let name: String
  let files: [String: Given]?
  let args: [String]
  let stdin: String?
  /// Calls that prepare it; one that starts with `!` is of another program.
  let pre: [[String]]?
  /// The exit code.
  let rc: Int32
  let written: [String: Written]?
  /// The saved answers by the name of their file.
  let replay: [String: Answers]?

  /// Saved answers, which are JSON of any kind.
  struct Answers: Decodable {
    let text: String

    init(from decoder: any Decoder) throws {
      text = try JSONText(from: decoder).text
    }
  }

  var testDescription: String { name }

  /// All of them.
  static let all: [CookiecutterCase] = {
    do {
      let url = Bundle.module.url(
        forResource: "Fixtures/cookiecutter-cases", withExtension: "json")
      return try JSONDecoder().decode(
        [CookiecutterCase].self, from: Data(contentsOf: try #require(url)))
    } catch {
      Issue.record("Fixtures/cookiecutter-cases.json: \(error)")
      return []
    }
  }()
}

/// JSON in one spelling, names sorted, so that two texts are equal if they mean the same.
struct JSONText: Decodable {
  let text: String

  private struct Name: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }
    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  init(from decoder: any Decoder) throws {
    if let object = try? decoder.container(keyedBy: Name.self) {
      let members = try object.allKeys.sorted { $0.stringValue < $1.stringValue }.map {
        "\($0.stringValue.debugDescription): \(try object.decode(JSONText.self, forKey: $0).text)"
      }
      text = "{\(members.joined(separator: ", "))}"
    } else if var list = try? decoder.unkeyedContainer() {
      var items: [String] = []
      while !list.isAtEnd { items.append(try list.decode(JSONText.self).text) }
      text = "[\(items.joined(separator: ", "))]"
    } else {
      let value = try decoder.singleValueContainer()
      if value.decodeNil() {
        text = "null"
      } else if let flag = try? value.decode(Bool.self) {
        text = "\(flag)"
      } else if let number = try? value.decode(Double.self) {
        text = "\(number)"
      } else {
        text = try value.decode(String.self).debugDescription
      }
    }
  }
}
