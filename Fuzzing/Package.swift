// swift-tools-version: 6.2
import PackageDescription

// Random input for what reads files of others. Its own package, so that nobody who builds the
// program builds this too.
let package = Package(
  name: "Fuzzing",
  platforms: [.macOS(.v26)],
  dependencies: [.package(name: "fairmlpf", path: "..")],
  targets: ["fuzz-templates", "fuzz-questions"].map { name in
    .executableTarget(
      name: name,
      dependencies: [
        .product(name: "Jinja", package: "fairmlpf"),
        .product(name: "Scaffold", package: "fairmlpf"),
      ],
      // libFuzzer brings the main function.
      swiftSettings: [.unsafeFlags(["-parse-as-library"])])
  }
)
