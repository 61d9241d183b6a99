import Files

/// How a project that exists is rendered again, to see what a version of its template makes of it.
struct Repetition {
  /// The answers that the project remembers.
  var answers: [JSON.Member]
  /// Whether they were given to this very version, which then takes them as they are.
  var isSameVersion = false
  /// Whether new questions are asked; else they get their defaults.
  var asks = false
  /// The one choice that all random texts are made of; `nil` for real random texts.
  ///
  /// Two versions that are rendered with the same constant differ only where the template does.
  var constant: Int?
  /// What stands for secrets that are texts; `nil` for their defaults.
  var secret: String?
}
