import Testing

@testable import Files

@Suite struct ResultJSONTests {
  @Test func listsOfNumbersAreOneLine() {
    let text = #"{ "a [1,\n 2]\"" : [\#n  1,\#n  null\#n ],\#n "b" : [\#n {} ] }"#
    let joined = ResultJSON.joiningNumberLists(Array(text.utf8))
    #expect(
      String(decoding: joined, as: UTF8.self)
        == #"{ "a [1,\n 2]\"" : [1, null],\#n "b" : [\#n {} ] }"#)
  }

  @Test func keysAreSortedAndInSnakeCase() throws {
    let text = try ResultJSON.encode(["someKey": 1, "another": 2], at: "x.json")
    #expect(text == "{\n  \"another\" : 2,\n  \"someKey\" : 1\n}\n")
    struct Value: Codable, Equatable { var someKey: Int }
    let value = try ResultJSON.encode(Value(someKey: 1), at: "x.json")
    #expect(value == "{\n  \"some_key\" : 1\n}\n")
  }
}
