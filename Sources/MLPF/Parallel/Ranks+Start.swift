import FoundationEssentials
package import Files

#if MPI
  import CMPI
#endif

extension Ranks {
  /// The ranks that `mpirun` has started this process among; solo if it has not.
  ///
  /// MPI is started only then: loading and starting it takes longer than most commands.
  /// - Throws: `Failure` when there are several and they cannot reach each other.
  package static func started() throws(Failure) -> Ranks { try launch.get() }

  private static let launch = Result { () throws(Failure) in try launched() }

  private static func launched() throws(Failure) -> Ranks {
    let variables = ["OMPI_COMM_WORLD_SIZE", "PMIX_RANK"]
    let environment = ProcessInfo.processInfo.environment
    guard variables.contains(where: { environment[$0] != nil }) else { return .solo }
    #if MPI
      let messenger = try MPIMessenger()
      return messenger.count > 1 ? Ranks(messenger) : .solo
    #else
      guard environment[variables[0]].flatMap({ Int($0) }) ?? 1 > 1 else { return .solo }
      throw Failure(
        "this fairmlpf was built without MPI",
        remedy: "Build it with 'make build TRAITS=MPI', or "
          + "start it without mpirun", status: .usage)
    #endif
  }

  /// Ends MPI, where it was started, after all went well; waits for the other ranks.
  package static func leave() {
    #if MPI
      if cmpi_is_running() != 0 { MPI_Finalize() }
    #endif
  }

  /// Ends all ranks, where there are several.
  ///
  /// - Parameter status: the exit code of them all.
  package func endAll(_ status: ExitStatus) {
    #if MPI
      if count > 1, cmpi_is_running() != 0 { MPI_Abort(cmpi_world(), status.rawValue) }
    #endif
  }

  /// Lets rank 0 tell of a failure, so that it is told once.
  ///
  /// Returns only if rank 0 does not end this process within ten seconds.
  /// - Parameter failure: what has happened, with the name of this rank.
  package func handOver(_ failure: Failure) {
    #if MPI
      guard count > 1, !isFirst, cmpi_is_running() != 0 else { return }
      MPIMessenger.send(failure)
    #endif
  }
}
