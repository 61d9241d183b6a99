import FoundationEssentials
import MLPF

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// With what and when a result was made; names no person and no machine.
struct Provenance: Sendable, Codable, Equatable {
  /// Program and version.
  var program: String
  /// Time at which the step began, UTC, ISO 8601; `nil` where it went on after an interruption.
  var started: String?
  /// Time of writing, UTC, ISO 8601.
  var time: String
  /// Operating system and processor architecture.
  var system: String
  /// Processor model, where the system tells.
  var processor: String
  /// Cores the program may use.
  var cores: Int

  /// What holds now.
  ///
  /// - Parameter start: when the step began, if all of it was done since.
  static func current(since start: Date?) -> Provenance {
    Provenance(
      program: "fairmlpf \(Version.current)", started: start?.ISO8601Format(),
      time: Date().ISO8601Format(), system: system, processor: processor, cores: WorkQueue.cores)
  }

  /// As texts, for files that keep provenance flat.
  var texts: [String: String] {
    var texts = [
      "program": program, "time": time, "system": system, "processor": processor,
      "cores": "\(cores)",
    ]
    texts["started"] = started
    return texts
  }

  private static var system: String {
    var name = utsname()
    guard uname(&name) == 0 else { return "unknown" }
    func text<Tuple>(_ tuple: Tuple) -> String {
      withUnsafeBytes(of: tuple) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
    }
    return "\(text(name.sysname)) \(text(name.machine))"
  }

  private static var processor: String {
    guard let info = try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8) else {
      return "unknown"
    }
    let line = info.split(separator: "\n").first { $0.hasPrefix("model name") }
    let name = line?.split(separator: ":", maxSplits: 1).last.map(String.init) ?? "unknown"
    return name.split(separator: " ").joined(separator: " ")
  }
}
