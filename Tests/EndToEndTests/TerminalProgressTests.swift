import Testing

@testable import fairmlpf

@Suite struct TerminalProgressTests {
  @Test(arguments: [
    (0, 0, 0.0, "0 bytes"), (5, 10, 0, "5 bytes/10 bytes  50%"),
    (1_000_000, 3_000_000, 500_000, "1.0 MB/3.0 MB  33%  500 kB/s  4 s left"),
    (3_000_000, 3_000_000, 500_000, "3.0 MB/3.0 MB  100%  500 kB/s"),
    // A file that starts again: less is there than before, and nobody can say how long it will take.
    (5, 10, -3, "5 bytes/10 bytes  50%"),
    // All at once, by a clock that has not moved.
    (1, 2, .infinity, "1 byte/2 bytes  50%  1.0 PB/s  0 s left"),
  ])
  func saysWhatCanBeSaid(_ done: Int, _ total: Int, _ rate: Double, _ expected: String) {
    #expect(TerminalProgress.line(done, total, TerminalProgress.bytes, rate, "") == expected)
  }
}
