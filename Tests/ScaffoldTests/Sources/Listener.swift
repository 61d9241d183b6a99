import Files
import Scaffold

/// Takes every default and remembers what it is told.
final class Listener: Prompter {
  private(set) var said: [String] = []

  func ask(_ question: Question, default fallback: String?) throws(Failure) -> String {
    fallback ?? ""
  }

  func confirm(_ text: String, default fallback: Bool) throws(Failure) -> Bool { fallback }

  func password(_ text: String) throws(Failure) -> String? { nil }

  func say(_ text: String) { said.append(text) }
}
