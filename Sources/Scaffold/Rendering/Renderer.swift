import Files
import FoundationEssentials
import Jinja

/// Renders the names and contents of a template's files.
struct Renderer {
  let source: String
  let environment: Environment
  /// The variables; templates may change what they hold, and later files see it, as in cookiecutter.
  let context: [String: Value]
  var options: Options
  let isCancelled: @Sendable () -> Bool

  /// What decides how files are rendered.
  struct Options {
    /// Patterns of `_copy_without_render`.
    var verbatim: [String] = []
    /// The line end of `_new_lines`.
    var newline: String?
    /// Whether folders may be made twice, as with `--overwrite-if-exists`.
    var mergesFolders = false
    /// Patterns of project paths that are left out.
    var excluded: [String] = []
  }

  /// Prepares rendering.
  ///
  /// - Parameters:
  ///   - source: the folder that becomes the project.
  ///   - environment: how its texts are read.
  ///   - context: the variables.
  ///   - options: what decides how files are rendered.
  ///   - isCancelled: says whether to stop.
  init(
    source: String, environment: Environment, context: [String: Value], options: Options,
    isCancelled: @escaping @Sendable () -> Bool
  ) {
    self.source = source
    self.context = context
    self.options = options
    self.isCancelled = isCancelled
    var environment = environment
    environment.loader = { Self.load($0, source) }
    self.environment = environment
  }

  /// Finds an included template in the project folder or in `templates` beside it, never outside.
  private static func load(_ name: String, _ source: String) -> String? {
    let parts = name.split(separator: "/")
    guard !name.hasPrefix("/"), !parts.isEmpty, !parts.contains("..") else { return nil }
    for folder in [source, source + "/../templates"] {
      var path = folder
      // No link on the way: it could lead to any file of the user.
      let isPlain = parts.allSatisfy { part in
        path += "/" + part
        return Folder.kind(path) != .link
      }
      if isPlain, Folder.kind(path) == .file, let data = try? Folder.read(path) {
        return String(validating: [UInt8](data), as: UTF8.self)
      }
    }
    return nil
  }

  /// The name of the project's folder.
  func projectName(_ pattern: String) throws(Failure) -> String {
    let name = try text(pattern, at: pattern)
    let parts = name.split(separator: "/", omittingEmptySubsequences: false)
    let isPlain = parts.allSatisfy { part in
      !part.isEmpty && part != "." && part != ".." && part.utf8.count <= 200
    }
    guard isPlain, !name.contains("\0") else {
      throw Failure(
        "the answers give the project the folder name \(name.quoted), which is not a plain name",
        at: pattern, remedy: "Choose a name of letters, digits, '-' and '_'", status: .usage)
    }
    return name
  }

  /// Renders the whole project.
  func render() throws(Failure) -> Rendering {
    var rendering = Rendering()
    try renderFolder("", &rendering, depth: 0)
    for path in rendering.paths where isExcluded(path) { rendering.remove(path) }
    return rendering
  }

  private func isExcluded(_ path: String) -> Bool {
    guard !options.excluded.isEmpty else { return false }
    var part = path[...]
    while true {
      if options.excluded.contains(where: { PathPattern.matches(String(part), $0) }) { return true }
      guard let slash = part.lastIndex(of: "/") else { return false }
      part = part[..<slash]
    }
  }

  private func renderFolder(
    _ folder: String, _ rendering: inout Rendering, depth: Int
  ) throws(Failure) {
    try checkDepth(depth, folder)
    let names = try Folder.names(folder.isEmpty ? source : source + "/" + folder)
    let paths = names.map { folder.isEmpty ? $0 : folder + "/" + $0 }
    let kinds = paths.map { Folder.kind(source + "/" + $0) }
    let folders = zip(paths, kinds).filter { $0.1 == .folder }.map(\.0)
    let copied = Set(folders.filter(isVerbatim))
    // In the order of cookiecutter, because texts may change variables: copied folders, folders, files.
    for path in folders where copied.contains(path) {
      try copy(path, to: try inside(try text(path, at: path), path), &rendering, depth: depth)
    }
    for path in folders where !copied.contains(path) {
      let place = try inside(try text(path, at: path), path)
      guard options.mergesFolders || (!place.isEmpty && rendering[place] == nil) else {
        throw Failure(
          place.isEmpty
            ? "the folder's name becomes empty" : "the folder is made twice, as '\(place)'",
          at: path,
          remedy: "Correct the template or the answers, or say --overwrite-if-exists to merge it",
          status: .badData)
      }
      if !place.isEmpty {
        try rendering.add(Rendering.Entry(content: .folder), at: place, from: path)
      }
    }
    for (path, kind) in zip(paths, kinds) {
      if isCancelled() { throw Generator.interrupted }
      switch kind {
      case .file: try renderFile(path, &rendering)
      case .link: try renderLink(path, &rendering)
      default: break
      }
    }
    for path in folders where !copied.contains(path) {
      try renderFolder(path, &rendering, depth: depth + 1)
    }
  }

  private func isVerbatim(_ path: String) -> Bool {
    options.verbatim.contains { PathPattern.matches(path, $0) }
  }

  /// Where a file or link goes; `nil` if its name renders to nothing, which leaves it out.
  private func place(of path: String, _ rendering: Rendering) throws(Failure) -> String? {
    let rendered = try text(path, at: path)
    let place = try inside(rendered, path)
    return rendered.hasSuffix("/") || rendering.isFolder(place) ? nil : place
  }

  private func renderFile(_ path: String, _ rendering: inout Rendering) throws(Failure) {
    guard let place = try place(of: path, rendering) else { return }
    let file = source + "/" + path
    var entry = Rendering.Entry(
      content: .copy(of: file), permissions: Folder.permissions(file))
    if !isVerbatim(path), !BinaryFile.hasBinaryName(path) {
      let data = try Folder.read(file)
      if !BinaryFile.isBinary(data) { entry.content = .bytes(try rendered(data, path)) }
    }
    try rendering.add(entry, at: place, from: path)
  }

  private func rendered(_ data: Data, _ path: String) throws(Failure) -> Data {
    guard let content = String(validating: [UInt8](data), as: UTF8.self) else {
      guard hasExpressions(data) else { return data }
      throw Failure(
        "the file is neither UTF-8 text nor known to be binary", at: source + "/" + path,
        remedy: "Name it in _copy_without_render", status: .badData)
    }
    let text = try text(content, at: path)
    return Data(
      LineEnds.replace(in: text, with: options.newline ?? LineEnds.first(of: data)).utf8)
  }

  /// Whether there is anything to render.
  private func hasExpressions(_ data: Data) -> Bool {
    [environment.variableStart, environment.blockStart, environment.commentStart].contains {
      !$0.isEmpty && data.firstRange(of: Data($0.utf8)) != nil
    }
  }

  private func renderLink(_ path: String, _ rendering: inout Rendering) throws(Failure) {
    guard let place = try place(of: path, rendering) else { return }
    let destination = try text(try Folder.target(ofLink: source + "/" + path), at: path)
    try check(link: place, to: destination, path)
    try rendering.add(
      Rendering.Entry(content: .link(to: destination)), at: place, from: path)
  }

  /// Takes over a folder without rendering what is in it.
  private func copy(
    _ path: String, to place: String, _ rendering: inout Rendering, depth: Int
  ) throws(Failure) {
    try checkDepth(depth, path)
    let file = source + "/" + path
    switch Folder.kind(file) {
    case .folder:
      if !place.isEmpty {
        try rendering.add(
          Rendering.Entry(content: .folder, permissions: Folder.permissions(file)), at: place,
          from: path)
      }
      for name in try Folder.names(file) {
        try copy(
          path + "/" + name, to: place.isEmpty ? name : place + "/" + name, &rendering,
          depth: depth + 1)
      }
    case .link:
      let destination = try Folder.target(ofLink: file)
      try check(link: place, to: destination, path)
      try rendering.add(
        Rendering.Entry(content: .link(to: destination)), at: place, from: path)
    case .file:
      try rendering.add(
        Rendering.Entry(content: .copy(of: file), permissions: Folder.permissions(file)),
        at: place, from: path)
    default: break
    }
  }

  private func checkDepth(_ depth: Int, _ path: String) throws(Failure) {
    guard depth < 100 else {
      throw Failure(
        "the folders are nested too deeply", at: source + "/" + path,
        remedy: "Correct the template", status: .badData)
    }
  }

  /// Renders a text of the template.
  ///
  /// - Parameters:
  ///   - content: the text.
  ///   - path: where it is from, for messages.
  /// - Returns: what becomes of it.
  /// - Throws: `Failure` with the place of a mistake.
  func text(_ content: String, at path: String) throws(Failure) -> String {
    try environment.text(content, file: path, context)
  }

  /// The path without empty parts and dots; one that leaves the project is refused.
  private func inside(_ path: String, _ origin: String) throws(Failure) -> String {
    let parts = path.split(separator: "/").filter { $0 != "." }
    // A name may begin with a slash because the folder it lies in has an empty name.
    var isAbsolute = path.hasPrefix("/")
    if isAbsolute, options.mergesFolders, let first = origin.split(separator: "/").first {
      isAbsolute = try !text(String(first), at: origin).isEmpty
    }
    guard !isAbsolute, !parts.contains(".."), !path.contains("\0") else {
      throw Failure(
        "the name becomes '\(path)', which leads out of the project", at: origin,
        remedy: "Correct the template or the answers", status: .badData)
    }
    return parts.joined(separator: "/")
  }

  /// Refuses a link that leads out of the project.
  ///
  /// Steps upwards are allowed only at the start: behind another link they could lead anywhere.
  private func check(
    link place: String, to destination: String, _ origin: String
  ) throws(Failure) {
    let parts = destination.split(separator: "/").filter { $0 != "." }
    let ups = parts.prefix { $0 == ".." }.count
    let depth = place.split(separator: "/").count - 1
    guard !destination.hasPrefix("/"), !destination.isEmpty, ups <= depth,
      !parts.dropFirst(ups).contains("..")
    else {
      throw Failure(
        "the link to '\(destination)' leads out of the project", at: origin,
        remedy: "Correct the template", status: .badData)
    }
  }
}
