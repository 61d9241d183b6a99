import Files
import FoundationEssentials

/// gnuplot at work on one figure, in a folder of its own outside the user's.
struct Drawing {
  /// Place of the figure among those to draw.
  let index: Int
  private let files: FigureFiles
  private let folder: String
  private let process: ChildProcess
  private let limit: Duration
  private let deadline: ContinuousClock.Instant

  init(
    _ files: FigureFiles, index: Int, gnuplot: String, limit: Duration
  ) throws(Failure) {
    self.index = index
    self.files = files
    self.limit = limit
    let folder = try TemporaryPlace.make(for: "figure")
    self.folder = folder
    do throws(Failure) {
      try files.copy(to: folder)
      // -d: the user's own settings of gnuplot stay out of it. Scripts are UTF-8 whatever the user's
      // language is, and a container has none.
      process = try ChildProcess(
        gnuplot, ["-d", "-e", "cd \(ScriptText.quoted(folder))", "\(files.figure.name).gp"],
        environment: ["LC_ALL": "C.UTF-8"], errors: .file(folder + "/messages"))
      deadline = .now + limit
    } catch {
      try? FileManager.default.removeItem(atPath: folder)
      throw error
    }
  }

  /// Takes the pictures if they are ready.
  ///
  /// - Returns: whether it is finished.
  /// - Throws: `Failure` when gnuplot failed or runs for too long.
  func finish() throws(Failure) -> Bool {
    guard let code = process.ending() else {
      guard .now >= deadline else { return false }
      end()
      throw failure("has not finished after \(limit.components.seconds) seconds", cause: nil)
    }
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let messages = self.messages
    if code != 0 || !messages.isEmpty {
      let fallback = code < 0 ? "was ended by signal \(-code)" : "ended with exit code \(code)"
      let first = messages.first { $0.contains(" line ") } ?? messages.first
      throw failure(
        first.map { "says '\($0)'" } ?? fallback,
        cause: messages.isEmpty ? nil : messages.joined(separator: "; "))
    }
    guard try files.takePictures(from: folder) else {
      throw failure("has drawn nothing", cause: nil)
    }
    return true
  }

  /// Ends gnuplot and removes what it wrote.
  func end() {
    process.end()
    try? FileManager.default.removeItem(atPath: folder)
  }

  /// What gnuplot said, without what is no reason to have no picture.
  private var messages: [String] {
    let bytes = FileManager.default.contents(atPath: folder + "/messages") ?? Data()
    return String(decoding: bytes.prefix(65_536), as: UTF8.self)
      .split(whereSeparator: \.isNewline)
      .map { ScriptText.oneLine(String($0)) }
      .filter { line in
        line.contains { $0 != " " && $0 != "^" } && !Self.harmless.contains { line.contains($0) }
      }
  }

  /// What libraries below gnuplot say of fonts and caches, and gnuplot where there is no UTF-8 locale.
  private static let harmless = [
    "Fontconfig ", "Pango-WARNING", "GLib-", "iconv failed to convert degree sign",
  ]

  private func failure(_ problem: String, cause: String?) -> Failure {
    Failure(
      "gnuplot \(problem)", at: files.path("gp"),
      remedy: "Run 'gnuplot \(files.figure.name).gp' in that folder to see more; "
        + "if its svg, pdfcairo or pngcairo terminal is missing, install gnuplot-nox",
      status: .inputOutput, cause: cause)
  }
}
