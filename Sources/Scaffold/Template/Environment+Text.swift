import Files
import Jinja

extension Environment {
  /// Renders a text of a template.
  ///
  /// - Parameters:
  ///   - source: the text.
  ///   - file: where it is from, for messages.
  ///   - context: the variables.
  /// - Returns: what becomes of it.
  /// - Throws: `Failure` with the place of a mistake.
  func text(
    _ source: String, file: String, _ context: [String: Value]
  ) throws(Failure) -> String {
    do throws(TemplateError) {
      return try Template(source, file: file, environment: self).render(context)
    } catch {
      throw Failure(template: error, in: file)
    }
  }
}

extension Failure {
  /// Puts a mistake in a template into the user's words, with the line it is in.
  ///
  /// - Parameters:
  ///   - error: the mistake.
  ///   - place: the file.
  init(template error: TemplateError, in place: String) {
    let position = error.line > 0 ? ":\(error.line):\(error.column)" : ""
    // An included template is another file than the one that was rendered.
    let file = error.file.isEmpty ? place : error.file
    // Some messages are whole sentences, as in Python.
    let clause = error.message.hasSuffix(".") ? String(error.message.dropLast()) : error.message
    self.init(
      clause, at: file + position, remedy: "Correct the template or the answers",
      status: .badData)
    if !error.excerpt.isEmpty {
      // What a template contains must not steer the terminal.
      excerpt = [
        String(
          error.excerpt.map {
            $0.isWhitespace
              || $0.unicodeScalars.contains { $0.value < 32 || (127...159).contains($0.value) }
              ? " " : $0
          })
      ]
      if (1...120).contains(error.column) {
        excerpt.append(String(repeating: " ", count: error.column - 1) + "^")
      }
    }
  }
}
