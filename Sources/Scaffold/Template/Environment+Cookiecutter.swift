import Files
import Jinja

extension Environment {
  /// The environment that a template asks for in `_jinja2_env_vars`.
  init(cookiecutter settings: JSON, _ file: String) throws(Failure) {
    self.init()
    guard case .object(let options)? = settings["_jinja2_env_vars"] else { return }
    for option in options {
      if case .bool(let flag) = option.value, let path = Self.flags[option.name] {
        self[keyPath: path] = flag
      } else if case .string(let text) = option.value, let path = Self.texts[option.name] {
        self[keyPath: path] = text
      } else if let path = Self.prefixes[option.name],
        option.value == .null || option.value.text != nil
      {
        self[keyPath: path] = option.value.text
      } else if !Self.ignored.contains(option.name) {
        throw Failure(
          "the option '\(option.name)' of _jinja2_env_vars is not supported", at: file,
          remedy: "Remove it from the template", status: .badData)
      }
    }
  }

  private static var flags: [String: WritableKeyPath<Environment, Bool>] {
    [
      "trim_blocks": \.trimBlocks, "lstrip_blocks": \.lstripBlocks,
      "keep_trailing_newline": \.keepTrailingNewline, "autoescape": \.autoescape,
    ]
  }

  private static var texts: [String: WritableKeyPath<Environment, String>] {
    [
      "variable_start_string": \.variableStart, "variable_end_string": \.variableEnd,
      "block_start_string": \.blockStart, "block_end_string": \.blockEnd,
      "comment_start_string": \.commentStart, "comment_end_string": \.commentEnd,
      "newline_sequence": \.newline,
    ]
  }

  /// Settings that a template can also leave out by saying null.
  private static var prefixes: [String: WritableKeyPath<Environment, String?>] {
    ["line_statement_prefix": \.lineStatementPrefix, "line_comment_prefix": \.lineCommentPrefix]
  }

  /// Options of Jinja2 that change how fast it is, not what it does.
  private static let ignored = ["optimized", "cache_size", "auto_reload", "enable_async"]
}
