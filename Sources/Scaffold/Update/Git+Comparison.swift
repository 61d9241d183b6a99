import Files
import FoundationEssentials

extension Git {
  /// The difference between the folders `a` and `b`, in the form that `git apply` takes.
  ///
  /// - Parameters:
  ///   - folder: the folder that holds both.
  ///   - hasColours: whether it is for a terminal.
  /// - Returns: the text of the difference.
  /// - Throws: `Failure` when git fails.
  func difference(in folder: String, hasColours: Bool) throws(Failure) -> Data {
    let result = try start(
      [
        // Line ends are compared as they are, whatever the user's settings.
        "-c", "core.autocrlf=false", "diff", "--no-index", "--no-prefix", "--no-renames",
        "--no-ext-diff", "--no-textconv",
        "--binary", "--color=\(hasColours ? "always" : "never")", "--", "a", "b",
      ], in: folder)
    guard (0...1).contains(result.code) else {
      throw Failure(
        "git cannot compare two versions of the project (\(Self.reason(result.errors)))",
        remedy: "Check the space for temporary files", status: .unavailable)
    }
    return result.output
  }
}
