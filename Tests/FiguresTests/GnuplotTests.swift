import Files
import Foundation
import TestSupport
import Testing

@testable import Figures

/// What becomes of the files, with programs in gnuplot's place.
@Suite struct GnuplotTests {
  private static let endings = ["csv", "gp", "pdf", "png", "svg"]

  private func figure(_ title: String = "One") -> Figure {
    Figure(
      name: "one", title: title,
      panels: [
        Panel(
          x: PlotAxis("x"), y: PlotAxis("y"),
          content: .series([Series("", .network, .points([.init(1, 2), .init(3, 4)]))]))
      ])
  }

  private func draw(
    _ figures: [Figure], _ folder: String, _ gnuplot: FakeGnuplot?, limit: Duration = .seconds(60),
    shouldStop: @Sendable () -> Bool = { false }
  ) throws(Failure) -> [Gnuplot.Outcome] {
    try Gnuplot.draw(
      figures, into: folder, workers: 2, progress: SilentProgress(),
      searchPath: gnuplot?.folder ?? "", limit: limit, shouldStop: shouldStop)
  }

  private func names(_ folder: String) throws -> [String] {
    try FolderContents.names(folder).filter { $0 != "calls" }.sorted()
  }

  private func lines(_ path: String) -> Int {
    String(decoding: FileManager.default.contents(atPath: path) ?? Data(), as: UTF8.self)
      .split(separator: "\n").count
  }

  @Test func `what is there already is not drawn again`() throws {
    try withFolder { folder in
      let gnuplot = try FakeGnuplot.drawing(folder + "/calls")
      #expect(try draw([figure()], folder, gnuplot) == [.drawn])
      #expect(try names(folder) == Self.endings.map { "one.\($0)" })
      let before = try FolderSnapshot(folder)
      #expect(try draw([figure()], folder, gnuplot) == [.upToDate])
      #expect(try draw([figure()], folder, nil) == [.upToDate])
      #expect(try FolderSnapshot(folder) == before)
    }
  }

  @Test(arguments: endings)
  func `a file that is missing is made again`(ending: String) throws {
    try withFolder { folder in
      let gnuplot = try FakeGnuplot.drawing(folder + "/calls")
      _ = try draw([figure()], folder, gnuplot)
      try FileManager.default.removeItem(atPath: "\(folder)/one.\(ending)")
      #expect(try draw([figure()], folder, gnuplot) == [.drawn])
      #expect(try names(folder) == Self.endings.map { "one.\($0)" })
      #expect(lines(folder + "/calls") == 2)
    }
  }

  @Test(arguments: ["csv", "gp"])
  func `a script or data that were changed are written and drawn again`(ending: String) throws {
    try withFolder { folder in
      let gnuplot = try FakeGnuplot.drawing(folder + "/calls")
      _ = try draw([figure()], folder, gnuplot)
      let path = "\(folder)/one.\(ending)"
      let right = FileManager.default.contents(atPath: path)
      try AtomicFile.write("changed", to: path)
      #expect(try draw([figure()], folder, gnuplot) == [.drawn])
      #expect(FileManager.default.contents(atPath: path) == right)
    }
  }

  @Test func `without gnuplot there are script and data, and no pictures of another figure`() throws
  {
    try withFolder { folder in
      let gnuplot = try FakeGnuplot.drawing(folder + "/calls")
      _ = try draw([figure("old")], folder, gnuplot)
      #expect(try draw([figure("new")], folder, nil) == [.notInstalled])
      #expect(try names(folder) == ["one.csv", "one.gp"])
      #expect(try draw([figure("new")], folder, gnuplot) == [.drawn])
    }
  }

  @Test func `figures that are not drawn any more go, and files of others stay`() throws {
    try withFolder { folder in
      let gnuplot = try FakeGnuplot.drawing(folder + "/calls")
      var other = figure()
      other.name = "other"
      _ = try draw([figure(), other], folder, gnuplot)
      for file in ["mine.gp", "mine.csv", "note.txt"] {
        try AtomicFile.write("a user's", to: "\(folder)/\(file)")
      }
      try Gnuplot.removeOthers(than: [figure()], in: folder)
      #expect(
        try names(folder) == [
          "mine.csv", "mine.gp", "note.txt", "one.csv", "one.gp", "one.pdf", "one.png",
          "one.svg",
        ])
    }
  }

  @Test func `many figures have their outcomes in order`() throws {
    try withFolder { folder in
      let gnuplot = try FakeGnuplot.drawing(folder + "/calls")
      let figures = (0..<7).map { number in
        var figure = figure()
        figure.name = "figure_\(number)"
        return figure
      }
      _ = try draw(Array(figures[2...3]), folder, gnuplot)
      let outcomes = try draw(figures, folder, gnuplot)
      #expect(outcomes == [.drawn, .drawn, .upToDate, .upToDate, .drawn, .drawn, .drawn])
      #expect(lines(folder + "/calls") == 7)
    }
  }

  @Test func `what gnuplot complains about is told`() throws {
    try withFolder { folder in
      let drawing = try FakeGnuplot.drawing(folder + "/calls")
      _ = try draw([figure("old")], folder, drawing)
      let broken = try FakeGnuplot(
        """
        printf '\\nplot nonsense\\n     ^\\n"one.gp" line 7: undefined variable: nonsense\\n\\n' >&2
        exit 1
        """)
      let found = failure { () throws(Failure) in _ = try draw([figure("new")], folder, broken) }
      #expect(
        found?.description
          == "\(folder)/one.gp: gnuplot says '\"one.gp\" line 7: undefined variable: nonsense'. "
          + "Run 'gnuplot one.gp' in that folder to see more; if its svg, pdfcairo or pngcairo "
          + "terminal is missing, install gnuplot-nox.")
      #expect(found?.status == .inputOutput)
      #expect(
        found?.cause == "plot nonsense; \"one.gp\" line 7: undefined variable: nonsense")
      // The script that failed is there to be looked at, the old pictures are gone.
      #expect(try names(folder) == ["one.csv", "one.gp"])
    }
  }

  @Test(arguments: [
    (
      "echo 'line 0: unknown or ambiguous terminal type' >&2",
      "gnuplot says 'line 0: unknown or ambiguous terminal type'"
    ),
    ("exit 3", "gnuplot ended with exit code 3"),
    ("kill -9 $$", "gnuplot was ended by signal 9"),
    ("echo x > $name.svg", "gnuplot has drawn nothing"),
  ])
  func `a gnuplot that fails otherwise leaves no picture`(commands: String, what: String) throws {
    try withFolder { folder in
      let gnuplot = try FakeGnuplot(commands)
      let found = failure { () throws(Failure) in _ = try draw([figure()], folder, gnuplot) }
      #expect(found?.what == what)
      #expect(try names(folder) == ["one.csv", "one.gp"])
    }
  }

  @Test func `what libraries say of fonts is no failure`() throws {
    try withFolder { folder in
      let gnuplot = try FakeGnuplot(
        """
        echo 'Fontconfig error: No writable cache directories' >&2
        for kind in svg pdf png; do echo x > "$name.$kind"; done
        """)
      #expect(try draw([figure()], folder, gnuplot) == [.drawn])
    }
  }

  @Test func `gnuplot does not run forever`() throws {
    try withFolder { folder in
      let gnuplot = try FakeGnuplot("exec sleep 1000")
      let found = failure { () throws(Failure) in
        _ = try draw([figure()], folder, gnuplot, limit: .zero)
      }
      #expect(found?.what == "gnuplot has not finished after 0 seconds")
    }
  }

  @Test func `an interruption ends gnuplot and what it started`() throws {
    try withFolder { folder in
      let gnuplot = try FakeGnuplot(
        "sleep 1000 & echo \"$$ $!\" > '\(folder)/calls.new'; mv '\(folder)/calls.new' '\(folder)/calls'; wait"
      )
      let calls = folder + "/calls"
      let found = failure { () throws(Failure) in
        _ = try draw([figure()], folder, gnuplot) { FileManager.default.fileExists(atPath: calls) }
      }
      #expect(
        found?.description
          == "drawing the figures was interrupted. Run the command again to go on.")
      #expect(found?.status == .interrupted)
      #expect(try names(folder) == ["one.csv", "one.gp"])
      let numbers = String(
        decoding: FileManager.default.contents(atPath: calls) ?? Data(), as: UTF8.self
      )
      .split(whereSeparator: \.isWhitespace).compactMap { pid_t($0) }
      #expect(numbers.count == 2)
      #expect(kill(numbers[0], 0) == -1 && errno == ESRCH)
    }
  }

  @Test func `a folder that does not exist cannot be drawn into`() throws {
    try withFolder { folder in
      let found = failure { () throws(Failure) in _ = try draw([figure()], folder + "/none", nil) }
      #expect(
        found?.description
          == "\(folder)/none/one.csv: cannot create (no such file or directory). "
          + "Create its folder first or choose another place.")
    }
  }
}
