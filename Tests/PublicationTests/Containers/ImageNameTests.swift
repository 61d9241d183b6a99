import Files
import Publication
import TestSupport
import Testing

@Suite struct ImageNameTests {
  @Test(arguments: [
    ("user/mlpf:1.0", "docker.io/user/mlpf:1.0", true),
    ("user/mlpf", "docker.io/user/mlpf:latest", true),
    ("docker.io/user/mlpf:1.0", "docker.io/user/mlpf:1.0", true),
    ("mlpf:1.0", "mlpf:1.0", false),
    ("localhost:5055/user/mlpf:1.0", "localhost:5055/user/mlpf:1.0", false),
    ("localhost/mlpf", "localhost/mlpf:latest", false),
    (
      "registry.example.org/group/sub/mlpf:v1_2-x", "registry.example.org/group/sub/mlpf:v1_2-x",
      false
    ),
  ])
  func reads(_ text: String, _ whole: String, _ isOnHub: Bool) throws {
    let name = try ImageName(text)
    #expect(name.description == whole)
    #expect((name.hubPlace != nil) == isOnHub)
    #expect(name.canBePushed == (text != "mlpf:1.0"))
  }

  @Test func namespaceAndName() throws {
    let place = try #require(try ImageName("docker.io/user/mlpf:1.0").hubPlace)
    #expect(place == ("user", "mlpf"))
  }

  @Test(arguments: [
    "", ":", "/", "user/", "/mlpf", "User/mlpf", "user/mlpf:", "user/mlpf:-a", "user/mlpf:a b",
    "--push", "user/mlpf@sha256:0123", "a b", "localhost:x/mlpf", "user/-mlpf", "-h.org/mlpf",
    "user/mlpf:\(String(repeating: "a", count: 129))", "us\ner/mlpf",
  ])
  func refuses(_ text: String) {
    let found = failure { () throws(Failure) in _ = try ImageName(text) }
    #expect(found?.status == .usage)
    #expect(found?.what.hasSuffix(" is no name of an image") == true)
  }

  @Test(arguments: [
    ("Größe of MLPF", "1.2.0", "gr-e-of-mlpf:1.2.0"), ("", "", "mlpf:latest"),
    ("a", "1.0+local", "a:1.0-local"), ("ß", ".1", "mlpf:1"),
  ])
  func suggestedNamesAreNames(_ experiment: String, _ version: String, _ expected: String) throws {
    let name = ContainerPackage.name(experiment: experiment, version: version)
    #expect(name == expected)
    _ = try ImageName(name)
  }
}
