import ArgumentParser
import Events
import Experiment
import Files

/// `fairmlpf data info`.
struct DataInfoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "info", abstract: "Say what is in a file of events or a folder of them.",
    discussion: """
      Prints events, elements, classes by kind of element, ranges of all columns, element type and \
      pickle protocol. Files are checked whole; nothing in them is ever executed.
      """)

  @Argument(
    help: "A .pkl.bz2 or .pkl file, an event store (.safetensors), or a folder of them.",
    completion: .file())
  var path: String

  @Flag(help: "Print JSON.")
  var json = false

  @OptionGroup var output: OutputOptions

  func run() throws {
    let progress = output.progress("files")
    let info = try DataInfo(of: path, progress: progress)
    progress.end()
    try StandardOutput.write(json ? info.json() : Self.text(info) + "\n")
  }

  /// The tables a person reads.
  static func text(_ info: DataInfo) -> String {
    var parts = [
      "\(info.events) events, \(info.elements) elements: \(info.clusters) clusters, "
        + "\(info.tracks) tracks",
      TerminalTable.render(
        [["file", "form", "events", "elements", "dtype", "protocol", "extra keys"]]
          + info.files.map {
            [
              $0.name, $0.form, "\($0.events)", "\($0.elements)", $0.source.dtype,
              "\($0.source.pickleProtocol)", $0.source.extraKeys.joined(separator: ", "),
            ]
          }),
    ]
    for (title, table) in [
      ("Generator truth (ygen)", info.truth), ("Rule-based particle flow (ycand)", info.ruleBased),
    ] {
      let names = PID.allCases.map(\.name)
      let rows = ElementKind.allCases.map { kind in
        [kind.name] + names.map { "\(table[kind.name]?[$0] ?? 0)" }
      }
      parts.append("\(title):\n" + TerminalTable.render([["element"] + names] + rows))
    }
    let ranges = info.columns.map {
      [
        $0.table, $0.element, "\($0.column)", $0.name, $0.unit, "\($0.count)", short($0.min),
        short($0.max), short(Float($0.mean)),
      ]
    }
    let header = ["table", "element", "column", "name", "unit", "count", "min", "max", "mean"]
    parts.append("Ranges:\n" + TerminalTable.render([header] + ranges))
    return parts.joined(separator: "\n\n")
  }

  private static func short(_ number: Float) -> String {
    "\((Double(number) * 1000).rounded() / 1000)"
  }
}
