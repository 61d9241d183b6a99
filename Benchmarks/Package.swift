// swift-tools-version: 6.2
import PackageDescription

// Timings of the engine. Its own package, so that nobody who builds the program builds this too.
let package = Package(
  name: "Benchmarks",
  platforms: [.macOS(.v26)],
  dependencies: [.package(name: "fairmlpf", path: "..")],
  targets: [
    .executableTarget(name: "bench", dependencies: [.product(name: "MLPF", package: "fairmlpf")]),
    .executableTarget(
      name: "templates", dependencies: [.product(name: "Jinja", package: "fairmlpf")]),
  ]
)
