import Foundation

/// Python's cookiecutter 2.7.1 and cffconvert 2.0.0 in a folder of the build; `nil` where Python or
/// its package index is not there.
struct PythonTools {
  let folder: String

  static let shared: PythonTools? = {
    var url = URL(filePath: #filePath)
    for _ in 0..<3 { url.deleteLastPathComponent() }
    let folder = url.path + "/.build/python-tools"
    let tools = PythonTools(folder: folder)
    if FileManager.default.fileExists(atPath: folder + "/complete") { return tools }
    guard run("/usr/bin/env", ["python3", "-m", "venv", folder], "/")?.status == 0,
      run(
        folder + "/bin/python",
        [
          "-m", "pip", "install", "-q", "--retries", "0", "--timeout", "15",
          "--disable-pip-version-check", "cookiecutter==2.7.1", "cffconvert==2.0.0",
        ], "/")?.status == 0,
      FileManager.default.createFile(atPath: folder + "/complete", contents: nil)
    else { return nil }
    return tools
  }()

  /// Runs one of the programs in a folder.
  func run(_ program: String, _ arguments: [String], in place: String) -> (
    status: Int32, output: String
  )? {
    Self.run(folder + "/bin/" + program, arguments, place)
  }

  private static func run(
    _ program: String, _ arguments: [String], _ place: String
  ) -> (status: Int32, output: String)? {
    let process = Process()
    let pipe = Pipe()
    process.executableURL = URL(filePath: program)
    process.arguments = arguments
    process.currentDirectoryURL = URL(filePath: place)
    var environment = ProcessInfo.processInfo.environment
    environment["PYTHONUTF8"] = "1"
    // Keeps the settings and the memory of the user's own cookiecutter out of the test.
    if place != "/" { environment["HOME"] = place }
    process.environment = environment
    process.standardOutput = pipe
    process.standardError = pipe
    do {
      try process.run()
    } catch {
      return nil
    }
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: data, as: UTF8.self))
  }
}
