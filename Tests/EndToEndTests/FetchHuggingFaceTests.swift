import Files
import Foundation
import TestSupport
import Testing

/// `fairmlpf fetch` against a data set of Hugging Face.
@Suite struct FetchHuggingFaceTests {
  private static let name = "https://huggingface.co/datasets/group/jets"

  @Test func theLockKeepsTheCommit() throws {
    let fake = try FakeHuggingFace()
    defer { fake.server.stop() }
    try Program.test { fairmlpf in
      func fetch(_ name: String, _ folder: String, _ more: String...) throws -> Command.Result {
        try fairmlpf.run(
          ["fetch", name, "-q", "-o", folder] + more,
          environment: ["FAIRMLPF_CATALOG_URL": fake.server.url])
      }
      let first = try fetch(Self.name, "data")
      #expect(first.status == 0, "\(first.errors)")
      #expect(first.output == "data/README.md\ndata/data/train 1.bin\n")
      let path = fairmlpf.folder + "/data/data/train 1.bin"
      #expect(try String(contentsOfFile: path, encoding: .utf8) == "message digest")
      let lock = try String(
        contentsOfFile: fairmlpf.folder + "/data/dataset.lock.json", encoding: .utf8)
      let commit = FakeHuggingFace.commits[1]
      #expect(lock.contains("\(Self.name)/resolve/\(commit)/data/train%201.bin"))
      #expect(lock.contains("f7846f55cf23e14eebeab5b4e1550cad5b509e3348fbc4efa3a1413d393cb650"))
      // Somebody changes the data set, and the lock decides.
      fake.commit()
      try FolderContents.remove(path)
      for again in [Self.name, "10.57967/hf/12"] {
        #expect(try fetch(again, "data").status == 0)
      }
      #expect(try String(contentsOfFile: path, encoding: .utf8) == "message digest")
      #expect(try fetch(Self.name, "data", "--offline").status == 0)
      let other = try fetch("\(Self.name)/tree/\(FakeHuggingFace.commits[0])", "data")
      #expect(other.status == 65)
      #expect(
        other.errors.hasPrefix(
          "fairmlpf: data/dataset.lock.json: the files here are of \(Self.name)/tree/\(commit), "
            + "not of \(Self.name)/tree/\(FakeHuggingFace.commits[0])."))
    }
  }
}
