/// The time that files made today show, where it is fixed from outside.
public enum SourceDate {
  /// The variable of reproducible-builds.org.
  public static let variable = "SOURCE_DATE_EPOCH"

  /// What the variable says.
  ///
  /// - Parameter environment: the variables of the environment.
  /// - Returns: seconds since 1970; `nil` where it is not set.
  /// - Throws: `Failure` with status `usage` when it is no number of seconds.
  public static func seconds(_ environment: [String: String]) throws(Failure) -> Int? {
    guard let text = environment[variable] else { return nil }
    guard let seconds = Int(text), seconds >= 0 else {
      throw Failure(
        "\(variable) is '\(text)' and must be a number of seconds since 1970",
        remedy: "Correct or unset the variable", status: .usage)
    }
    return seconds
  }
}
