import Events
import Testing

@Suite struct NaturalOrderTests {
  @Test func `numbers are ordered by value`() {
    let names = ["f_0_10", "f_0_2", "f_10_0", "f_2_0", "f_0_0", "f", "g_1", "f_0_2b", "f_00_2"]
    #expect(
      NaturalOrder.sorted(names) == [
        "f", "f_0_0", "f_00_2", "f_0_2", "f_0_2b", "f_0_10", "f_2_0", "f_10_0", "g_1",
      ])
  }

  @Test func `numbers may be longer than any integer`() {
    let long = String(repeating: "9", count: 40)
    #expect(NaturalOrder.sorted(["a1" + long, "a" + long]) == ["a" + long, "a1" + long])
  }

  @Test func `it is a strict order`() {
    let names = ["a", "a1", "a01", "a001b", "a1b", "", "1", "01", "b10", "b9", "é2", "é10"]
    for left in names {
      #expect(!NaturalOrder.precedes(left, left))
      for right in names where left != right {
        #expect(NaturalOrder.precedes(left, right) != NaturalOrder.precedes(right, left))
      }
    }
  }
}
