// swift-tools-version: 6.2
import PackageDescription

/// Every Swift target compiles with these.
///
/// Warnings become errors only where the environment asks
/// for it (`make lint`, `.ci/run`), so that a newer compiler never breaks a user's build.
let strict: [SwiftSetting] =
  [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
  ] + (Context.environment["FAIRMLPF_STRICT"] == "1" ? [.treatAllWarnings(as: .error)] : [])
/// Targets that read files or answers from outside also reject unsafe memory operations that are
/// not marked `unsafe`.
let untrusted = strict + [.strictMemorySafety()]

let package = Package(
  name: "fairmlpf",
  platforms: [.macOS(.v26)],
  products: [
    .executable(name: "fairmlpf", targets: ["fairmlpf"]),
    .library(name: "MLPF", targets: ["Files", "Events", "MLPF", "Relevance"]),
    // For Benchmarks and Fuzzing.
    .library(name: "Jinja", targets: ["Jinja"]),
    .library(name: "Scaffold", targets: ["Scaffold"]),
  ],
  traits: [
    .trait(
      name: "MPI",
      description: "Several processes share long steps, on one machine or more; needs Open MPI.")
  ],
  dependencies: [
    // Commands, help and shell completion.
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    // experiment.yaml.
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    // Tables on the terminal.
    .package(url: "https://github.com/ordo-one/TextTable", from: "0.0.2"),
  ],
  targets: [
    // 1. Things every stage needs.
    .target(name: "Files", dependencies: ["CCrypto", "CSystem"], swiftSettings: untrusted),
    .target(name: "HTTP", dependencies: ["Files", "CCurl"], swiftSettings: untrusted),
    .target(name: "Patterns", swiftSettings: untrusted),
    .target(name: "Jinja", dependencies: ["Patterns"], swiftSettings: untrusted),

    // 2. The stages, in the order data flows.
    .target(
      name: "Scaffold", dependencies: ["Files", "HTTP", "Jinja", "Patterns", "Yams", "CZip"],
      swiftSettings: untrusted),
    .target(name: "Catalog", dependencies: ["Files", "HTTP", "Yams"], swiftSettings: untrusted),
    .target(name: "Events", dependencies: ["Files", "CBzip2"], swiftSettings: untrusted),
    .target(
      name: "MLPF",
      dependencies: [
        "Events", "Files", "CKernels", .target(name: "CMPI", condition: .when(traits: ["MPI"])),
      ],
      swiftSettings: strict),
    .target(name: "Evaluation", dependencies: ["Events", "Files"], swiftSettings: strict),
    .target(
      name: "Relevance", dependencies: ["MLPF", "Evaluation", "Events", "Files", "CKernels"],
      swiftSettings: strict),
    .target(name: "Figures", dependencies: ["Files"], swiftSettings: untrusted),
    .target(
      name: "Report",
      dependencies: ["Evaluation", "Relevance", "Figures", "Jinja", "Events", "Files"],
      swiftSettings: untrusted),
    .target(
      name: "Publication", dependencies: ["Catalog", "HTTP", "Files", "Yams", "CZip"],
      swiftSettings: untrusted),

    // 3. What joins them, and the program.
    .target(
      name: "Experiment",
      dependencies: [
        "Catalog", "Events", "MLPF", "Evaluation", "Relevance", "Figures", "Report",
        "Publication", "Files", "Yams",
      ],
      swiftSettings: strict),
    .executableTarget(
      name: "fairmlpf",
      dependencies: [
        "Experiment", "Relevance", "Evaluation", "Events", "Files", "MLPF", "Scaffold", "Catalog",
        "Publication", "HTTP",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        "TextTable",
      ], swiftSettings: strict),

    // 4. C: our kernels, and the system's libraries.
    .target(name: "CKernels"),
    .systemLibrary(name: "CBzip2", providers: [.apt(["libbz2-dev"])]),
    .systemLibrary(
      name: "CCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
    // Without pkgConfig, which would link it: it is opened when it is first called.
    .systemLibrary(name: "CCurl", providers: [.apt(["libcurl4-openssl-dev"])]),
    .systemLibrary(
      name: "CZip", pkgConfig: "libzip", providers: [.apt(["libzip-dev"]), .brew(["libzip"])]),
    .systemLibrary(name: "CSystem"),
    // Linked only with the trait MPI.
    .systemLibrary(name: "CMPI", pkgConfig: "ompi-c", providers: [.apt(["libopenmpi-dev"])]),

    // 5. Tests.
    .target(
      name: "CWideProducts", dependencies: ["CKernels"], path: "Tests/CWideProducts"),
    .target(
      name: "TestSupport", dependencies: ["Files", "MLPF"], path: "Tests/TestSupport",
      swiftSettings: strict
    ),
    .testTarget(name: "FilesTests", dependencies: ["Files", "TestSupport"], swiftSettings: strict),
    .testTarget(
      name: "HTTPTests", dependencies: ["HTTP", "Files", "TestSupport"], swiftSettings: strict),
    .testTarget(
      name: "PatternsTests", dependencies: ["Patterns", "Files", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "JinjaTests", dependencies: ["Jinja"], resources: [.copy("Fixtures")],
      swiftSettings: strict),
    .testTarget(
      name: "ScaffoldTests", dependencies: ["Scaffold", "Files", "TestSupport"],
      exclude: ["check-experiments.py"], swiftSettings: strict),
    .testTarget(
      name: "CatalogTests", dependencies: ["Catalog", "HTTP", "Files", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "EventsTests", dependencies: ["Events", "Files", "TestSupport"],
      resources: [.copy("Fixtures")], swiftSettings: strict),
    .testTarget(
      name: "MLPFTests",
      dependencies: ["MLPF", "Events", "Files", "CKernels", "CWideProducts", "TestSupport"],
      exclude: ["check-exports.py"],
      resources: [.copy("Fixtures")], swiftSettings: strict),
    .testTarget(
      name: "EvaluationTests", dependencies: ["Evaluation", "Events", "Files"],
      resources: [.copy("Fixtures")], swiftSettings: strict),
    .testTarget(
      name: "RelevanceTests",
      dependencies: ["Relevance", "MLPF", "Evaluation", "Events", "Files", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "FiguresTests", dependencies: ["Figures", "Files", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "ReportTests",
      dependencies: [
        "Report", "Evaluation", "Relevance", "Figures", "Jinja", "Events", "Files", "TestSupport",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "PublicationTests",
      dependencies: [
        "Publication", "Catalog", "Events", "MLPF", "HTTP", "Files", "TestSupport", "Yams", "CZip",
      ],
      exclude: ["Validators", "run-servable.py"], swiftSettings: strict),
    .testTarget(
      name: "ExperimentTests",
      dependencies: [
        "Experiment", "Evaluation", "Events", "Figures", "Files", "MLPF", "Publication", "Scaffold",
        "TestSupport",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "EndToEndTests", dependencies: ["fairmlpf", "Files", "TestSupport"],
      exclude: ["check-particles.py"], resources: [.copy("Fixtures")], swiftSettings: strict),
    .testTarget(
      name: "DifferentialTests", dependencies: ["fairmlpf", "TestSupport"],
      exclude: ["Fixtures", "run-cookiecutter.py"], swiftSettings: strict),
  ]
)
