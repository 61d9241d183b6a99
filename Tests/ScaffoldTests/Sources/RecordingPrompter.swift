import Files
import Scaffold

/// Gives passwords one after the other and remembers what it is told.
final class RecordingPrompter: Prompter {
  private var passwords: [String]
  private(set) var said: [String] = []
  private(set) var asked = 0

  init(passwords: [String] = []) { self.passwords = passwords }

  func ask(_ question: Question, default fallback: String?) throws(Failure) -> String {
    fallback ?? ""
  }

  func confirm(_ text: String, default fallback: Bool) throws(Failure) -> Bool { fallback }

  func password(_ text: String) throws(Failure) -> String? {
    asked += 1
    return passwords.isEmpty ? nil : passwords.removeFirst()
  }

  func say(_ text: String) { said.append(text) }
}
