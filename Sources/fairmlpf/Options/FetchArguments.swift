import ArgumentParser
import Experiment
import FoundationEssentials

/// What `fairmlpf fetch` fetches and from where.
struct FetchArguments: ParsableArguments {
  @Argument(
    help: ArgumentHelp(
      """
      A DOI, the address of a record, or the number of one on Zenodo. Default: the experiment's data \
      set.
      """, valueName: "doi"))
  var reference: String?

  @Option(
    help: ArgumentHelp(
      """
      Names of files or patterns such as '*_ttbar_[0-1]_*'; may be given several times. Default: the \
      files that experiment.yaml names, or all files of a record that is named here.
      """, valueName: "glob"))
  var files: [String] = []

  @Option(help: ArgumentHelp("The most files, in natural order.", valueName: "n"))
  var limit: Int?

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      """
      The folder for the files and their lock. Default: the experiment's data folder, or the current \
      folder where there is no experiment.
      """, valueName: "dir"), completion: .directory)
  var output: String?

  @Option(
    help: ArgumentHelp(
      "A folder that may have the files, such as a disk that was brought along.", valueName: "dir"),
    completion: .directory)
  var from: String?

  @Flag(help: "Use no network: only files that are here, or in the folder of --from.")
  var offline = false

  @Option(
    help: ArgumentHelp(
      """
      The beginning of the addresses of a mirror that is asked instead of all other servers. Default: \
      the variable FAIRMLPF_CATALOG_URL.
      """, valueName: "url"))
  var baseURL: String?

  @Option(help: ArgumentHelp("Files fetched at a time.", valueName: "n"))
  var connections = 4

  func validate() throws {
    if let limit, limit < 1 { throw ValidationError("--limit is \(limit) and must be 1 or more.") }
    guard (1...16).contains(connections) else {
      throw ValidationError("--connections is \(connections) and must be 1 to 16.")
    }
    if offline, baseURL != nil {
      throw ValidationError("--offline and --base-url exclude each other.")
    }
  }

  /// What the stage is asked for.
  ///
  /// - Parameter environment: the variables of the process.
  /// - Returns: the request.
  func request(_ environment: [String: String]) -> FetchRequest {
    var request = Self.experimentRequest(environment)
    request.reference = reference
    request.patterns = files
    request.limit = limit
    request.output = output
    request.from = from
    request.isOffline = offline
    request.mirror = baseURL ?? request.mirror
    return request
  }

  /// The request for what an experiment needs.
  ///
  /// - Parameter environment: the variables of the process.
  /// - Returns: the request.
  static func experimentRequest(_ environment: [String: String]) -> FetchRequest {
    var request = FetchRequest(day: String(Date().ISO8601Format().prefix(10)))
    request.mirror = environment["FAIRMLPF_CATALOG_URL"].flatMap { $0.isEmpty ? nil : $0 }
    return request
  }
}

/// Whether a command may fetch files.
struct FetchConsent: ParsableArguments {
  @Flag(
    name: .shortAndLong,
    help: "With 'data.source: doi', fetch files that are not here without asking.")
  var yes = false
}
