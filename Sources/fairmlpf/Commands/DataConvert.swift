import ArgumentParser
import Events
import Experiment
import Files
import MLPF

/// `fairmlpf data convert`.
struct DataConvert: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "convert", abstract: "Turn DELPHES pickles into event stores.",
    discussion: """
      Without arguments, converts all event files in the experiment's data folder into its \
      data/processed. Stores that are up to date are left alone. 'train', 'evaluate' and 'explain' \
      convert what they need by themselves. Prints the paths of the stores.
      """ + Job.note)

  @Argument(help: "Files, or folders of files, to convert.", completion: .file())
  var paths: [String] = []

  @Option(
    name: .shortAndLong, help: "Folder for the stores. Default: the experiment's data/processed.",
    completion: .directory)
  var output: String?

  @Option(
    help: """
      Cores to use, for files beside each other and within one file; 0: all.
      """)
  var threads = 0

  @OptionGroup var experiment: ExperimentDirectory
  @OptionGroup var messages: OutputOptions

  func validate() throws {
    guard threads >= 0 else { throw ValidationError("'--threads' must be 0 or more.") }
  }

  func run() throws {
    var (files, target) = (paths, output)
    if paths.isEmpty || output == nil {
      let folder = try ExperimentFolder(experiment.directory)
      let settings = try ExperimentFile(folder.settings)
      if paths.isEmpty { files = [folder.resolve(settings.data.folder)] }
      target = output ?? folder.processed
    }
    files = try files.flatMap { path -> [String] in
      guard FolderContents.isFolder(path) else { return [path] }
      return try FileSelection.select(patterns: ["*.pkl*"], in: path)
    }
    let ranks = try Job.ranks()
    let progress = messages.progress("files", ranks)
    defer { progress.end() }
    let conversion = try ranks.convert(
      files, into: target ?? ".", workers: WorkQueue(threads: threads).threads,
      progress: progress)
    progress.end()
    progress.say("\(conversion.converted) converted, \(conversion.skipped) up to date.")
    for store in conversion.stores where ranks.isFirst { try StandardOutput.write(store + "\n") }
  }
}
