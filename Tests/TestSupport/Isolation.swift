/// Programs that are run where there is no network at all.
public enum Isolation {
  /// What stands before a command so that it sees no network; empty where that is not permitted.
  public static let command: [String] = {
    let command = ["/usr/bin/env", "unshare", "--user", "--map-root-user", "--net"]
    let result = try? Command.run(command[0], Array(command.dropFirst()) + ["true"], in: "/")
    return result?.status == 0 ? command : []
  }()
}
