import Files
import Publication
import TestSupport
import Testing

@Suite struct DraftMetadataTests {
  private static func problem(_ folder: String) -> String? {
    failure { () throws(Failure) in _ = try DraftMetadata(in: folder) }?
      .description.replacing(folder + "/", with: "")
  }

  @Test func aPackageThatIsMissingIsToldFromOneThatCannotBeRead() throws {
    try withFolder { folder in
      #expect(
        Self.problem(folder)
          == "zenodo.json: there is no package of the experiment. Run 'fairmlpf package' first.")
      try FolderContents.create(folder + "/zenodo.json")
      #expect(
        Self.problem(folder)
          == "zenodo.json: cannot read (is a directory). Name a file, not a folder.")
    }
  }

  @Test(arguments: ["", "{", "[]", #"{"metadata": {"title": 1.5}}"#])
  func whatIsNoDescriptionIsRefused(_ text: String) throws {
    try withFolder { folder in
      try AtomicFile.write(text, to: folder + "/zenodo.json")
      #expect(
        Self.problem(folder)
          == "zenodo.json: this is no description of a record with 'metadata' and a title. "
          + "Run 'fairmlpf package --force'.")
    }
  }
}
