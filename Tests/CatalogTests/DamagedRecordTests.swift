import Files
import FoundationEssentials
import TestSupport
import Testing

@testable import Catalog

/// Documents that were cut off or changed on the way, or are of another kind than they should be.
@Suite struct DamagedRecordTests {
  /// Reads a document as the answer to a request for record 102.
  private func read(_ text: Data) throws(Failure) -> Record {
    let json = try RecordDocument.read(text, "page")
    let document = try InvenioDocument(
      RecordDocument(json: json, bytes: text, wasRedirected: true), id: "102",
      site: "https://zenodo.org")
    let record = document.record(try document.files(server: "https://zenodo.org"))
    _ = try? CERNDocument(
      RecordDocument(json: json, bytes: text, wasRedirected: false), number: "102", page: "page"
    ).record(server: "https://opendata.cern.ch")
    return record
  }

  private static let documents = [FakeZenodo.own(102), FakeZenodo.older(102)]

  @Test(arguments: documents)
  func isRefusedWhereverItIsCutOff(_ text: String) {
    let bytes = Data(text.utf8)
    for length in 0..<(bytes.count - 1) {
      let problem = failure { () throws(Failure) in _ = try read(bytes.prefix(length)) }
      #expect(
        problem?.what == "what the server sends of the record is damaged or cut off",
        "cut off after \(length) bytes")
    }
  }

  /// Every value in turn becomes one of another kind: there is a record or a sentence.
  @Test(arguments: documents)
  func survivesValuesOfOtherKinds(_ text: String) throws {
    let values = ["null", "[]", "{}", "-1", "1e308", "\"x\"", "[[\"x\"]]", "true", "{\"id\":{}}"]
    let json = try JSONDecoder().decode(JSONNode.self, from: Data(text.utf8))
    var outcomes = (records: 0, refusals: 0)
    for place in 0..<json.count {
      for value in values {
        var next = place
        let changed = json.written { () -> String? in
          defer { next -= 1 }
          return next == 0 ? value : nil
        }
        if failure({ () throws(Failure) in _ = try read(Data(changed.utf8)) }) == nil {
          outcomes.records += 1
        } else {
          outcomes.refusals += 1
        }
      }
    }
    #expect(outcomes.records > 0)
    #expect(outcomes.refusals > 0)
  }

  @Test(arguments: documents)
  func survivesChangedBytes(_ text: String) {
    var random = SplitMix64(state: 1)
    let bytes = Data(text.utf8)
    for _ in 0..<2000 {
      var changed = bytes
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        changed[Int.random(in: changed.indices, using: &random)] = UInt8.random(
          in: 0...255, using: &random)
      }
      let problem = failure { () throws(Failure) in _ = try read(changed) }
      #expect(problem?.description.isEmpty != true)
    }
  }

  @Test func refusesValuesThatAreNestedTooDeeply() {
    for (start, end) in [("[", "]"), ("{\"a\":", "}")] {
      let text =
        String(repeating: start, count: 100_000) + "1" + String(repeating: end, count: 100_000)
      #expect(failure { () throws(Failure) in _ = try read(Data(text.utf8)) } != nil)
    }
  }
}

extension JSONNode {
  /// How many values there are, those within others as well.
  fileprivate var count: Int {
    1 + items.map(\.count).reduce(0, +) + members.values.map(\.count).reduce(0, +)
  }

  /// The text, with some values replaced; the order of the values is always the same.
  fileprivate func written(_ replacement: () -> String?) -> String {
    if let text = replacement() { return text }
    switch self {
    case .null: return "null"
    case .bool(let flag): return "\(flag)"
    case .integer(let number): return "\(number)"
    case .number(let number): return "\(number)"
    case .text(let text): return "\"\(text)\""
    case .list(let items):
      return "[" + items.map { $0.written(replacement) }.joined(separator: ",") + "]"
    case .object(let members):
      let pairs = members.sorted { $0.key < $1.key }
      return "{"
        + pairs.map { "\"\($0.key)\":\($0.value.written(replacement))" }.joined(separator: ",")
        + "}"
    }
  }
}
