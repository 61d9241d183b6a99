import Files
import Testing

@Suite struct ByteTextTests {
  @Test(arguments: [
    (0, "0 bytes"), (1, "1 byte"), (999, "999 bytes"), (1000, "1.0 kB"), (1549, "1.5 kB"),
    (99_949, "99.9 kB"), (99_960, "100 kB"), (999_949, "1.0 MB"), (49_000_000, "49.0 MB"),
    (1_234_567_890, "1.2 GB"), (Int.max, "9223 PB"),
  ])
  func isShort(_ count: Int, _ text: String) { #expect(ByteText.of(count) == text) }
}
