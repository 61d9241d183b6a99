import Foundation
import TestSupport
import Testing

/// What runs the model elsewhere, from an experiment that is ready to be published.
@Suite struct PublishContainerTests {
  private static let token = "dckr_pat_\(UUID().uuidString)"

  /// Runs a test in an experiment with all results, and with a script in place of podman.
  private static func test(_ body: (Program, String) throws -> Void) throws {
    try Program.testExperiment { fairmlpf in
      try Data(
        """
        cff-version: 1.2.0
        message: Please cite it.
        title: A tiny model
        authors: [{family-names: User, given-names: A}]
        version: 1.2.0
        license: MIT

        """.utf8
      ).write(to: URL(filePath: fairmlpf.folder + "/CITATION.cff"))
      let result = try fairmlpf("run", "-q")
      try #require(result.status == 0, "\(result.errors)")
      let tools = fairmlpf.folder + "/tools"
      try FileManager.default.createDirectory(
        atPath: tools, withIntermediateDirectories: false)
      try Data(
        """
        #!/bin/sh
        cd "\(tools)"
        echo "$@" >> told
        cat /proc/[0-9]*/cmdline >> processes 2>/dev/null
        case "$1" in
          build) sed -n 's/^\\(LABEL \\| *\\)\\([a-z.0-9]*\\)="\\(.*\\)".*/\\2=\\3/p' \
            "$(echo "$@" | sed 's/.* //')/Dockerfile" > labels ;;
          image) sed 's/=/": "/; s/^/"/; s/$/"/' labels | paste -sd, | sed 's/^/{/; s/$/}/' ;;
          login) cat > input ;;
        esac
        exit 0

        """.utf8
      ).write(to: URL(filePath: tools + "/podman"))
      chmod(tools + "/podman", 0o755)
      try body(fairmlpf, tools)
    }
  }

  private static func environment(_ tools: String, _ more: [String: String] = [:])
    -> [String: String]
  {
    ["PATH": tools + ":/usr/bin:/bin", "XDG_CONFIG_HOME": "/nowhere"].merging(more) { $1 }
  }

  @Test func packagesAreMadeCheckedAndSent() throws {
    try Self.test { fairmlpf, tools in
      let dry = try fairmlpf("publish", "dlhub", "--dry-run", "-q")
      #expect(dry.status == 0 && dry.output.contains("dlhub/fairmlpf_servable.py"))
      #expect(!FileManager.default.fileExists(atPath: fairmlpf.folder + "/publication"))
      let dlhub = try fairmlpf("publish", "dlhub")
      #expect(dlhub.status == 0, "\(dlhub.errors)")
      #expect(dlhub.output.hasSuffix("/publication/dlhub.zip\n"))
      #expect(dlhub.errors.contains("DLHub is retired as far as is known"))

      let image = "docker.io/user/tiny:1.2.0"
      let user = ["DOCKERHUB_USERNAME": "user", "DOCKERHUB_TOKEN": Self.token]
      let plan = try fairmlpf(
        "publish", "dockerhub", "--dry-run", "--push", "--engine", "podman",
        environment: Self.environment(tools, user))
      #expect(plan.status == 0, "\(plan.errors)")
      let lines = plan.output.replacing(/\ --timestamp \d+/, with: "").split(separator: "\n")
      #expect(
        lines.prefix(5).map { $0.replacing(/\S*\/publication/, with: "publication") } == [
          "fairmlpf package", "podman build --tag \(image) publication",
          "podman image inspect --format '{{json .Config.Labels}}' \(image)",
          "printenv DOCKERHUB_TOKEN | podman login --username user --password-stdin docker.io",
          "podman push \(image)",
        ])
      // It was only asked whether it works.
      #expect(try Self.text(tools, "told") == "version\n")

      let silent = try fairmlpf(
        "publish", "dockerhub", "--push", environment: Self.environment(tools, user))
      #expect(silent.status == 64)
      #expect(
        silent.errors.contains("there is no terminal to ask you on. Use --yes if you are sure"))

      let hub = try FakeRepository { _, _ in .answer(200, #"{"access_token": "of-the-moment"}"#) }
      let sent = try fairmlpf(
        "publish", "dockerhub", "--push", "--yes", "--verbose",
        environment: Self.environment(
          tools, user.merging(["FAIRMLPF_DOCKERHUB_URL": hub.url]) { $1 }))
      #expect(sent.status == 0, "\(sent.errors)")
      #expect(sent.output == image + "\n")
      #expect(
        hub.requests.map(\.step) == [
          "POST /v2/auth/token", "PATCH /v2/namespaces/user/repositories/tiny",
        ])
      #expect(try Self.text(tools, "input") == Self.token)
      try FileManager.default.removeItem(atPath: tools + "/input")
      // Neither in the arguments of any process, nor in a message, nor in a file that is left.
      let processes = try Self.text(tools, "processes")
      #expect(processes.contains("dockerhub") && !processes.contains(Self.token))
      for text in [plan.output, plan.errors, sent.output, sent.errors] {
        #expect(!text.contains(Self.token))
      }
      let secret = Data(Self.token.utf8)
      for (path, file) in try FolderSnapshot(fairmlpf.folder).files {
        #expect(file.bytes.firstRange(of: secret) == nil, "\(path)")
      }
    }
  }

  @Test func aNameMustSayWhereTheImageGoes() throws {
    try Self.test { fairmlpf, tools in
      let environment = Self.environment(tools)
      let nowhere = try fairmlpf(
        "publish", "dockerhub", "--push", "--yes", environment: environment)
      #expect(nowhere.status == 64)
      #expect(
        nowhere.errors
          == "fairmlpf: the name tiny:1.2.0 says nothing of the place it is sent to. Name it as in "
          + "'--image user/mlpf:1.0', or set DOCKERHUB_USERNAME.\n")
      let built = try fairmlpf("publish", "dockerhub", "-q", environment: environment)
      #expect(built.status == 0 && built.output == "tiny:1.2.0\n", "\(built.errors)")
      let anonymous = try fairmlpf(
        "publish", "dockerhub", "--push", "--yes", "--image", "user/mlpf",
        environment: Self.environment(tools, ["DOCKERHUB_TOKEN": Self.token]))
      #expect(anonymous.status == 64)
      #expect(
        anonymous.errors
          == "fairmlpf: DOCKERHUB_TOKEN: there is a token of Docker Hub, and nothing says whose it is. "
          + "Set DOCKERHUB_USERNAME.\n")
      let none = try fairmlpf(
        "publish", "dockerhub",
        environment: ["PATH": fairmlpf.folder, "XDG_CONFIG_HOME": "/nowhere"])
      #expect(none.status == 69)
      #expect(
        none.errors
          == "fairmlpf: there is no program that builds images (docker, podman, buildah). Install "
          + "docker, podman or buildah.\n")
    }
  }

  /// The label cannot be made from the program's code: a Dockerfile has literal values.
  @Test func theProgramsOwnImageSaysItsVersion() throws {
    try Program.test { fairmlpf in
      let version = try fairmlpf("--version").output.dropLast()
      let dockerfile = try Self.text(Repository.path, "Dockerfile")
      #expect(dockerfile.contains("org.opencontainers.image.version=\"\(version)\" \\\n"))
    }
  }

  private static func text(_ folder: String, _ name: String) throws -> String {
    String(decoding: try Data(contentsOf: URL(filePath: "\(folder)/\(name)")), as: UTF8.self)
  }
}
