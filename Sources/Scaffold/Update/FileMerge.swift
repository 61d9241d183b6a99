import Files
import FoundationEssentials

/// Brings together what a user and a template have made of one file.
///
/// What only one of both has changed is taken over; what the user has deleted stays deleted; what the
/// user has changed is never removed.
struct FileMerge {
  enum Outcome: Equatable {
    /// The user's file stays as it is.
    case unchanged
    /// The file gets this state, and nothing is left to decide.
    case written(FileState)
    /// The file goes: the template has it no longer, and the user has not changed it.
    case removed
    /// The user's file stays although the template has it no longer.
    case kept
    /// The user has to decide between both sides, which are marked in the file.
    case marked(FileState)
    /// The user has to decide; the file stays as it is.
    case undecided(String)
  }

  /// Merges lines; says whether some are left to decide.
  let lines:
    (_ base: Data, _ yours: Data, _ template: Data) throws(Failure) -> (Data, hasConflict: Bool)

  /// What becomes of the file.
  ///
  /// - Parameters:
  ///   - base: what the template made of it when the project was last like the template.
  ///   - yours: what the user has.
  ///   - template: what the template makes of it now.
  /// - Returns: what to do.
  /// - Throws: `Failure` when lines cannot be merged.
  func outcome(
    base: FileState, yours: FileState, template: FileState
  ) throws(Failure) -> Outcome {
    if template == base || yours == template { return .unchanged }
    if yours == base { return template == .missing ? .removed : .written(template) }
    if yours == .missing { return .unchanged }
    if template == .missing { return .kept }
    guard case .file(let mine, let isExecutable) = yours,
      case .file(let theirs, let wantsExecutable) = template
    else {
      return .undecided("you and the template have made different things of it")
    }
    var old = FileState.Content.bytes(Data())
    var wasExecutable = isExecutable
    let hasBase: Bool
    if case .file(let content, let flag) = base {
      (old, wasExecutable, hasBase) = (content, flag, true)
    } else {
      hasBase = false
    }
    let flag = hasBase && wantsExecutable != wasExecutable ? wantsExecutable : isExecutable
    func result(_ content: FileState.Content) -> Outcome {
      let state = FileState.file(content, isExecutable: flag)
      return state == yours ? .unchanged : .written(state)
    }
    if mine == theirs || (hasBase && theirs == old) { return result(mine) }
    if hasBase, mine == old { return result(theirs) }
    guard let mine = mine.text, let theirs = theirs.text, let old = old.text else {
      return .undecided("it is binary or large, and both you and the template have changed it")
    }
    let (merged, hasConflict) = try lines(old, mine, theirs)
    return hasConflict
      ? .marked(.file(.bytes(merged), isExecutable: flag)) : result(.bytes(merged))
  }
}
