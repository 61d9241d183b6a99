import Files

/// Makes the files of a draft those of a publication, and sends only what is not there.
struct DraftUpload {
  let drafts: InvenioDrafts
  /// The draft.
  let id: String
  /// The files it is to have.
  let files: [DepositFile]
  /// Names of the files that this program has put there before.
  let earlier: Set<String>
  let progress: any Progress
  let shouldStop: @Sendable () -> Bool

  /// What was done.
  struct Result {
    var sent = 0
    var bytes = 0
    var kept = 0
    var removed: [String] = []
    /// Names of files that somebody has put there by hand.
    var foreign: [String] = []
  }

  /// Does it.
  ///
  /// Whatever an earlier run has left behind is found out from the site: a file that is there whole and
  /// the same stays, one that was only declared is sent, and one that is different is removed first.
  func run() throws(Failure) -> Result {
    var result = Result()
    let there = try drafts.files(id)
    let wanted = Dictionary(files.map { ($0.name, $0) }) { first, _ in first }
    var complete: Set<String> = []
    var declared: Set<String> = []
    for file in there {
      try requireGoOn()
      if let own = wanted[file.name], file.isSame(as: own) {
        if file.isComplete { complete.insert(file.name) } else { declared.insert(file.name) }
      } else if wanted[file.name] != nil || earlier.contains(file.name) {
        try drafts.delete(file.name, from: id)
        if wanted[file.name] == nil { result.removed.append(file.name) }
      } else {
        result.foreign.append(file.name)
      }
    }
    let missing = files.filter { !complete.contains($0.name) }
    let unknown = missing.filter { !declared.contains($0.name) }
    if !unknown.isEmpty { try drafts.declare(unknown, in: id) }
    let total = missing.reduce(0) { $0 + $1.size }
    for file in missing {
      try requireGoOn()
      let done = result.bytes
      try drafts.upload(file, to: id) { [progress, shouldStop] sent in
        progress.report(done + sent, of: total, note: file.name)
        return !shouldStop()
      }
      try drafts.commit(file, in: id)
      result.sent += 1
      result.bytes += file.size
      progress.report(result.bytes, of: total, note: file.name)
    }
    result.kept = complete.count
    return result
  }

  private func requireGoOn() throws(Failure) {
    if shouldStop() { throw DepositFile.interrupted }
  }
}
