import Experiment
import Testing

@Suite struct EventSelectionTests {
  @Test(arguments: [
    ("all", [0, 1, 2, 3, 4, 5]), ("0", [0]), ("1-3", [1, 2, 3]), ("4,0-1,1", [0, 1, 4]),
    ("3-100", [3, 4, 5]), ("7", []), ("0-9223372036854775807", [0, 1, 2, 3, 4, 5]),
  ])
  func numbers(_ text: String, _ chosen: [Int]) throws {
    let selection = try #require(EventSelection(text))
    #expect(selection.numbers(of: 6) == chosen)
    #expect(EventSelection(selection.text) == selection)
  }

  @Test(arguments: ["", "a", "3-1", "-1", "1-", "1,,2", "1-2-3", "0-99999999999999999999", "١"])
  func wrong(_ text: String) { #expect(EventSelection(text) == nil) }

  @Test func theFirstOnes() {
    #expect(EventSelection.first(2).numbers(of: 5) == [0, 1])
    #expect(EventSelection.first(9).numbers(of: 2) == [0, 1])
    #expect(EventSelection.first(50).text == "0-49")
  }
}
