public import Files

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
  /// - Parameters:
  ///   - figures: names must differ.
  ///   - folder: an existing folder.
  ///   - workers: how many gnuplot processes may run at once.
  ///   - progress: told of finished figures.
  ///   - shouldStop: asked before every figure.
  /// - Returns: one outcome per figure, in order.
  /// - Throws: `Failure` when a file cannot be written, gnuplot fails, or when asked to stop.
  public static func draw(
    _ figures: [Figure], into folder: String, workers: Int, progress: some Progress,
    shouldStop: @Sendable () -> Bool
  ) throws(Failure) -> [Outcome] {
    []
  }
}
