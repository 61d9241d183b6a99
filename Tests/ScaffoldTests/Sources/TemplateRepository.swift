import Foundation
import TestSupport

/// A git repository with a template, made by git itself.
struct TemplateRepository {
  let path: String
  var address: String { "file://" + path }

  init(_ path: String) throws {
    self.path = path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    try git("init", "--quiet", "--initial-branch=main")
  }

  /// Runs git as nobody in particular, with nobody's settings.
  @discardableResult func git(_ arguments: String...) throws -> String {
    let identity = ["-c", "user.name=user", "-c", "user.email=user@example.org"]
    let result = try Command.run(
      "/usr/bin/env", ["git"] + identity + arguments, in: path,
      environment: ["GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_SYSTEM": "/dev/null"])
    guard result.status == 0 else { throw CocoaError(.executableLoad) }
    return result.output.trimmingCharacters(in: .newlines)
  }

  /// Commits a file.
  @discardableResult func commit(_ text: String, to name: String) throws -> String {
    let file = URL(filePath: path + "/" + name)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
    try git("add", "--all")
    try git("commit", "--quiet", "--message", text)
    return try git("rev-parse", "HEAD")
  }
}
