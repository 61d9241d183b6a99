import Catalog
import Files
import Foundation
import TestSupport
import Testing

@testable import Publication

/// With a script in place of an engine, which writes down what it is told and what it is given.
@Suite struct ContainerImageTests {
  // One of its own: other tests run beside this one, with theirs in variables of other processes.
  private static let token = "dckr_pat_\(UUID().uuidString)"

  /// A folder with a publication and an engine.
  private struct Place {
    let folder: String
    let engine: ContainerEngine

    /// `labels` is what the engine says of the labels of an image.
    init(_ folder: String, _ kind: ContainerEngine.Kind, labels: String? = nil, fails: String = "-")
      throws
    {
      self.folder = folder
      let files = try ContainerPackage().files(of: ExampleModel.release())
      try ExampleModel.write(files, to: folder + "/publication")
      let values = ContainerLabels(ExampleModel.release()).values
      let known = try JSONEncoder().encode(
        Dictionary(uniqueKeysWithValues: values.map { ($0.name, $0.value) }))
      try AtomicFile.write(
        labels ?? String(decoding: known, as: UTF8.self), to: folder + "/labels.json")
      try AtomicFile.write(
        """
        #!/bin/sh
        echo "$@" >> "\(folder)/told"
        [ "$1" = "\(fails)" ] && { echo "no, not that" >&2; exit 3; }
        case "$1" in
          image) cat "\(folder)/labels.json" ;;
          inspect)
            echo '{"OCIv1": {"config": {"Labels": '
            cat "\(folder)/labels.json"
            echo '}}, "Config": {}}'
            ;;
          context) echo unix:///run/somewhere.sock ;;
          login)
            cat > "\(folder)/input"
            env > "\(folder)/environment"
            cat /proc/[0-9]*/cmdline /proc/[0-9]*/environ > "\(folder)/processes" 2>/dev/null
            ;;
        esac
        exit 0

        """, to: folder + "/engine")
      chmod(folder + "/engine", 0o755)
      engine = ContainerEngine(kind, at: folder + "/engine")
    }

    func image(_ name: String, base: String? = nil) throws -> ContainerImage {
      ContainerImage(
        try ImageName(name), of: ExampleModel.release(), in: folder + "/publication",
        engine: engine, base: base)
    }

    /// What the engine was told, a line for each time, with the name of a temporary folder left out.
    func told() throws -> [String] {
      try text("told").split(separator: "\n").map {
        String($0).replacing(/\/\S*fairmlpf-login-[0-9A-F-]+/, with: "LOGIN")
          .replacing(folder, with: "HERE")
      }
    }

    func text(_ name: String) throws -> String {
      String(decoding: try Data(contentsOf: URL(filePath: "\(folder)/\(name)")), as: UTF8.self)
    }
  }

  @Test(arguments: [
    (
      ContainerEngine.Kind.docker,
      [
        "build --tag docker.io/user/mlpf:1 HERE/publication",
        "image inspect --format {{json .Config.Labels}} docker.io/user/mlpf:1",
      ]
    ),
    (
      .podman,
      [
        "build --tag docker.io/user/mlpf:1 --timestamp 1764000000 HERE/publication",
        "image inspect --format {{json .Config.Labels}} docker.io/user/mlpf:1",
      ]
    ),
    (
      .buildah,
      [
        "build --tag docker.io/user/mlpf:1 --timestamp 1764000000 HERE/publication",
        "inspect --type image docker.io/user/mlpf:1",
      ]
    ),
  ])
  func builds(_ kind: ContainerEngine.Kind, _ expected: [String]) throws {
    try withFolder { folder in
      let place = try Place(folder, kind)
      try place.image("user/mlpf:1").build(isQuiet: true)
      #expect(try place.told() == expected)
    }
  }

  @Test func refusesAnImageWithoutItsLabels() throws {
    try withFolder { folder in
      let place = try Place(folder, .podman, labels: "null")
      let image = try place.image("user/mlpf:1", base: "fairmlpf@sha256:0123")
      let found = failure { () throws(Failure) in try image.build(isQuiet: true) }
      #expect(found?.status == .badData)
      #expect(found?.what.contains("org.opencontainers.image.version") == true)
      #expect(try place.told()[0].contains(" --build-arg FAIRMLPF_IMAGE=fairmlpf@sha256:0123 "))
    }
  }

  @Test func showsWhatAnEngineSaidLast() throws {
    try withFolder { folder in
      let place = try Place(folder, .podman, fails: "build")
      let image = try place.image("user/mlpf:1")
      let found = failure { () throws(Failure) in try image.build(isQuiet: true) }
      #expect(found?.status == .unavailable)
      #expect(found?.what == "the image cannot be built")
      #expect(found?.excerpt == ["no, not that"])
    }
  }

  /// The secret goes through a pipe, and stands in no argument, variable or file.
  @Test(arguments: [
    (
      ContainerEngine.Kind.docker,
      [
        "context inspect --format {{.Endpoints.docker.Host}}",
        "login --username user --password-stdin", "push docker.io/user/mlpf:1",
      ]
    ),
    (
      .buildah,
      [
        "login --username user --password-stdin --authfile LOGIN/auth.json docker.io",
        "push --authfile LOGIN/auth.json docker.io/user/mlpf:1",
      ]
    ),
  ])
  func logsInByAPipe(_ kind: ContainerEngine.Kind, _ expected: [String]) throws {
    try withFolder { folder in
      let place = try Place(folder, kind)
      let account = try RegistryAccount(user: "user", token: Secret(Self.token, from: "a test"))
      try place.image("user/mlpf:1").push(account, isQuiet: true)
      #expect(try place.told() == expected)
      #expect(try place.text("input") == Self.token)
      #expect(try !place.text("processes").contains(Self.token))
      let environment = try place.text("environment")
      #expect(!environment.contains(Self.token))
      if kind == .docker {
        let login = try #require(environment.firstMatch(of: /(?m)^DOCKER_CONFIG=(.+)$/)?.1)
        #expect(!FileManager.default.fileExists(atPath: String(login)))
        #expect(environment.contains("DOCKER_HOST=unix:///run/somewhere.sock\n"))
      }
      for text in ["\(account)", "\(String(reflecting: account))"] {
        #expect(text == "the account user")
      }
    }
  }

  @Test func theTokenOfDockerHubGoesToNoOtherRegistry() throws {
    try withFolder { folder in
      let place = try Place(folder, .buildah)
      let account = try RegistryAccount(user: "user", token: Secret(Self.token, from: "a test"))
      let image = try place.image("localhost:5055/user/mlpf:1")
      try image.push(account, isQuiet: true)
      #expect(try place.told() == ["push --tls-verify=false localhost:5055/user/mlpf:1"])
      #expect(
        image.pushLines(account) == ["buildah push --tls-verify=false localhost:5055/user/mlpf:1"])
    }
  }

  @Test func aRefusedLoginSaysNothingOfTheToken() throws {
    try withFolder { folder in
      let place = try Place(folder, .podman, fails: "login")
      let account = try RegistryAccount(user: "user", token: Secret(Self.token, from: "a test"))
      let image = try place.image("user/mlpf:1")
      let found = try #require(
        failure { () throws(Failure) in try image.push(account, isQuiet: true) })
      #expect(
        found.description
          == "podman: Docker Hub does not accept the login of user. Check DOCKERHUB_USERNAME and "
          + "DOCKERHUB_TOKEN; the token must be allowed to write.")
      #expect(!"\(String(reflecting: found))".contains(Self.token))
      #expect(try place.told().count == 1)
    }
  }

  @Test(arguments: [("", "t"), ("user", ""), ("user", "a b"), ("-u", "t"), ("us er", "t")])
  func accountsAreChecked(_ user: String, _ token: String) {
    let found = failure { () throws(Failure) in
      _ = try RegistryAccount(user: user, token: Secret(token, from: "DOCKERHUB_TOKEN"))
    }
    #expect(found?.status == .usage)
  }

  @Test func linesAreForAShell() throws {
    let engine = ContainerEngine(.docker, at: nil)
    #expect(
      engine.line(engine.build(try ImageName("mlpf"), in: "my files/it's", base: nil, at: 5))
        == #"docker build --tag mlpf:latest 'my files/it'\''s'"#)
  }
}
