/// The page of Docker Hub for an image.
struct ContainerReadme {
  let release: Release

  /// The text, short enough for Docker Hub.
  var text: String {
    let model = release.model
    let citation = release.citation
    let title = citation.title.split(whereSeparator: \.isNewline).joined(separator: " ")
    let tail = """

      ## How to use it

      In a folder with DELPHES files (`.pkl.bz2`), here with `events.pkl.bz2`:

      ```sh
      docker run --rm --network none --user "$(id -u):$(id -g)" -v "$PWD:/work" IMAGE events.pkl.bz2
      apptainer run docker://IMAGE events.pkl.bz2
      ```

      Either writes `events.particles.safetensors` with the particle of each track and calorimeter
      cluster. `--format csv` makes a table instead, and `--help` names all options. The image needs no
      network, writes only into the current folder, and runs as any user.

      ## What is inside

      - The program \(release.program.text).
      - The model in `\(ContainerPackage.place)`: a graph network of the preset \(model.preset) with
        \(model.parameters) parameters, trained on \(release.data.title)\(dataAddress).
      - Input: \(model.clusterColumns.count) features of each element. Output: \
      \(model.targets.map(\.text).joined(separator: ", ")).

      ## Citation and licence

      \(citation.authors.map(\.name).joined(separator: "; ")): \(title), version \(citation.version)\
      \(address). \(citation.licence.map { "Licence: \($0)." } ?? "There is no licence.")

      """
    let head = "# \(title.prefix(1000))\n\n"
    let room = ContainerPackage.fullLimit - head.count - tail.count - 3
    let abstract =
      citation.abstract.count <= room
      ? citation.abstract : citation.abstract.prefix(max(0, room)) + "…"
    return String((head + abstract + "\n" + tail).prefix(ContainerPackage.fullLimit))
  }

  private var dataAddress: String {
    release.data.doi.map { " (https://doi.org/\($0.description))" } ?? ""
  }

  private var address: String {
    release.doi.map { ", https://doi.org/\($0.description)" } ?? ""
  }
}
