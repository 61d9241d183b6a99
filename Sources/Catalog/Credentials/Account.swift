/// A service at which a user has a token.
public enum Account: String, Sendable, CaseIterable {
  /// Zenodo.
  case zenodo
  /// The place to practise, which forgets what is put there.
  case zenodoSandbox = "zenodo_sandbox"
  /// Another site that runs InvenioRDM, which the user names by its address.
  case invenioRDM = "inveniordm"
  /// Docker Hub.
  case dockerHub = "dockerhub"

  /// The variable of the environment that holds its token.
  public var variable: String {
    switch self {
    case .zenodo: "ZENODO_TOKEN"
    case .zenodoSandbox: "ZENODO_SANDBOX_TOKEN"
    case .invenioRDM: "INVENIORDM_TOKEN"
    case .dockerHub: "DOCKERHUB_TOKEN"
    }
  }

  /// The key of its token in the file of credentials.
  public var key: String { rawValue }
}
