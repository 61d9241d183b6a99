import Files

/// `README.md`: what an archive shows first.
enum ReadmeArtefact {
  /// Name of the file.
  static let name = "README.md"

  /// Describes all files.
  ///
  /// - Parameters:
  ///   - release: the facts.
  ///   - files: the files that are made before this one.
  /// - Returns: the file.
  static func file(_ release: Release, _ files: [PublicationFile]) -> PublicationFile {
    let later = [
      (ROCrateArtefact.name, "What ran, on what, giving what (RO-Crate 1.1)"),
      (PublicationFolder.checksums, "SHA-256 of every other file"),
    ]
    let rows =
      files.map { [code($0.path), Markdown.text($0.description), NumberText.grouped($0.size)] }
      + later.map { [code($0.0), $0.1, ""] }
    let sections = [
      "# \(Markdown.text(release.title))",
      badge(release),
      Markdown.paragraphs(release.abstract),
      summary(release),
      "## How well it does\n\n" + scores(release)
        + "\n\n`\(ModelCardArtefact.name)` has all numbers, with their limits.",
      "## How to use it\n\n\(ModelTexts.usage)\n\n"
        + Markdown.code(ModelTexts.snippet, language: "python"),
      repetition(release),
      "## How to cite it\n\n\(Markdown.start(release.reference))",
      "## Files\n\n" + Markdown.table([["file", "holds", "bytes"]] + rows)
        + "\n\n`sha256sum --check --ignore-missing \(PublicationFolder.checksums)` compares the files that "
        + "you have with their digests. Archives show no folders: what lies in one is in the zip archive of "
        + "its name, too.",
    ]
    return PublicationFile(
      name, .documentation, "text/markdown", "What this is, and how to use, repeat and cite it",
      text: sections.filter { !$0.isEmpty }.joined(separator: "\n\n") + "\n")
  }

  private static func code(_ path: String) -> String { "`\(path)`" }

  private static func badge(_ release: Release) -> String {
    release.doi.map { DOIBadge.markdown($0) } ?? ""
  }

  private static func summary(_ release: Release) -> String {
    let authors = release.citation.authors.map(\.fullName).joined(separator: ", ")
    return "A graph network for \(Release.task) with "
      + "\(NumberText.grouped(release.model.parameters)) parameters, by \(Markdown.text(authors)), "
      + "version \(Markdown.text(release.citation.version)) of \(release.date.day). "
      + Markdown.text(ModelTexts.legal(release))
  }

  private static func scores(_ release: Release) -> String {
    let rows = release.evaluation.scores.map { score in
      [
        Markdown.text(score.elements), Markdown.text(score.method),
        score.accuracy.map { NumberText.percent($0.value) } ?? "–",
      ]
    }
    return Markdown.table([["elements", "method", "accuracy"]] + rows)
      + "\n\nOn \(NumberText.count(release.evaluation.events, "test event")) of "
      + "\(Markdown.text(release.data.title))."
  }

  private static func repetition(_ release: Release) -> String {
    let source = release.source.address.map { address in
      "The experiment is \(Markdown.link(address, to: address))"
        + (release.source.revision.map { ", commit `\($0)`" } ?? "") + ". "
    }
    return "## How to repeat it\n\n\(source ?? "")"
      + "`experiment.yaml` holds every setting. In a folder with this file, "
      + "\(Markdown.text(release.program.text)) does the same with these commands:\n\n"
      + Markdown.code(release.commands)
  }
}
