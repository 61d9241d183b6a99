import Catalog
public import Files
import FoundationEssentials
public import HTTP

/// Docker Hub's own pages, as far as a release needs them: what stands on the page of an image.
public struct DockerHub: Sendable {
  /// Where it is.
  public static let site = "https://hub.docker.com"

  private let http: HTTP
  private let site: String
  private let patience: Patience
  private let progress: any Progress
  private static let limit = 1 << 20

  /// Creates it.
  ///
  /// - Parameters:
  ///   - http: sends requests.
  ///   - site: the beginning of its addresses.
  ///   - patience: how often a request is repeated that it could not answer.
  ///   - progress: is told about waits.
  /// - Throws: `Failure` with status `usage` when a token sent there could be read on the way.
  public init(
    _ http: HTTP, site: String = DockerHub.site, patience: Patience = Patience(),
    progress: any Progress = SilentProgress()
  ) throws(Failure) {
    let origin = Origin(site)
    guard origin?.scheme == "https" || ["localhost", "127.0.0.1"].contains(origin?.host) else {
      throw Failure(
        "a token sent there could be read on the way", at: Address.shown(site),
        remedy: "Name the address that begins with https", status: .usage)
    }
    self.http = http
    self.site = site
    self.patience = patience
    self.progress = progress
  }

  /// Writes the descriptions of an image, which must be there already.
  ///
  /// - Parameters:
  ///   - image: an image on Docker Hub.
  ///   - folder: the publication with both texts.
  ///   - account: the account that may change them.
  /// - Throws: `Failure` when the texts cannot be read or Docker Hub refuses.
  public func describe(
    _ image: ImageName, from folder: String, as account: RegistryAccount
  ) throws(Failure) {
    guard let place = image.hubPlace else {
      preconditionFailure("\(image) is not on Docker Hub")
    }
    let body = Self.encode([
      "description": try Self.text("\(folder)/\(ContainerPackage.shortDescription)"),
      "full_description": try Self.text("\(folder)/\(ContainerPackage.fullDescription)"),
    ])
    let token = try logIn(account)
    let url = "\(site)/v2/namespaces/\(place.namespace)/repositories/\(place.name)"
    var request = SentRequest(.patch, url, .bytes(body, type: "application/json"))
    request.isRepeatable = true
    let response = try send(request, [token])
    guard (200..<300).contains(response.status) else { throw refusal(response, image.description) }
  }

  /// Exchanges the user's token for one that holds for a few minutes.
  private func logIn(_ account: RegistryAccount) throws(Failure) -> AccessToken {
    let url = "\(site)/v2/auth/token"
    let body = Self.encode(["identifier": account.user, "secret": account.token.value])
    let response = try send(
      SentRequest(.post, url, .bytes(body, type: "application/json")), [])
    let login = try? JSONDecoder().decode(Login.self, from: response.body)
    guard (200..<300).contains(response.status), let login, let origin = Origin(site) else {
      throw refusal(response, "the login of \(account.user)")
    }
    return try AccessToken(login.token, for: origin, from: url)
  }

  private struct Login: Decodable {
    let token: String

    enum CodingKeys: String, CodingKey {
      case token = "access_token"
    }
  }

  private func send(
    _ request: SentRequest, _ tokens: [AccessToken]
  ) throws(Failure) -> Response {
    try http.send(
      request, tokens: tokens, limit: Self.limit, patience: patience, progress: progress)
  }

  /// What Docker Hub says is not repeated: it may hold what it was sent.
  private func refusal(_ response: Response, _ place: String) -> Failure {
    let code = "HTTP \(response.status)"
    let (what, remedy, status): (String, String, ExitStatus) =
      switch response.status {
      case 401, 403:
        (
          "Docker Hub does not allow it (\(code))",
          "Check DOCKERHUB_USERNAME and that DOCKERHUB_TOKEN may read, write and delete",
          .noPermission
        )
      case 404:
        (
          "Docker Hub has no such image (\(code))", "Push the image first, or check its name",
          .missingInput
        )
      case 429:
        (
          "Docker Hub is asked too often (\(code))", "Run the command again in a few minutes",
          .unavailable
        )
      default:
        (
          "Docker Hub answers with an error (\(code))",
          "Run the command again later, or paste the texts of dockerhub/ into the page of the image",
          .unavailable
        )
      }
    return Failure(what, at: place, remedy: remedy, status: status)
  }

  private static func text(_ path: String) throws(Failure) -> String {
    let text = try MappedFile(path).withBytes { bytes in
      unsafe bytes.withUnsafeBytes { unsafe String(decoding: $0, as: UTF8.self) }
    }
    let end = text.lastIndex { !$0.isWhitespace }
    return end.map { String(text[...$0]) } ?? ""
  }

  private static func encode(_ values: [String: String]) -> Data {
    let members = values.sorted { $0.key < $1.key }.map {
      JSON.Member(name: $0.key, value: .string($0.value))
    }
    return Data(JSON.object(members).written().utf8)
  }
}
