/// Variables of one part of a template, and the part around it.
final class Scope {
  var variables: [String: Value]
  let parent: Scope?

  init(_ variables: [String: Value] = [:], parent: Scope?) {
    self.variables = variables
    self.parent = parent
  }

  func find(_ name: String) -> Value? {
    var scope: Scope? = self
    while let here = scope {
      if let value = here.variables[name] { return value }
      scope = here.parent
    }
    return nil
  }

  /// All variables as they are now.
  func snapshot() -> Scope {
    var all = variables
    var scope = parent
    while let here = scope {
      all.merge(here.variables) { inner, _ in inner }
      scope = here.parent
    }
    return Scope(all, parent: nil)
  }
}
