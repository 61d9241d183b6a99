/// How a project that exists is rendered again, to see what a version of its template makes of it.
struct Repetition {
  /// The answers that the project remembers.
  var answers: [JSON.Member]
  /// Whether they were given to this very version, which then takes them as they are.
  var isSameVersion = false
  /// Whether new questions are asked; else they get their defaults.
  var asks = false
  /// Whether what differs each time gets a text that is always the same: random texts are constant,
  /// and secrets, which nobody remembers, have their defaults.
  ///
  /// Two versions rendered this way differ only where the template does.
  var isComparable = false
}
