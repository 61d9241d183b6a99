/// What filters can be given, in order; those before the bar are required.
enum Signatures {
  private static let table: [String: (names: [String], required: Int)] = {
    let lines = """
      abs
      attr name |
      batch linecount | fill_with
      capitalize
      center | width
      count
      d | default_value boolean
      default | default_value boolean
      dictsort | case_sensitive by reverse
      e
      escape
      filesizeformat | binary
      first
      float | default
      forceescape
      groupby attribute | default case_sensitive
      indent | width first blank
      int | default base
      items
      join | d attribute
      jsonify | indent
      last
      length
      list
      lower
      max | case_sensitive attribute
      min | case_sensitive attribute
      pprint
      random
      replace old new | count
      reverse
      round | precision method
      safe
      slice slices | fill_with
      slugify | entities decimal hexadecimal max_length word_boundary separator save_order stopwords \
      regex_pattern lowercase replacements allow_unicode
      sort | reverse case_sensitive attribute
      string
      striptags
      sum | attribute start
      title
      tojson | indent
      trim | chars
      truncate | length killwords end leeway
      unique | case_sensitive attribute
      upper
      urlencode
      urlize | trim_url_limit nofollow target rel extra_schemes
      wordcount
      wordwrap | width break_long_words wrapstring break_on_hyphens
      xmlattr | autospace
      """
    var table: [String: (names: [String], required: Int)] = [:]
    for line in lines.split(separator: "\n") {
      let words = line.split(separator: " ").map(String.init)
      let bar = words.firstIndex(of: "|") ?? words.count
      table[words[0]] = (words.dropFirst().filter { $0 != "|" }, bar - 1)
    }
    return table
  }()

  /// Fails where a filter is given too much, too little or what it does not know.
  static func check(_ name: String, _ given: Arguments) throws(TemplateError) {
    guard let (names, required) = table[name] else { return }
    guard given.positional.count <= names.count else {
      let most = names.isEmpty ? "no arguments" : "at most \(names.count)"
      throw TemplateError(
        .type, "the filter '\(name)' takes \(most), but was given \(given.positional.count)")
    }
    for (index, argument) in given.named.enumerated() {
      guard let place = names.firstIndex(of: argument.name) else {
        let known = names.isEmpty ? "it has none" : "it has " + names.joined(separator: ", ")
        throw TemplateError(
          .type, "the filter '\(name)' has no argument '\(argument.name)': \(known)")
      }
      let isTwice = given.named[..<index].contains { $0.name == argument.name }
      guard place >= given.positional.count, !isTwice else {
        throw TemplateError(
          .type, "the filter '\(name)' was given the argument '\(argument.name)' twice")
      }
    }
    for place in given.positional.count..<max(required, given.positional.count)
    where !given.named.contains(where: { $0.name == names[place] }) {
      throw TemplateError(.type, "the filter '\(name)' needs the argument '\(names[place])'")
    }
  }
}
