public import Files
import FoundationEssentials

/// Finds templates: folders, clones made earlier, git repositories, which it clones, and zip archives,
/// which it fetches and unpacks.
public struct TemplateLocator: Sendable {
  private let configuration: UserConfiguration
  private let isInteractive: Bool
  let zips: ZipSource

  /// Creates a locator.
  ///
  /// - Parameters:
  ///   - configuration: where clones are kept, and the user's abbreviations.
  ///   - isInteractive: whether git may ask for a password on the terminal.
  ///   - password: the password of archives, which `COOKIECUTTER_REPO_PASSWORD` holds; `nil` to ask.
  ///   - agent: how the program calls itself to servers, such as `fairmlpf/0.1.0`.
  public init(
    configuration: UserConfiguration, isInteractive: Bool, password: String?, agent: String
  ) {
    self.configuration = configuration
    self.isInteractive = isInteractive
    zips = ZipSource(
      folder: configuration.cookiecuttersFolder, password: password, agent: agent)
  }

  /// Finds a template and brings it to this machine.
  ///
  /// - Parameters:
  ///   - text: a folder, the name of a clone, an abbreviation such as `gh:user/name`, the address of a
  ///     git repository, or the path or address of a zip archive.
  ///   - checkout: the branch, tag or commit of a repository; `nil` for the repository's own choice.
  ///   - directory: the folder within it that has the template; `nil` for itself.
  ///   - prompter: is told when a repository cannot be reached and an earlier clone has to do, and is
  ///     asked for an archive's password.
  /// - Returns: where the template is; whoever asked calls `remove` on it after use.
  /// - Throws: `Failure` when there is none, or when it cannot be fetched.
  public func locate(
    _ text: String, checkout: String?, directory: String?, prompter: any Prompter
  ) throws(Failure) -> LocatedTemplate {
    try Self.check(directory)
    let parent = configuration.cookiecuttersFolder
    switch try TemplateReference(text, abbreviations: configuration.abbreviations) {
    case .repository(let address):
      let clone = try TemplateClone(
        of: address, under: parent, git: Git(isInteractive: isInteractive))
      let commit = try clone.bring(to: checkout, prompter: prompter)
      guard let folder = try Self.template(in: clone.folder, directory) else {
        throw Failure(
          "there is no template '\(clone.source)' (no cookiecutter.json in "
            + "'\(Self.joined(clone.folder, directory))')",
          remedy: "Name the folder within the repository that has one with --directory",
          status: .missingInput)
      }
      return LocatedTemplate(
        folder: folder, repository: clone.folder, commit: commit, source: clone.source)
    case .folder(let name):
      let places = name.hasPrefix("/") ? [name] : [name, parent + "/" + name]
      for place in places where !name.isEmpty {
        guard let folder = try Self.template(in: place, directory) else { continue }
        guard checkout == nil else {
          throw Failure(
            "--checkout is for repositories, and this is a folder", at: place,
            remedy:
              "Leave it out, or write the folder's address as file://\(Folder.resolved(place))",
            status: .usage)
        }
        return LocatedTemplate(
          folder: folder, repository: place, commit: try commit(of: place),
          source: try source(of: place))
      }
      throw missing(name, places.map { Self.joined($0, directory) })
    case .archive(let path):
      return try unpacked(
        path, source: Folder.resolved(path), checkout, directory, prompter: prompter)
    case .download(let address):
      return try fetched(address, checkout, directory, prompter: prompter)
    }
  }

  private static func check(_ directory: String?) throws(Failure) {
    guard let directory else { return }
    guard !directory.hasPrefix("/"), !directory.split(separator: "/").contains("..") else {
      throw Failure(
        "the directory '\(directory)' is not within the template's repository",
        remedy: "Correct --directory", status: .usage)
    }
  }

  static func joined(_ folder: String, _ directory: String?) -> String {
    directory.map { "\(folder)/\($0)" } ?? folder
  }

  /// The folder of a template; `nil` if there is none.
  static func template(
    in repository: String, _ directory: String?
  ) throws(Failure) -> String? {
    let folder = joined(repository, directory)
    guard let root = Folder.real(repository), let place = Folder.real(folder) else { return nil }
    guard place == root || place.hasPrefix(root == "/" ? root : root + "/") else {
      throw Failure(
        "the directory '\(directory ?? "")' is a link that leaves the template's repository",
        at: repository, remedy: "Correct --directory", status: .badData)
    }
    let settings = place + "/cookiecutter.json"
    return FileManager.default.fileExists(atPath: settings) && !FolderContents.isFolder(settings)
      ? folder : nil
  }

  /// The commit that a folder is of, if it is the work tree of a repository and has no changes.
  private func commit(of folder: String) throws(Failure) -> String? {
    guard Folder.kind(folder + "/.git") != .missing, ChildProcess.find("git") != nil else {
      return nil
    }
    let git = try Git(isInteractive: isInteractive)
    let head = try git.run(["rev-parse", "--quiet", "--verify", "HEAD^{commit}"], in: folder)
    guard head.succeeded else { return nil }
    return try git.isUnchanged(folder, since: head.output) ? head.output : nil
  }

  /// What a project remembers of a folder: the address it was cloned of, if it is a clone of ours.
  private func source(of folder: String) throws(Failure) -> String {
    let place = Folder.resolved(folder)
    guard Folder.parent(place) == Folder.resolved(configuration.cookiecuttersFolder),
      ChildProcess.find("git") != nil
    else { return place }
    return try TemplateClone.origin(of: place, Git(isInteractive: isInteractive)) ?? place
  }

  private func missing(_ name: String, _ places: [String]) -> Failure {
    let clones = (try? FolderContents.names(configuration.cookiecuttersFolder)) ?? []
    let list = places.map { "'\($0)'" }.joined(separator: " or ")
    return Failure(
      "there is no template '\(name)' (no cookiecutter.json in \(list))",
      remedy: NearestName.of(name, among: clones).map { "Did you mean '\($0)'?" }
        ?? "Name a folder that has one, or the address of a git repository",
      status: .missingInput)
  }
}
