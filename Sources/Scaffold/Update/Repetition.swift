/// How a project that exists is rendered again, to see what a version of its template makes of it.
struct Repetition {
  /// The answers that the project remembers.
  var answers: [JSON.Member]
  /// Whether they were given to this very version, which then takes them as they are.
  var isSameVersion = false
  /// Whether new questions are asked; else they get their defaults.
  var asks = false
  /// Number of the choice that all random texts are made of; `nil` for real ones, and for the secrets
  /// that were given. Secrets, which nobody remembers, have their defaults then.
  ///
  /// Two versions rendered with the same number differ only where the template does.
  var constant: Int?
}
