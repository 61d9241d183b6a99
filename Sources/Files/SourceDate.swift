/// The time that files made today show, where it is fixed from outside.
public enum SourceDate {
  /// The variable of reproducible-builds.org.
  public static let variable = "SOURCE_DATE_EPOCH"

  /// The last second of the year 9999, beyond which dates have another form.
  private static let last = 253_402_300_799

  /// What the variable says.
  ///
  /// - Parameter environment: the variables of the environment.
  /// - Returns: seconds since 1970; `nil` where it is not set.
  /// - Throws: `Failure` with status `usage` when it is no number of seconds.
  public static func seconds(_ environment: [String: String]) throws(Failure) -> Int? {
    guard let text = environment[variable] else { return nil }
    guard let seconds = Int(text), (0...last).contains(seconds) else {
      throw Failure(
        "\(variable) is '\(text)' and must be a number of seconds since 1970, "
          + "before the year 10000",
        remedy: "Correct or unset the variable", status: .usage)
    }
    return seconds
  }
}
