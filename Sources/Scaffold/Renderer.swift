import Files
import FoundationEssentials
import Jinja

/// Renders the names and contents of a template's files.
struct Renderer {
  let source: String
  let environment: Environment
  let context: [String: Value]
  private let verbatim: [String]
  private let newline: String?

  /// Prepares rendering.
  ///
  /// - Parameters:
  ///   - source: the folder that becomes the project.
  ///   - environment: how its texts are read.
  ///   - answers: the variables.
  ///   - original: the questions as the template asks them, for `_cookiecutter`.
  init(source: String, environment: Environment, answers: Answers, original: [JSON.Member]) {
    self.source = source
    // Included templates are looked for in the template, and never outside of it.
    var environment = environment
    environment.loader = { name in
      guard let path = try? Self.inside(name, source), !path.isEmpty,
        Folder.kind(source + "/" + path) == .file,
        let data = try? Folder.read(source + "/" + path)
      else { return nil }
      return String(validating: data, as: UTF8.self)
    }
    self.environment = environment
    var context = answers.context
    context["_cookiecutter"] = JSON.object(original).value
    self.context = context
    verbatim = answers["_copy_without_render"]?.texts ?? []
    newline = answers["_new_lines"]?.text
  }

  /// The name of the project's folder.
  func projectName(_ pattern: String) throws(Failure) -> String {
    let name = try text(pattern, at: source)
    guard !name.isEmpty, name != ".", name != "..", !name.contains("/"), !name.contains("\0"),
      name.utf8.count <= 200
    else {
      throw Failure(
        "the answers give the project the folder name '\(name)', which is not a plain name",
        at: pattern, remedy: "Choose a name of letters, digits, '-' and '_'", status: .usage)
    }
    return name
  }

  /// Renders the whole project into an empty folder.
  func render(into target: String) throws(Failure) {
    try renderFolder("", into: target, depth: 0)
  }

  private func renderFolder(
    _ folder: String, into target: String, depth: Int
  ) throws(Failure) {
    guard depth < 100 else {
      throw Failure(
        "the folders are nested too deeply", at: source + "/" + folder,
        remedy: "Correct the template", status: .badData)
    }
    let names = try Folder.names(folder.isEmpty ? source : source + "/" + folder)
    let paths = names.map { folder.isEmpty ? $0 : folder + "/" + $0 }
    // Folders first, so that a file with an empty name is known to be a folder.
    for path in paths where Folder.kind(source + "/" + path) == .folder {
      let place = try Self.inside(try text(path, at: path), path)
      guard Folder.kind(target + "/" + place) == .missing, !place.isEmpty else {
        throw Failure(
          "the folder is made twice, as '\(place)'", at: path,
          remedy: "Correct the template or the answers", status: .badData)
      }
      if isVerbatim(path) {
        try copy(source + "/" + path, to: target + "/" + place, place, depth: depth)
      } else {
        try Folder.create(target + "/" + place)
      }
    }
    for path in paths {
      switch Folder.kind(source + "/" + path) {
      case .file: try renderFile(path, into: target)
      case .link: try renderLink(path, into: target)
      default: break
      }
    }
    for path in paths where Folder.kind(source + "/" + path) == .folder && !isVerbatim(path) {
      try renderFolder(path, into: target, depth: depth + 1)
    }
  }

  private func isVerbatim(_ path: String) -> Bool {
    verbatim.contains { PathPattern.matches(path, $0) }
  }

  /// Where a file or link goes; `nil` if its name renders to nothing, which leaves it out.
  private func place(of path: String, in target: String) throws(Failure) -> String? {
    let rendered = try text(path, at: path)
    let place = try Self.inside(rendered, path)
    guard !place.isEmpty, !rendered.hasSuffix("/") else { return nil }
    if Folder.kind(target + "/" + place) == .folder { return nil }
    if let slash = place.lastIndex(of: "/") { try Folder.create(target + "/" + place[..<slash]) }
    guard Folder.kind(target + "/" + place) != .link else {
      throw Failure(
        "two files have the name '\(place)'", at: path, remedy: "Correct the template",
        status: .badData)
    }
    return target + "/" + place
  }

  private func renderFile(_ path: String, into target: String) throws(Failure) {
    guard let place = try place(of: path, in: target) else { return }
    let data = try Folder.read(source + "/" + path)
    if isVerbatim(path) || BinaryFile.isBinary(path, data) {
      try AtomicFile.write(data, to: place)
    } else {
      guard let content = String(validating: data, as: UTF8.self) else {
        throw Failure(
          "the file is neither UTF-8 text nor known to be binary", at: source + "/" + path,
          remedy: "Name it in _copy_without_render", status: .badData)
      }
      let rendered = try text(content, at: path)
      let end = newline ?? Self.lineEnd(content)
      try AtomicFile.write(
        end == "\n" ? rendered : Self.replacingLineEnds(rendered, with: end), to: place)
    }
    try Folder.copyMode(of: source + "/" + path, to: place)
  }

  private func renderLink(_ path: String, into target: String) throws(Failure) {
    guard let place = try place(of: path, in: target) else { return }
    let destination = try text(try Folder.target(ofLink: source + "/" + path), at: path)
    let relative = place.dropFirst(target.utf8.count + 1)
    try Self.check(link: String(relative), to: destination)
    try Folder.link(place, to: destination)
  }

  /// Copies a file or folder without rendering it.
  private func copy(
    _ path: String, to target: String, _ place: String, depth: Int
  ) throws(Failure) {
    guard depth < 100 else {
      throw Failure(
        "the folders are nested too deeply", at: path, remedy: "Correct the template",
        status: .badData)
    }
    switch Folder.kind(path) {
    case .folder:
      try Folder.create(target)
      for name in try Folder.names(path) {
        try copy(
          path + "/" + name, to: target + "/" + name, place + "/" + name, depth: depth + 1)
      }
    case .link:
      let destination = try Folder.target(ofLink: path)
      try Self.check(link: place, to: destination)
      try Folder.link(target, to: destination)
    case .file:
      try AtomicFile.write(try Folder.read(path), to: target)
      try Folder.copyMode(of: path, to: target)
    default: break
    }
  }

  private func text(_ content: String, at path: String) throws(Failure) -> String {
    do throws(TemplateError) {
      let template = try Template(content, file: path, environment: environment)
      return try template.render(context)
    } catch {
      throw Failure(template: error, in: path)
    }
  }

  /// The path without empty parts and dots; one that leaves the project is refused.
  private static func inside(_ path: String, _ origin: String) throws(Failure) -> String {
    let parts = path.split(separator: "/").filter { $0 != "." }
    guard !path.hasPrefix("/"), !parts.contains(".."), !path.contains("\0") else {
      throw Failure(
        "the name becomes '\(path)', which leads out of the project", at: origin,
        remedy: "Correct the template or the answers", status: .badData)
    }
    return parts.joined(separator: "/")
  }

  /// Refuses a link that leads out of the project.
  ///
  /// Steps upwards are allowed only at the start: behind another link they could lead anywhere.
  private static func check(link place: String, to destination: String) throws(Failure) {
    let parts = destination.split(separator: "/").filter { $0 != "." }
    let ups = parts.prefix { $0 == ".." }.count
    let depth = place.split(separator: "/").count - 1
    guard !destination.hasPrefix("/"), !destination.isEmpty, ups <= depth,
      !parts.dropFirst(ups).contains("..")
    else {
      throw Failure(
        "the link to '\(destination)' leads out of the project", at: place,
        remedy: "Correct the template", status: .badData)
    }
  }

  /// The line end a file uses; of several kinds the one that Python names first.
  private static func lineEnd(_ text: String) -> String {
    var hasReturn = false
    var hasFeed = false
    var hasBoth = false
    var previous: UInt8 = 0
    for byte in text.utf8 {
      if byte == 10 {
        if previous == 13 { hasBoth = true } else { hasFeed = true }
      } else if previous == 13 {
        hasReturn = true
      }
      previous = byte
    }
    if previous == 13 { hasReturn = true }
    return hasReturn ? "\r" : hasFeed || !hasBoth ? "\n" : "\r\n"
  }

  private static func replacingLineEnds(_ text: String, with end: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if scalar == "\n" {
        result.append(contentsOf: end.unicodeScalars)
      } else {
        result.append(scalar)
      }
    }
    return String(result)
  }
}
