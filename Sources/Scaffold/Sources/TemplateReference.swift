import Files

/// What a user means by the name of a template, by the rules of cookiecutter.
enum TemplateReference: Equatable {
  /// The address of a git repository.
  case repository(String)
  /// A folder, or a name within the folder of clones.
  case folder(String)
  /// A zip archive, by its path.
  case archive(String)
  /// A zip archive, by its `http` or `https` address.
  case download(String)

  /// Reads the name of a template.
  ///
  /// - Parameters:
  ///   - text: what the user wrote.
  ///   - abbreviations: short names, and addresses with `{0}` for what follows the colon.
  /// - Throws: `Failure` when it is nothing that templates come from.
  init(_ text: String, abbreviations: [String: String]) throws(Failure) {
    var text = Self.expanded(text, abbreviations)
    if text.hasPrefix("hg+") {
      throw Self.refused(
        text, "Mercurial repositories are not supported", "Clone it and name the folder")
    }
    if text.hasPrefix("git+") { text.removeFirst(4) }
    // git would take the first for an option, and start a program of its own for the second.
    if text.hasPrefix("-") {
      throw Self.refused(
        text, "the name of a template cannot begin with '-'", "Write './' before a folder's name")
    }
    if text.contains("::") {
      throw Self.refused(
        text, "'::' in the name of a template is not allowed",
        "Use an address that begins with https:// or ssh://")
    }
    // The scheme of an address may be written in capitals.
    if let mark = text.firstRange(of: "://"), text[..<mark.lowerBound].allSatisfy(\.isLetter) {
      text = text[..<mark.lowerBound].lowercased() + text[mark.lowerBound...]
    }
    let isAddress = ["git:", "ssh:", "file:", "http:", "https:"].contains { text.hasPrefix($0) }
    let isElsewhere = isAddress || Self.namesHost(text)
    guard text.lowercased().hasSuffix(".zip") else {
      self = isElsewhere ? .repository(text) : .folder(text)
      return
    }
    let isWeb = text.hasPrefix("http://") || text.hasPrefix("https://")
    guard isWeb || !isElsewhere else {
      throw Self.refused(
        text, "a zip archive is fetched by http or https only", "Fetch it and name its path")
    }
    self = isWeb ? .download(text) : .archive(text)
  }

  private static func expanded(_ text: String, _ abbreviations: [String: String]) -> String {
    if let address = abbreviations[text] { return address }
    let name = text.prefix { $0 != ":" }
    guard let address = abbreviations[String(name)] else { return text }
    let rest = String(text.dropFirst(name.count + 1))
    return address.replacing("{0}", with: rest).replacing("{}", with: rest)
  }

  /// Whether a text is `user@host:path`; a folder may have an `@` in its name.
  private static func namesHost(_ text: String) -> Bool {
    let head = text.prefix { $0 != ":" && $0 != "/" }
    let parts = head.split(separator: "@", omittingEmptySubsequences: false)
    return parts.count == 2 && parts.allSatisfy { !$0.isEmpty }
      && text[head.endIndex...].hasPrefix(":")
  }

  private static func refused(_ text: String, _ what: String, _ remedy: String) -> Failure {
    Failure(what, at: Credentials.removed(fromAddress: text), remedy: remedy, status: .usage)
  }

  /// The name of a repository's clone: the last part of its address up to ".git".
  static func name(ofRepository address: String) throws(Failure) -> String {
    var address = address[...]
    while address.hasSuffix("/") { address.removeLast() }
    let last = address.split(omittingEmptySubsequences: false) { $0 == "/" || $0 == ":" }.last ?? ""
    let name = last.firstRange(of: ".git").map { last[..<$0.lowerBound] } ?? last
    guard !name.isEmpty, name != ".", name != ".." else {
      throw Failure(
        "the address does not end with the name of a repository",
        at: Credentials.removed(fromAddress: String(address)), remedy: "Correct the address",
        status: .usage)
    }
    return String(name)
  }
}
