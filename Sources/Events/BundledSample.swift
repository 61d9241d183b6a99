public import Files

/// The 150 simulated events that come with the program, for a first experiment without a download.
public enum BundledSample {
  /// The files of the sample: licence, explanation and events.
  public static let files = [
    "LICENSE.txt", "README.md", "tev14_pythia8_ttbar_pu20_0.pkl.bz2",
    "tev14_pythia8_ttbar_pu20_1.pkl.bz2", "tev14_pythia8_ttbar_pu20_2.pkl.bz2",
  ]

  /// Copies the sample into a folder; files that are there already and equal are left alone.
  ///
  /// - Parameters:
  ///   - sampleFolder: the folder `Samples/delphes-pu20` of the program.
  ///   - directory: where the files go; created if it does not exist.
  /// - Throws: `Failure` with status `missingInput` when the sample is not there, and
  ///   `cannotCreate` when another file has the name of one of its files; then nothing is copied.
  public static func write(
    from sampleFolder: String, to directory: String
  ) throws(Failure) {
    try FolderContents.create(directory)
    var missing: [(map: MappedFile, target: String)] = []
    for name in files {
      let map = try MappedFile(FileName.join(sampleFolder, name))
      let target = FileName.join(directory, name)
      guard try isThere(map, target) else {
        missing.append((map, target))
        continue
      }
    }
    for file in missing {
      try AtomicFile.write(to: file.target) { output throws(Failure) in
        try file.map.withBytes { bytes throws(Failure) in try output.append(bytes) }
      }
    }
  }

  /// Whether the file exists with the same bytes; one with others is refused.
  private static func isThere(_ source: MappedFile, _ target: String) throws(Failure) -> Bool {
    let present: MappedFile
    do throws(Failure) {
      present = try MappedFile(target)
    } catch {
      if error.status == .missingInput { return false }
      throw error
    }
    let isEqual =
      unsafe source.count == present.count
      && source.unsafeBytes.elementsEqual(present.unsafeBytes)
    guard isEqual else {
      throw Failure(
        "a different file of this name exists already and is not overwritten", at: target,
        remedy: "Move it away or choose another folder", status: .cannotCreate)
    }
    return true
  }
}
