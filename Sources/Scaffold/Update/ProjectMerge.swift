import Files
import FoundationEssentials

/// The versions of a project that an update looks at, beside the user's.
struct Versions {
  /// What the version of the template that the project is of made.
  let base: ProjectState
  /// What the new version makes, comparable with the base.
  let comparable: Rendering
  /// The same with other constants in the place of random texts and secrets, which shows where these
  /// are.
  let contrast: Rendering
  /// What the new version makes, with random texts of its own and the secrets that were given.
  let fresh: Rendering
}

/// Merges a template's changes into the files of a user.
///
/// Only paths that the template has or had are looked at.
struct ProjectMerge {
  struct Outcome {
    var changes: [ProjectUpdate.Change] = []
    var kept: [String] = []
    var unfilled: [String] = []
    var oldFolders: [String] = []
  }

  let project: ProjectFolder
  let versions: Versions
  let git: Git
  /// The commit that the new version of the template is of.
  let commit: String?
  /// What conflict marks call the user's version, the base and the template's.
  let labels: [String]

  /// What happens to every file and folder.
  func outcome() throws(Failure) -> Outcome {
    var result = Outcome()
    let rendered = versions.comparable.paths.filter { $0 != ProjectRecord.name }
    let folders = Set(rendered.filter { versions.comparable.isFolder($0) })
    let paths = Set(rendered).subtracting(folders).union(versions.base.files.keys)
    var removed: Set<String> = []
    // Files that go come first: a folder may take the place of one.
    for path in paths.filter(isGone).sorted() + paths.filter({ !isGone($0) }).sorted() {
      let base = versions.base.files[path] ?? .missing
      let template = try versions.comparable.state(path)
      guard template != base else { continue }
      if let obstacle = try project.obstacle(above: path, removed) {
        if template != .missing { result.changes.append(Self.undecided(path, obstacle)) }
        continue
      }
      let yours = try yours(path, removed)
      try add(path, base, yours, template, &result, &removed)
    }
    for folder in folders.subtracting(versions.base.folders).sorted() {
      guard try yours(folder, removed) == .missing,
        try project.obstacle(above: folder, removed) == nil
      else { continue }
      let isUsed = result.changes.contains { $0.entry != nil && $0.path.hasPrefix(folder + "/") }
      guard !isUsed else { continue }
      result.changes.append(
        ProjectUpdate.Change(
          path: folder + "/", kind: .added, problem: nil, entry: versions.comparable[folder]))
    }
    result.changes.sort { $0.path < $1.path }
    result.oldFolders = versions.base.folders.subtracting(folders).sorted().reversed()
    return result
  }

  private func isGone(_ path: String) -> Bool {
    versions.comparable[path].map { $0.content == .folder } ?? true
  }

  /// What the user has under a path once all that is to be removed is gone.
  private func yours(_ path: String, _ removed: Set<String>) throws(Failure) -> FileState {
    let place = try project.place(path)
    // Behind a link that goes lies nothing of the project.
    if removed.contains(path) || !removed.isDisjoint(with: ProjectFolder.folders(above: path)) {
      return .missing
    }
    if try isVacated(path, removed) { return .missing }
    return try FileState(at: place)
  }

  /// Whether a path is a folder of the template's in which nothing will be left.
  private func isVacated(_ path: String, _ removed: Set<String>) throws(Failure) -> Bool {
    guard versions.base.folders.contains(path) else { return false }
    let place = try project.place(path)
    guard Folder.kind(place) == .folder else { return false }
    for name in try FolderContents.names(place) {
      let inner = path + "/" + name
      guard removed.contains(inner) else {
        if try isVacated(inner, removed) { continue }
        return false
      }
    }
    return true
  }

  private static func undecided(_ path: String, _ problem: String) -> ProjectUpdate.Change {
    ProjectUpdate.Change(path: path, kind: .conflict, problem: problem, entry: nil)
  }

  private func add(
    _ path: String, _ base: FileState, _ yours: FileState, _ template: FileState,
    _ result: inout Outcome, _ removed: inout Set<String>
  ) throws(Failure) {
    var variable = try variableLines(path)
    var yours = yours
    if case .file(let content, let isExecutable) = yours, let mine = content.text,
      case .file(let content, _) = base, let old = content.text,
      let hidden = variable?.hidden(in: mine, base: old)
    {
      yours = .file(.bytes(hidden), isExecutable: isExecutable)
    }
    let merge = FileMerge { base, yours, template throws(Failure) in
      try git.merge(base: base, yours: yours, template: template, labels: labels)
    }
    // Without a line for each line, constants cannot be taken back afterwards.
    let template = variable == nil ? try versions.fresh.state(path) : template
    switch try merge.outcome(base: base, yours: yours, template: template) {
    case .unchanged: break
    case .kept: result.kept.append(path)
    case .removed:
      removed.insert(path)
      result.changes.append(
        ProjectUpdate.Change(path: path, kind: .removed, problem: nil, entry: nil))
    case .undecided(let problem):
      guard let beside = try beside(path, template, variable) else {
        return result.changes.append(Self.undecided(path, problem))
      }
      if Folder.kind(try project.place(beside.path)) == .missing { result.changes.append(beside) }
      result.changes.append(
        Self.undecided(path, "\(problem); the template's is in '\(beside.path)'"))
    case .written(let state):
      if isUnfilled(state, yours, variable) { result.unfilled.append(path) }
      result.changes.append(
        ProjectUpdate.Change(
          path: path, kind: yours == .missing ? .added : .changed, problem: nil,
          entry: try entry(path, state, variable, in: yours)))
    case .marked(let state):
      if isUnfilled(state, yours, variable) { result.unfilled.append(path) }
      result.changes.append(
        ProjectUpdate.Change(
          path: path, kind: .conflict, problem: "you and the template have changed the same lines",
          entry: try entry(path, state, variable, in: yours)))
    }
  }

  /// The template's version of a file beside the user's, where both cannot be merged; named by what it
  /// is of, so that a file of this name is the same.
  private func beside(
    _ path: String, _ template: FileState, _ variable: VariableLines?
  ) throws(Failure) -> ProjectUpdate.Change? {
    guard case .file(let content, _) = template,
      let entry = try entry(path, template, variable, in: .missing)
    else { return nil }
    let version = commit ?? content.digest
    return ProjectUpdate.Change(
      path: "\(path).template-\(version.prefix(7))", kind: .added, problem: nil, entry: entry)
  }

  /// The lines of a file that differ each time; `nil` if that cannot be told.
  private func variableLines(_ path: String) throws(Failure) -> VariableLines? {
    let states = [
      try versions.comparable.state(path), try versions.contrast.state(path),
      try versions.fresh.state(path),
    ]
    let texts = states.compactMap { state -> Data? in
      guard case .file(.bytes(let data), _) = state else { return nil }
      return data
    }
    guard texts.count == 3 else {
      let isConstant = states.allSatisfy { $0 == states[0] }
      return isConstant ? VariableLines(comparable: Data(), contrast: Data(), fresh: Data()) : nil
    }
    return VariableLines(comparable: texts[0], contrast: texts[1], fresh: texts[2])
  }

  private func isUnfilled(
    _ state: FileState, _ yours: FileState, _ variable: VariableLines?
  ) -> Bool {
    guard case .file(.bytes(let text), _) = state else { return false }
    var mine = Data()
    if case .file(.bytes(let data), _) = yours { mine = data }
    return variable?.hasUnfilledLines(text, insteadOf: mine) == true
  }

  /// What is written in the place of `yours`; permissions are the user's, but for the right to run a
  /// file.
  private func entry(
    _ path: String, _ state: FileState, _ variable: VariableLines?, in yours: FileState
  ) throws(Failure) -> Rendering.Entry? {
    switch state {
    case .link(let destination): return Rendering.Entry(content: .link(to: destination))
    case .file(.bytes(let data), let isExecutable):
      var permissions = versions.comparable[path]?.permissions ?? 0o644
      if case .file = yours { permissions = Folder.permissions(try project.place(path)) }
      let readers = permissions & 0o444
      permissions = isExecutable ? permissions | readers >> 2 : permissions & ~0o111
      return Rendering.Entry(
        content: .bytes(variable?.restored(data) ?? data), permissions: permissions)
    case .file(.digest, _), .missing, .other: return nil
    }
  }
}
