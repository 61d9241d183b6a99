import Testing

@testable import fairmlpf

/// The sequences are those of xterm's manual (ctlseqs) and ECMA-48.
@Suite struct PromptKeyTests {
  private func keys(_ text: String) -> [Key] { keys(Array(text.utf8)) }

  private func keys(_ bytes: [UInt8]) -> [Key] {
    var decoder = KeyDecoder()
    var keys = bytes.compactMap { decoder.key(after: $0) }
    if let last = decoder.keyAfterPause() { keys.append(last) }
    return keys
  }

  @Test(
    arguments: [
      ("\u{1B}[A", .up), ("\u{1B}[B", .down), ("\u{1B}[C", .right), ("\u{1B}[D", .left),
      ("\u{1B}OA", .up), ("\u{1B}OD", .left), ("\u{1B}[1;5D", .left), ("\u{1B}[H", .home),
      ("\u{1B}[F", .end), ("\u{1B}OH", .home), ("\u{1B}[1~", .home), ("\u{1B}[7~", .home),
      ("\u{1B}[4~", .end), ("\u{1B}[8~", .end), ("\u{1B}[3~", .delete), ("\u{1B}[3;2~", .delete),
      ("\u{1B}[5~", .pageUp), ("\u{1B}[6~", .pageDown), ("\u{1B}OM", .enter), ("\r", .enter),
      ("\n", .enter), ("\u{7F}", .backspace), ("\u{8}", .backspace), ("\t", .tab), ("\u{1}", .home),
      ("\u{5}", .end), ("\u{15}", .deleteToStart), ("\u{B}", .deleteToEnd), ("\u{17}", .deleteWord),
      ("\u{3}", .interrupt), ("\u{4}", .endOfInput), ("\u{1A}", .suspend), ("\u{C}", .redraw),
      ("\u{1B}", .escape), ("\u{1B}\u{1B}[A", .up), ("\u{1B}[\u{3}", .interrupt),
      ("ü", .text("ü")), ("日", .text("日")), ("\u{1F600}", .text("\u{1F600}")), (" ", .text(" ")),
    ] as [(String, Key)]) func oneKey(_ text: String, _ key: Key)
  { #expect(keys(text) == [key]) }

  @Test func nothingForWhatIsUnknown() {
    #expect(keys("\u{1B}[15~\u{1B}[?1;2c\u{1B}OP\u{1B}b\0\u{1C}\u{1B}[Z") == [])
    #expect(keys("\u{1B}[" + String(repeating: "1;", count: 1000) + "Ax") == [.up, .text("x")])
  }

  /// The table of ill-formed sequences of the Unicode Standard, 3.9.
  @Test func nothingForWhatIsNoUTF8() {
    #expect(keys([0x61, 0xC0, 0x80, 0x62]) == [.text("a"), .text("b")])
    #expect(keys([0xE2, 0x82, 0x61]) == [.text("a")])
    #expect(keys([0xED, 0xA0, 0x80, 0x61]) == [.text("a")])
    #expect(keys([0xF5, 0xFF, 0x80, 0x61]) == [.text("a")])
    #expect(keys([0xC3, 0xC3, 0xA9]) == [.text("é")])
  }

  @Test func pastes() {
    #expect(
      keys("a\u{1B}[200~b\r\nc\u{3}\u{1B}[A\u{1B}[201~\r")
        == [.text("a"), .pasted("b\r\nc\u{3}\u{1B}[A"), .enter])
    #expect(keys("\u{1B}[200~\u{1B}[201~") == [.pasted("")])
    // An endless one ends all the same.
    let long = keys("\u{1B}[200~" + String(repeating: "x", count: 100_000) + "\u{1B}[201~y")
    #expect(long.count == 2 && long.last == .text("y"))
    #expect(long.first == .pasted(String(repeating: "x", count: 65_531)))
  }

  @Test func anyBytes() {
    var state: UInt64 = 1
    var decoder = KeyDecoder()
    for _ in 0..<100_000 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      _ = decoder.key(after: UInt8(truncatingIfNeeded: state >> 56))
    }
    for byte in "\u{1B}[201~".utf8 { _ = decoder.key(after: byte) }
    #expect(decoder.key(after: UInt8(ascii: "x")) == .text("x"))
  }
}
