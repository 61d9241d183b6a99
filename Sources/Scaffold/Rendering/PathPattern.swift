/// Shell patterns on whole paths, as Python's `fnmatch`: `*` also crosses folders.
enum PathPattern {
  static func matches(_ path: String, _ pattern: String) -> Bool {
    matches(Array(path.unicodeScalars)[...], Array(pattern.unicodeScalars)[...])
  }

  private static func matches(
    _ path: ArraySlice<Unicode.Scalar>, _ pattern: ArraySlice<Unicode.Scalar>
  ) -> Bool {
    var path = path
    var pattern = pattern
    // Where to go on after the last star with one more scalar under it.
    var retry: (path: ArraySlice<Unicode.Scalar>, pattern: ArraySlice<Unicode.Scalar>)?
    while true {
      if pattern.first == "*" {
        pattern = pattern.dropFirst()
        retry = (path, pattern)
        continue
      }
      if path.isEmpty, pattern.isEmpty { return true }
      if let scalar = path.first, let rest = step(scalar, pattern) {
        path = path.dropFirst()
        pattern = rest
        continue
      }
      guard let last = retry, !last.path.isEmpty else { return false }
      path = last.path.dropFirst()
      pattern = last.pattern
      retry = (path, pattern)
    }
  }

  /// The pattern behind its first part, if that part takes the scalar.
  private static func step(
    _ scalar: Unicode.Scalar, _ pattern: ArraySlice<Unicode.Scalar>
  ) -> ArraySlice<Unicode.Scalar>? {
    guard let first = pattern.first else { return nil }
    let rest = pattern.dropFirst()
    if first == "?" { return rest }
    if first == "[", let end = rest.dropFirst().firstIndex(of: "]") {
      var set = rest[..<end]
      let isNegated = set.first == "!"
      if isNegated { set = set.dropFirst() }
      var isFound = false
      while let low = set.popFirst() {
        if set.first == "-", set.count > 1 {
          let high = set[set.startIndex + 1]
          set = set.dropFirst(2)
          isFound = isFound || (low <= high && (low...high).contains(scalar))
        } else {
          isFound = isFound || low == scalar
        }
      }
      return isFound != isNegated ? pattern[(end + 1)...] : nil
    }
    return first == scalar ? rest : nil
  }
}
