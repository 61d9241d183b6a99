import ArgumentParser
import Files
import MLPF

/// The ranks that share this run of the program.
enum Job {
  /// Commands that several ranks can share.
  private static let shared: [any ParsableCommand.Type] = [
    Train.self, Evaluate.self, Explain.self, DataConvert.self,
  ]

  /// What the help of these commands says of it, where the program knows MPI.
  static var note: String {
    #if MPI
      "\n\nUnder 'mpirun' several processes share the work, on one machine or on many."
    #else
      ""
    #endif
  }

  /// The ranks that `mpirun` has started, or this process alone.
  ///
  /// - Throws: `Failure` when they cannot reach each other.
  static func ranks() throws(Failure) -> Ranks { try Ranks.started() }

  /// Refuses a command that several ranks would do several times.
  ///
  /// - Parameter command: what the user asked for.
  /// - Throws: `Failure` when there are several and the command knows no sharing.
  static func check(_ command: any ParsableCommand) throws(Failure) {
    guard !shared.contains(where: { $0 == type(of: command) }), try ranks().count > 1 else {
      return
    }
    throw Failure(
      "this command runs on one rank", remedy: "Start it without mpirun", status: .usage)
  }

  /// Says what went wrong, once for all ranks, and ends them.
  ///
  /// An interruption is agreed on, so that every rank ends by itself.
  /// - Parameters:
  ///   - failure: what went wrong on this rank.
  ///   - say: tells the user of it.
  static func end(_ failure: Failure, _ say: (Failure) -> Void) {
    let ranks = (try? ranks()) ?? .solo
    guard ranks.count > 1 else { return say(failure) }
    if failure.status == .interrupted {
      if ranks.isFirst { say(failure) }
      return Ranks.leave()
    }
    // A first rank that is busy for long does not tell of it, so this one has to.
    let named = failure.on(rank: ranks.rank)
    ranks.handOver(named)
    say(named)
    ranks.endAll(failure.status)
  }
}
