import Files
import Foundation
import TestSupport
import Testing

@testable import Publication

@Suite struct ContainerPackageTests {
  @Test func theDockerfile() throws {
    let files = try ContainerPackage().files(of: ExampleModel.release())
    let text = try ExampleModel.text("Dockerfile", files)
    let instructions = text.split(separator: "\n", omittingEmptySubsequences: false)
      .filter { !$0.hasPrefix("#") }.joined(separator: "\n")
    #expect(
      instructions == #"""
        ARG FAIRMLPF_IMAGE=fairmlpf:0.1.0
        FROM ${FAIRMLPF_IMAGE}

        LABEL org.opencontainers.image.title="Particle flow \"by\" \$machine" \
          org.opencontainers.image.description="Finds particles." \
          org.opencontainers.image.version="1.2.0" \
          org.opencontainers.image.created="2025-11-24T16:00:00Z" \
          org.opencontainers.image.authors="User, A; A collaboration" \
          org.opencontainers.image.licenses="MIT" \
          org.opencontainers.image.url="https://example.org/user/mlpf" \
          org.opencontainers.image.source="https://example.org/user/mlpf" \
          org.opencontainers.image.revision="0123abcd0123abcd0123abcd0123abcd0123abcd" \
          org.fairmlpf.model.sha256="feed"

        COPY model.safetensors model.onnx CITATION.cff LICENSE /opt/model/

        USER 10001:10001
        WORKDIR /work
        ENTRYPOINT ["fairmlpf", "predict", "--model", "/opt/model/model.safetensors"]
        CMD ["--help"]

        """#)
    #expect(
      try ExampleModel.text(".dockerignore", files) == """
        # Only what the image holds.
        *
        !model.safetensors
        !model.onnx
        !CITATION.cff
        !LICENSE

        """)
  }

  @Test func labelsAreEscapedAndCompared() throws {
    var release = ExampleModel.release()
    release.citation.title = "a \\ \"b\" $c 'd' = \n\u{7}next\tline é"
    release.doi = DOI("10.5281/zenodo.7")
    let text = try ExampleModel.text("Dockerfile", ContainerPackage().files(of: release))
    #expect(text.contains(#".title="a \\ \"b\" \$c 'd' = next line é" \"# + "\n"))
    let labels = ContainerLabels(release)
    let values = Dictionary(uniqueKeysWithValues: labels.values.map { ($0.name, $0.value) })
    let prefix = "org.opencontainers.image."
    #expect(values[prefix + "title"] == "a \\ \"b\" $c 'd' = next line é")
    #expect(values[prefix + "url"] == "https://doi.org/10.5281/zenodo.7")
    #expect(values["org.fairmlpf.doi"] == "10.5281/zenodo.7")
    #expect(values.count == 11)
    #expect(labels.differences(from: values) == [])
    var other = values
    other[prefix + "version"] = "2"
    other["org.fairmlpf.doi"] = nil
    #expect(labels.differences(from: other) == [prefix + "version", "org.fairmlpf.doi"])
  }

  @Test func whatDockerHubShowsIsShortEnough() throws {
    var release = ExampleModel.release()
    release.citation.title = String(repeating: "Größe und Güte ", count: 300)
    release.citation.abstract = String(repeating: "Lorem ipsum dolor sit amet. ", count: 3000)
    let files = try ContainerPackage().files(of: release)
    let short = try ExampleModel.text("dockerhub/short.txt", files)
    #expect(short.dropLast().count == 100 && short.hasSuffix("…\n"))
    let full = try ExampleModel.text("dockerhub/README.md", files)
    #expect(full.count <= 25_000)
    #expect(full.contains("apptainer run docker://") && full.contains("## Citation and licence"))
    let usual = try ContainerPackage().files(of: ExampleModel.release())
    #expect(
      try ExampleModel.text("dockerhub/short.txt", usual)
        == "Particle flow by machine learning: Particle flow \"by\" $machine\n")
    #expect(try ExampleModel.text("dockerhub/README.md", usual).contains("\nFinds particles.\n"))
  }

  @Test func aModelMustBeThere() {
    var release = ExampleModel.release()
    release.files = []
    let found = failure { () throws(Failure) in _ = try ContainerPackage().files(of: release) }
    #expect(found?.status == .missingInput)
    #expect(found?.what == "the publication has no model.safetensors")
  }

  /// Oracle: hadolint, with the labels it knows how to check.
  @Test(.enabled(if: PythonTools.dockerfiles != nil, "needs python3 and its package index"))
  func aLinterFindsNothing() throws {
    let tools = try #require(PythonTools.dockerfiles)
    try withFolder { folder in
      let files = try ContainerPackage().files(of: ExampleModel.release())
      try AtomicFile.write(
        ExampleModel.text("Dockerfile", files), to: folder + "/Dockerfile")
      let labels = [
        "licenses:spdx", "created:rfc3339", "version:semver", "source:url", "revision:hash",
        "title:text",
      ]
      let required = labels.flatMap { ["--require-label", "org.opencontainers.image." + $0] }
      let result = try tools.run("hadolint", required + ["Dockerfile"], in: folder)
      #expect(result.status == 0, "\(result.output)\(result.errors)")
      // The program's own says nothing of the commit it is built from: that is added by `make image`.
      let own = try tools.run("hadolint", [Repository.path + "/Dockerfile"], in: folder)
      #expect(own.status == 0, "\(own.output)\(own.errors)")
    }
  }
}
