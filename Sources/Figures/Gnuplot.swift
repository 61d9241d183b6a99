public import Files
import FoundationEssentials

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Draws figures with gnuplot, each with its script and data beside it, so that anyone can redraw it.
public struct Gnuplot: Sendable {
  /// What became of one figure.
  public enum Outcome: Sendable, Equatable {
    /// Pictures were made.
    case drawn
    /// Script, data and pictures were there already.
    case upToDate
    /// gnuplot is not installed: script and data are written, pictures are not.
    case notInstalled
  }

  /// Draws figures into a folder: `<name>.gp`, `<name>.csv`, `<name>.svg`, `<name>.pdf`, `<name>.png`.
  ///
  /// The same figures give the same bytes with the same gnuplot and fonts. A file is whole or not
  /// there, and a picture is never there beside a script or data that it was not drawn from; script
  /// and data of a figure that fails stay, so that they can be looked at.
  /// - Parameters:
  ///   - figures: names must differ.
  ///   - folder: an existing folder.
  ///   - workers: how many gnuplot processes may run at once.
  ///   - progress: told of finished figures.
  ///   - shouldStop: asked before every figure and while gnuplot runs.
  /// - Returns: one outcome per figure, in order.
  /// - Throws: `Failure` when a file cannot be written, gnuplot fails or takes longer than a minute
  ///   for a figure, or when asked to stop.
  public static func draw(
    _ figures: [Figure], into folder: String, workers: Int, progress: some Progress,
    shouldStop: @Sendable () -> Bool
  ) throws(Failure) -> [Outcome] {
    try draw(
      figures, into: folder, workers: workers, progress: progress,
      searchPath: ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin",
      limit: .seconds(60), shouldStop: shouldStop)
  }

  /// The same with gnuplot from other folders and another limit of time, for tests.
  static func draw(
    _ figures: [Figure], into folder: String, workers: Int, progress: some Progress,
    searchPath: String, limit: Duration, shouldStop: @Sendable () -> Bool
  ) throws(Failure) -> [Outcome] {
    precondition(
      Set(figures.map(\.name)).count == figures.count && figures.allSatisfy(\.hasSafeName),
      "names of figures: \(figures.map(\.name))")
    var outcomes = [Outcome](repeating: .upToDate, count: figures.count)
    var waiting: [(index: Int, files: FigureFiles)] = []
    for (index, figure) in figures.enumerated() {
      if shouldStop() { throw interrupted }
      let files = FigureFiles(figure, in: folder)
      guard !files.isUpToDate else { continue }
      try files.writeScriptAndData()
      waiting.append((index, files))
    }
    guard !waiting.isEmpty else { return outcomes }
    guard let gnuplot = ChildProcess.find("gnuplot", in: searchPath) else {
      for (index, _) in waiting { outcomes[index] = .notInstalled }
      return outcomes
    }

    waiting.reverse()
    var running: [Drawing] = []
    var done = figures.count - waiting.count
    // After a failure or an interruption nothing keeps running.
    defer { for drawing in running { drawing.end() } }
    while !running.isEmpty || !waiting.isEmpty {
      if shouldStop() { throw interrupted }
      while running.count < max(1, workers), let (index, files) = waiting.popLast() {
        running.append(try Drawing(files, index: index, gnuplot: gnuplot, limit: limit))
      }
      var isBusy = true
      for place in running.indices.reversed() {
        // Taken out first: one that throws has ended, and must not be ended again.
        let drawing = running.remove(at: place)
        guard try drawing.finish() else {
          running.append(drawing)
          continue
        }
        outcomes[drawing.index] = .drawn
        done += 1
        isBusy = false
        progress.report(done, of: figures.count, note: figures[drawing.index].name)
      }
      if isBusy { usleep(5_000) }
    }
    return outcomes
  }

  private static let interrupted = Failure(
    "drawing the figures was interrupted", remedy: "Run the command again to go on",
    status: .interrupted)
}

extension Figure {
  /// Whether the name is one that files, gnuplot and SVG take as it is.
  fileprivate var hasSafeName: Bool {
    !name.isEmpty
      && name.utf8.allSatisfy {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0)
          || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) || $0 == UInt8(ascii: "_")
      }
  }
}
