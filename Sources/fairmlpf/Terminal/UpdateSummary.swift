import Scaffold

/// The sentences that tell what an update does.
struct UpdateSummary {
  private let found: ProjectUpdate

  init(_ found: ProjectUpdate) { self.found = found }

  /// Whether the template has moved on, in one line.
  var check: String {
    guard hasNewCommit || !found.changes.isEmpty else {
      return
        "The project is up to date with \(Visible.line(found.source))\(place(found.commits.new))."
    }
    let change = "The template has moved on\(movement)"
    guard !found.changes.isEmpty else {
      return "\(change), which changes nothing in this project."
    }
    return "\(change): \(count) would change. See 'fairmlpf new --diff'."
  }

  /// What was done, in one line.
  var update: String {
    let source = "\(Visible.line(found.source))\(place(found.commits.new))"
    guard !found.changes.isEmpty else {
      return hasNewCommit
        ? "The template has moved on\(movement), which changes nothing in this project."
        : "The project is up to date with \(source)."
    }
    guard found.conflicts.isEmpty else {
      return "Resolve the conflicts, then commit."
    }
    return "The project is now up to date with \(source). Look at 'git diff', then commit."
  }

  /// What the user has to know about single files, a line each.
  var problems: [String] {
    found.conflicts.map {
      "conflict: \(Visible.line($0.path)): \(Visible.line($0.problem ?? ""))."
    }
      + found.kept.map {
        "kept: \(Visible.line($0)): the template has it no longer, but yours is not as the template made it."
      }
      + found.unfilled.map {
        "look: \(Visible.line($0)): a secret or random text may be missing in a new line, because "
          + "another line looks the same."
      }
  }

  private var hasNewCommit: Bool { found.commits.old != found.commits.new }

  private var count: String {
    found.changes.count == 1 ? "1 file" : "\(found.changes.count) files"
  }

  private var movement: String {
    guard let old = found.commits.old, let new = found.commits.new, old != new else { return "" }
    return " from \(old.prefix(7)) to \(new.prefix(7))"
  }

  private func place(_ commit: String?) -> String {
    commit.map { " at commit \($0.prefix(7))" } ?? ""
  }
}
