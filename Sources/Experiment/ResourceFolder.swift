public import Files
import FoundationEssentials

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What comes with the program: templates and the sample of events.
public enum ResourceFolder {
  /// Variable that names the folder, for unusual installations.
  static let variable = "FAIRMLPF_RESOURCES"

  /// The template that `fairmlpf new` renders.
  public static func experimentTemplate() throws(Failure) -> String {
    try find("Templates/experiment")
  }

  /// The template of the page that `fairmlpf report` makes.
  public static func reportTemplate() throws(Failure) -> String {
    try find("Templates/report/report.html")
  }

  /// The sample that `fairmlpf data sample` writes.
  public static func sample() throws(Failure) -> String {
    try find("Samples/delphes-pu20")
  }

  /// Looks beside the program: `PREFIX/share/fairmlpf` of an installation, or the checkout it was
  /// built in.
  private static func find(_ name: String) throws(Failure) -> String {
    var candidates: [String] = []
    if let folder = ProcessInfo.processInfo.environment[variable] { candidates = [folder] }
    let program = executable
    var folder = program
    while let slash = folder.lastIndex(of: "/"), slash > folder.startIndex {
      folder = String(folder[..<slash])
      candidates += ["\(folder)/share/fairmlpf", folder]
    }
    for candidate in candidates {
      let path = "\(candidate)/\(name)"
      if FileManager.default.fileExists(atPath: path) { return path }
    }
    throw Failure(
      "\(name) is not beside the program", at: program,
      remedy:
        "Install fairmlpf again with 'make install', or name the folder that holds it in \(variable)",
      status: .missingInput)
  }

  /// The path of the running program, links followed.
  private static var executable: String {
    #if os(Linux)
      var buffer = [CChar](repeating: 0, count: 4096)
      let length = readlink("/proc/self/exe", &buffer, buffer.count - 1)
      if length > 0 {
        return String(decoding: buffer[..<length].map { UInt8(bitPattern: $0) }, as: UTF8.self)
      }
    #endif
    return CommandLine.arguments.first ?? ""
  }
}
