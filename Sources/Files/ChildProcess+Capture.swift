public import FoundationEssentials

extension ChildProcess {
  /// How a program ended and what it wrote.
  public struct Result: Sendable {
    /// Its exit code, or the negative number of the signal that ended it.
    public let code: Int32
    /// What it wrote to standard output.
    public let output: Data
    /// What it wrote to standard error, as text.
    public let errors: String
  }

  /// Runs a program to its end and keeps what it writes.
  ///
  /// - Parameters:
  ///   - program: its path.
  ///   - arguments: its arguments.
  ///   - folder: the folder it runs in; `nil` for this program's.
  ///   - environment: variables beside this program's own; an empty value removes one.
  ///   - input: what it reads.
  /// - Returns: how it ended.
  /// - Throws: `Failure` when it cannot be started or its output cannot be kept.
  public static func result(
    of program: String, _ arguments: [String], in folder: String? = nil,
    environment: [String: String] = [:], input: Stream = .nothing
  ) throws(Failure) -> Result {
    // Files, not pipes: nobody has to read while the program runs.
    let kept = try TemporaryPlace.make(for: "output")
    defer { try? FileManager.default.removeItem(atPath: kept) }
    let code = try ChildProcess(
      program, arguments, in: folder, environment: environment, input: input,
      output: .file(kept + "/output"), errors: .file(kept + "/errors")
    ).wait()
    do {
      return Result(
        code: code, output: try Data(contentsOf: URL(filePath: kept + "/output")),
        errors: String(
          decoding: try Data(contentsOf: URL(filePath: kept + "/errors")), as: UTF8.self))
    } catch {
      throw Failure(
        "what the program wrote cannot be read", at: program,
        remedy: "Check the space for temporary files", status: .inputOutput, cause: "\(error)")
    }
  }
}
