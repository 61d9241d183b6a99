/// Texts as Python sees them: sequences of Unicode scalars, compared one by one.
extension String {
  init(scalars: some Sequence<Unicode.Scalar>) {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    self.init(view)
  }

  init(scalars: [Unicode.Scalar]) { self.init(scalars: scalars[...]) }

  /// Short texts need no memory of their own, and long ones only once.
  init(scalars: ArraySlice<Unicode.Scalar>) {
    guard scalars.allSatisfy(\.isASCII) else {
      var view = String.UnicodeScalarView()
      view.append(contentsOf: scalars)
      self.init(view)
      return
    }
    self = unsafe String(unsafeUninitializedCapacity: scalars.count) { buffer in
      var count = 0
      for scalar in scalars {
        unsafe buffer[count] = UInt8(truncatingIfNeeded: scalar.value)
        count += 1
      }
      return count
    }
  }

  var scalars: [Unicode.Scalar] { Array(unicodeScalars) }

  /// The place of the first occurrence in scalars; of an empty text the start.
  func firstRange(of part: String, from start: Int = 0) -> Range<Int>? {
    scalars.firstRange(of: part.scalars, from: start)
  }

  /// How much longer `replacing` can make the text, in bytes.
  func growth(replacing old: String, with new: String, limit: Int = .max) -> Int {
    let count = old.isEmpty ? unicodeScalars.count + 1 : split(scalars: old).count - 1
    let (growth, overflow) = min(count, limit).multipliedReportingOverflow(by: new.utf8.count)
    return overflow ? .max : growth
  }

  func replacing(scalars old: String, with new: String, limit: Int = .max) -> String {
    let text = scalars
    let old = old.scalars
    let new = new.scalars
    var result: [Unicode.Scalar] = []
    var done = 0
    if old.isEmpty {
      for scalar in text {
        if done < limit {
          result += new
          done += 1
        }
        result.append(scalar)
      }
      if done < limit { result += new }
      return String(scalars: result)
    }
    var start = 0
    while done < limit, let range = text.firstRange(of: old, from: start) {
      result += text[start..<range.lowerBound]
      result += new
      start = range.upperBound
      done += 1
    }
    result += text[start...]
    return String(scalars: result)
  }

  func split(scalars separator: String, limit: Int = .max) -> [String] {
    let text = scalars
    let separator = separator.scalars
    var parts: [String] = []
    var start = 0
    while parts.count < limit, let range = text.firstRange(of: separator, from: start) {
      parts.append(String(scalars: text[start..<range.lowerBound]))
      start = range.upperBound
    }
    parts.append(String(scalars: text[start...]))
    return parts
  }

  /// The words between white space; after `limit` splits the rest stays whole.
  func words(limit: Int = .max) -> [String] {
    var rest = scalars[...].drop(while: \.isPythonSpace)
    var parts: [String] = []
    while !rest.isEmpty {
      if parts.count == limit {
        while let last = rest.last, last.isPythonSpace { rest.removeLast() }
        parts.append(String(scalars: rest))
        break
      }
      let word = rest.prefix { !$0.isPythonSpace }
      parts.append(String(scalars: word))
      rest = rest[word.endIndex...].drop(while: \.isPythonSpace)
    }
    return parts
  }

  func stripped(
    _ characters: String? = nil, left: Bool = true, right: Bool = true
  ) -> String {
    let set = characters.map { Set($0.unicodeScalars) }
    func drops(_ scalar: Unicode.Scalar) -> Bool { set?.contains(scalar) ?? scalar.isPythonSpace }
    var text = scalars[...]
    if left { text = text.drop(while: drops) }
    if right { while let last = text.last, drops(last) { text.removeLast() } }
    return String(scalars: text)
  }

  /// First letter large, the others small.
  var capitalised: String {
    guard let first = unicodeScalars.first else { return self }
    return first.properties.titlecaseMapping
      + lowered(unicodeScalars.dropFirst())
  }

  /// Small letters as Python has them: a sigma at the end of a word has a form of its own.
  var small: String {
    guard utf8.contains(0xCE), unicodeScalars.contains("Σ") else { return lowercased() }
    return lowered(unicodeScalars[...])
  }

  /// A part of this text in small letters; what a sigma becomes depends on all of it.
  private func lowered(_ part: Substring.UnicodeScalarView) -> String {
    var result = ""
    for index in part.indices { result += lowercaseMapping(at: index) }
    return result
  }

  /// A letter's small form where it stands.
  func lowercaseMapping(at index: String.Index) -> String {
    let scalar = unicodeScalars[index]
    guard scalar == "Σ" else { return scalar.properties.lowercaseMapping }
    let before = unicodeScalars[..<index].last { !$0.properties.isCaseIgnorable }
    let after = unicodeScalars[unicodeScalars.index(after: index)...]
      .first { !$0.properties.isCaseIgnorable }
    return before?.properties.isCased == true && after?.properties.isCased != true ? "ς" : "σ"
  }

  /// The form in which letters of different case are compared.
  var folded: String {
    var result = ""
    for scalar in unicodeScalars {
      // The dotless i stays itself.
      guard scalar != "ı" else {
        result += "ı"
        continue
      }
      let small = scalar.properties.lowercaseMapping.unicodeScalars
      for scalar in small.flatMap({ $0.properties.uppercaseMapping.unicodeScalars }) {
        result += scalar.properties.lowercaseMapping
      }
    }
    return result
  }

  /// Lines as Python's `splitlines` cuts them.
  func lines(keepEnds: Bool = false) -> [String] {
    let ends: Set<Unicode.Scalar> = [
      "\n", "\r", "\u{B}", "\u{C}", "\u{1C}", "\u{1D}", "\u{1E}", "\u{85}", "\u{2028}", "\u{2029}",
    ]
    let text = scalars
    var result: [String] = []
    var start = 0
    var index = 0
    while index < text.count {
      guard ends.contains(text[index]) else {
        index += 1
        continue
      }
      let end = index
      index += text[index] == "\r" && index + 1 < text.count && text[index + 1] == "\n" ? 2 : 1
      result.append(String(scalars: text[start..<(keepEnds ? index : end)]))
      start = index
    }
    if start < text.count { result.append(String(scalars: text[start...])) }
    return result
  }
}

extension [Unicode.Scalar] {
  /// The first place where a part stands, by Knuth, Morris and Pratt.
  func firstRange(of part: [Unicode.Scalar], from start: Int = 0) -> Range<Int>? {
    guard start >= 0, count - start >= part.count else { return nil }
    guard let first = part.first else { return start..<start }
    if part.count == 1 { return self[start...].firstIndex(of: first).map { $0..<($0 + 1) } }
    var borders = [0]
    var length = 0
    for index in 1..<part.count {
      while length > 0, part[index] != part[length] { length = borders[length - 1] }
      if part[index] == part[length] { length += 1 }
      borders.append(length)
    }
    length = 0
    for index in start..<count {
      while length > 0, self[index] != part[length] { length = borders[length - 1] }
      if self[index] == part[length] { length += 1 }
      if length == part.count { return (index + 1 - length)..<(index + 1) }
    }
    return nil
  }

  func lastRange(of part: [Unicode.Scalar]) -> Range<Int>? {
    let range = Array(reversed()).firstRange(of: part.reversed())
    return range.map { (count - $0.upperBound)..<(count - $0.lowerBound) }
  }
}
