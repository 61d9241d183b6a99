import Files
import Foundation
import Scaffold
import TestSupport

/// A home folder and a locator for one test.
struct Home {
  let folder: TemporaryFolder
  let prompter: RecordingPrompter
  var archivePassword: String?

  init(passwords: [String] = []) throws {
    folder = try TemporaryFolder()
    prompter = RecordingPrompter(passwords: passwords)
  }

  var kept: String { folder.path + "/.cookiecutters" }

  func locate(
    _ text: String, checkout: String? = nil, directory: String? = nil
  ) throws(Failure) -> LocatedTemplate {
    try TemplateLocator(
      configuration: UserConfiguration(
        file: nil, ignoresFiles: true, environment: ["HOME": folder.path]),
      isInteractive: false, password: archivePassword, agent: "test/1"
    ).locate(text, checkout: checkout, directory: directory, prompter: prompter)
  }

  /// The failure's sentences, with the home folder left out.
  func problem(
    _ text: String, checkout: String? = nil, directory: String? = nil
  ) -> String? {
    failure { () throws(Failure) in
      _ = try locate(text, checkout: checkout, directory: directory)
    }?.description.replacing(folder.path, with: "~")
  }

  func text(_ path: String) throws -> String {
    try String(contentsOfFile: path, encoding: .utf8)
  }

  func names(_ path: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: path).sorted()
  }
}
