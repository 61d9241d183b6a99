import Files
import FoundationEssentials

/// The clone of a template's repository in the folder of clones.
///
/// Branches and tags are kept as the repository has them, and the work tree stands at one commit
/// without a branch. The address is used for fetching and written down without credentials.
struct TemplateClone {
  let git: Git
  let address: String
  let folder: String
  /// The commit that `HEAD` of the repository was when it was fetched.
  private static let fetchedHead = "refs/fairmlpf/head"

  init(of address: String, under parent: String, git: Git) throws(Failure) {
    self.git = git
    self.address = address
    folder = parent + "/" + (try TemplateReference.name(ofRepository: address))
  }

  /// The address without credentials.
  var source: String { Self.source(address) }

  private static func source(_ address: String) -> String {
    var source = Credentials.removed(fromAddress: address)
    while source.hasSuffix("/") { source.removeLast() }
    return source
  }

  /// Fetches the repository and brings the clone to a commit.
  ///
  /// - Parameters:
  ///   - reference: a branch, tag or commit; `nil` for the repository's own choice.
  ///   - prompter: is told when an earlier clone has to do.
  /// - Returns: the commit.
  /// - Throws: `Failure`; the clone of an earlier run is then still there.
  func bring(to reference: String?, prompter: any Prompter) throws(Failure) -> String {
    if let reference, reference.hasPrefix("-") {
      throw Failure(
        "the name of a branch, tag or commit cannot begin with '-', as '\(reference)' does",
        remedy: "Correct --checkout", status: .usage)
    }
    guard Folder.kind(folder) != .missing else { return try replace(reference) }
    guard try origin() == source else {
      try keepEdits(prompter, andBranches: true)
      return try replace(reference)
    }
    let fetched = try fetch(into: folder)
    let commit = try commit(reference, in: folder, isFetched: fetched.succeeded)
    if !fetched.succeeded {
      guard commit != nil else { throw unavailable(fetched) }
      prompter.say(
        "\(source): the repository cannot be fetched (\(reason(fetched))). "
          + "The copy of an earlier run is used.")
    }
    guard let commit else { throw unknown(reference) }
    try keepEdits(prompter)
    try checkOut(commit, in: folder)
    return commit
  }

  /// The address that a clone was made of, without credentials; `nil` if the folder is none.
  static func origin(of folder: String, _ git: Git) throws(Failure) -> String? {
    guard Folder.kind(folder) == .folder, Folder.kind(folder + "/.git") == .folder else {
      return nil
    }
    let origin = try git.run(["config", "--local", "--get", "remote.origin.url"], in: folder)
    return origin.succeeded ? source(origin.output) : nil
  }

  private func origin() throws(Failure) -> String {
    if let origin = try Self.origin(of: folder, git) { return origin }
    throw Failure(
      "the clone of the template belongs here, but something else is in its place", at: folder,
      remedy: "Move it away, or name it as a folder", status: .cannotCreate)
  }

  /// Keeps a copy of a clone that somebody has worked in: here any commit is checked out without
  /// asking.
  private func keepEdits(_ prompter: any Prompter, andBranches: Bool = false) throws(Failure) {
    let status = try git.run(["status", "--porcelain", "--ignored"], in: folder)
    var own = ""
    if andBranches {
      let list = ["rev-list", "--max-count=1", "--branches", "--not", "--remotes", "--tags"]
      own = try git.run(list, in: folder).output
    }
    guard !status.output.isEmpty || !own.isEmpty else { return }
    var number = 1
    while Folder.kind("\(folder).edited-\(number)") != .missing { number += 1 }
    let copy = "\(folder).edited-\(number)"
    try Folder.copy(folder, to: copy)
    prompter.say("The clone \(folder) has been edited; \(copy) keeps it as it was.")
  }

  private func fetch(into folder: String) throws(Failure) -> Git.Result {
    let variables = Git.credentials(in: address, for: source)
    let command = [
      "fetch", "--quiet", "--prune", "--force", "--no-tags", "--no-recurse-submodules", "--",
      variables.isEmpty ? address : source,
      "+refs/heads/*:refs/remotes/origin/*",
      "+refs/tags/*:refs/tags/*",
    ]
    let result = try git.run(
      command + ["+HEAD:\(Self.fetchedHead)"], in: folder, variables: variables)
    guard result.reason == "couldn't find remote ref HEAD" else { return result }
    // The repository is empty, or its HEAD names a branch that is not there.
    _ = try git.run(["update-ref", "-d", Self.fetchedHead], in: folder)
    return try git.run(command, in: folder, variables: variables)
  }

  private func commit(
    _ reference: String?, in folder: String, isFetched: Bool
  ) throws(Failure) -> String? {
    var names = [Self.fetchedHead] + (isFetched ? [] : ["refs/remotes/origin/HEAD", "HEAD"])
    if let reference, reference != "HEAD" {
      names = ["refs/tags/\(reference)", "refs/remotes/origin/\(reference)"]
      if reference.count >= 4, reference.allSatisfy(\.isHexDigit) { names.append(reference) }
    }
    for name in names {
      let found = try git.run(["rev-parse", "--quiet", "--verify", "\(name)^{commit}"], in: folder)
      if found.succeeded { return found.output }
    }
    return nil
  }

  private func checkOut(_ commit: String, in folder: String) throws(Failure) {
    let commands = [
      // Line ends are those of the repository, whatever the user's settings make of them.
      [
        "-c", "core.autocrlf=false", "-c", "core.eol=lf", "checkout", "--quiet", "--force",
        "--detach", commit, "--",
      ],
      ["clean", "--quiet", "-ffdx"],
    ]
    for command in commands {
      let result = try git.run(command, in: folder)
      guard result.succeeded else {
        throw Failure(
          "the clone of the template cannot be brought to commit \(commit.prefix(12)) "
            + "(\(result.reason))",
          at: self.folder, remedy: "Remove the folder and run the command again",
          status: .inputOutput)
      }
    }
  }

  /// Makes the clone beside its place, which it takes when it is complete.
  private func replace(_ reference: String?) throws(Failure) -> String {
    let parent = Folder.parent(folder)
    let new = "\(parent)/.fairmlpf-\(UUID().uuidString)"
    let old = new + "-old"
    try FolderContents.create(parent)
    defer { Folder.remove(new) }
    for step in [
      try git.create(new),
      try git.run(["remote", "add", "--", "origin", source], in: new),
    ] where !step.succeeded {
      throw Failure(
        "the clone of the template cannot be made (\(step.reason))", at: folder,
        remedy: "Check the folder's permissions and space", status: .cannotCreate)
    }
    let fetched = try fetch(into: new)
    guard fetched.succeeded else { throw unavailable(fetched) }
    guard let commit = try commit(reference, in: new, isFetched: true) else {
      throw unknown(reference)
    }
    try checkOut(commit, in: new)
    do {
      let files = FileManager.default
      if Folder.kind(folder) != .missing { try files.moveItem(atPath: folder, toPath: old) }
      do {
        try files.moveItem(atPath: new, toPath: folder)
      } catch {
        try? files.moveItem(atPath: old, toPath: folder)
        throw error
      }
    } catch {
      throw Failure(
        "the clone of the template cannot be put in its place", at: folder,
        remedy: "Check the permissions of the folder", status: .cannotCreate, cause: "\(error)")
    }
    Folder.remove(old)
    return commit
  }

  private func reason(_ result: Git.Result) -> String {
    Credentials.removed(from: result.reason, about: address)
  }

  private func unavailable(_ result: Git.Result) -> Failure {
    Failure(
      "the repository cannot be fetched (\(reason(result)))", at: source,
      remedy: "Check the address and the network", status: .unavailable)
  }

  private func unknown(_ reference: String?) -> Failure {
    guard let reference else {
      return Failure(
        "the repository has no default branch, or no commits", at: source,
        remedy: "Name a branch with --checkout", status: .missingInput)
    }
    return Failure(
      "the repository has no branch, tag or commit '\(reference)'", at: source,
      remedy: "Correct --checkout", status: .missingInput)
  }
}
