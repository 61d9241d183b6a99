public import Files
import FoundationEssentials
import HTTP
import Yams

/// The user's tokens: variables of the environment, or else a file that only the user can read.
///
/// The file is `fairmlpf/credentials.yaml` in the folder of the user's settings: pairs of a service and
/// its token, such as `zenodo: abc`. Nothing of what it holds is ever part of a message.
public struct UserCredentials: Sendable {
  private let environment: [String: String]
  private let path: String?
  private let values: [String: String]

  /// The key of the name that belongs to the token of Docker Hub.
  private static let dockerHubUserKey = "dockerhub_user"
  /// The variable of that name.
  private static let dockerHubUserVariable = "DOCKERHUB_USERNAME"

  private static let keys = Account.allCases.map(\.key) + [dockerHubUserKey]

  /// Reads the file, if there is one.
  ///
  /// - Parameter environment: the variables of the process; empty ones count as missing.
  /// - Throws: `Failure` with status `noPermission` when other users can open the file, `badData` when
  ///   it is not what it should be.
  public init(environment: [String: String]) throws(Failure) {
    self.environment = environment.filter { !$0.value.isEmpty }
    path = Self.path(in: self.environment)
    values = try path.map { path throws(Failure) in try Self.read(path) } ?? [:]
  }

  /// Where the file lies.
  ///
  /// - Parameter environment: the variables of the process.
  /// - Returns: `nil` if the user has no folder.
  public static func path(in environment: [String: String]) -> String? {
    // The rules of XDG ignore a path that is not absolute.
    let folders = [environment["XDG_CONFIG_HOME"], environment["HOME"].map { $0 + "/.config" }]
    let folder = folders.compactMap(\.self).first { $0.hasPrefix("/") }
    return folder.map { $0 + "/fairmlpf/credentials.yaml" }
  }

  /// The token for a service.
  ///
  /// - Parameter account: the service.
  /// - Returns: the one of the environment before the one of the file; `nil` if there is neither.
  public func secret(for account: Account) -> Secret? {
    secret(variable: account.variable, key: account.key)
  }

  /// The user's name at Docker Hub.
  public var dockerHubUser: String? {
    secret(variable: Self.dockerHubUserVariable, key: Self.dockerHubUserKey)?.value
  }

  /// What to do about a token that is missing.
  ///
  /// - Parameter account: the service.
  /// - Returns: a clause in the imperative.
  public func remedy(for account: Account) -> String {
    "Set \(account.variable), or write '\(account.key): TOKEN' into \(path ?? "a file of credentials")"
      + " with 'chmod 600'"
  }

  private func secret(variable: String, key: String) -> Secret? {
    if let value = environment[variable] { return Secret(value, from: variable) }
    guard let value = values[key], let path else { return nil }
    return Secret(value, from: "'\(key)' in \(path)")
  }

  private static func read(_ path: String) throws(Failure) -> [String: String] {
    guard let data = try PrivateFile.read(path) else { return [:] }
    let node: Node?
    do {
      node = try compose(yaml: String(decoding: data, as: UTF8.self))
    } catch {
      // What the reader of YAML says shows the line, and with it a token.
      throw wrong(path, nil, "the file is not YAML")
    }
    guard let node else { return [:] }
    guard let mapping = node.mapping else {
      throw wrong(path, node.mark?.line, "the file is no list of services and tokens")
    }
    var values: [String: String] = [:]
    for (key, value) in mapping {
      guard let name = key.scalar?.string, keys.contains(name) else {
        // An unknown key may be a token that was written in its place.
        let near = key.scalar.flatMap { NearestName.of($0.string, among: keys) }
        throw wrong(
          path, key.mark?.line, "the key is none of \(keys.joined(separator: ", "))",
          near.map { "Did you mean '\($0)'?" })
      }
      guard let text = value.scalar?.string, !text.isEmpty else {
        throw wrong(path, key.mark?.line, "'\(name)' has no token")
      }
      values[name] = text
    }
    return values
  }

  private static func wrong(
    _ path: String, _ line: Int?, _ what: String, _ remedy: String? = nil
  ) -> Failure {
    Failure(
      what, at: line.map { "\(path):\($0)" } ?? path,
      remedy: remedy ?? "Write one service a line, such as 'zenodo: TOKEN'", status: .badData)
  }
}
