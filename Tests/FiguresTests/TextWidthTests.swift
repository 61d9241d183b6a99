import Testing

@testable import Figures

@Suite struct TextWidthTests {
  @Test func `ten digits are as wide as DejaVu Sans makes them`() {
    // Measured with FreeType: ten digits of DejaVu Sans take 6.36 em.
    let expected = 6.36 * 7 * 2.54 / 72
    #expect(abs(TextWidth.centimetres("0123456789", size: 7) / expected - 1) < 0.02)
  }

  @Test func `a long text is wrapped, then cut`() {
    let text = "one two three four five six seven eight nine ten"
    #expect(TextWidth.wrap(text, width: 100, size: 7, limit: 2) == [text])
    let width = TextWidth.centimetres("five six seven …", size: 7)
    #expect(
      TextWidth.wrap(text, width: width, size: 7, limit: 2)
        == ["one two three", "four five six …"])
    #expect(
      TextWidth.wrap(text, width: width, size: 7, limit: 4)
        == ["one two three", "four five six", "seven eight", "nine ten"])
    #expect(TextWidth.wrap("", width: 3, size: 7, limit: 2) == [])
  }

  @Test func `a word that is too long loses its end`() {
    let cut = TextWidth.cut(String(repeating: "n", count: 1000), width: 1, size: 7)
    #expect(cut.hasSuffix("n…"))
    #expect(TextWidth.centimetres(cut, size: 7) <= 1)
  }
}
