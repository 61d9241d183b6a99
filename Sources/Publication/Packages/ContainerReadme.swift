/// The page of Docker Hub for an image.
struct ContainerReadme {
  let release: Release

  /// The text, short enough for Docker Hub.
  var text: String {
    let model = release.model
    let title = Markdown.text(release.title)
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
        \(model.parameters) parameters, trained on \(Markdown.text(release.data.title))\(dataAddress).
      - Input: \(model.clusterColumns.count) features of each element. Output: \
      \(model.targets.map(\.text).joined(separator: ", ")).

      ## Citation and licence

      \(Markdown.start(release.reference))

      \(Markdown.text(ModelTexts.legal(release)))

      """
    let head = "# \(title.prefix(1000))\n\n"
    let room = ContainerPackage.fullLimit - head.count - tail.count - 3
    // Cut before it is escaped, which makes it at most twice as long.
    let whole = Markdown.paragraphs(release.abstract)
    let abstract =
      whole.count <= room
      ? whole : Markdown.paragraphs(String(release.abstract.prefix(max(0, room / 2 - 1)))) + "…"
    return String((head + abstract + "\n" + tail).prefix(ContainerPackage.fullLimit))
  }

  private var dataAddress: String {
    release.dataAddress.map { " (\($0))" } ?? ""
  }
}
