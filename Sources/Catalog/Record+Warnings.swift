import Files

extension Record {
  /// What a user should know before using the data, one sentence each.
  public var warnings: [String] {
    var lines: [String] = []
    if let latestVersion {
      let name = latestVersion.doi?.description ?? latestVersion.page
      lines.append("\(self.name) is not the latest version of this data set; that is \(name).")
    }
    // Both versions of the MLPF data set are cited; only this one has the mistake.
    if doi?.description == "10.5281/zenodo.4452283" {
      lines.append(
        "In 10.5281/zenodo.4452283 about 6 % of the charged hadrons of the rule-based particle flow "
          + "are labelled as neutral; compare with it only in version 2, 10.5281/zenodo.4559324.")
    }
    return lines
  }
}
