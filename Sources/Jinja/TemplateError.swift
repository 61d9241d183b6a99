/// What is wrong with a template or with its rendering, and where.
public struct TemplateError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The kind of mistake, named as in Python's Jinja2.
  public enum Kind: String, Sendable {
    /// The template text itself is not valid.
    case syntax = "TemplateSyntaxError"
    /// The template names a filter or test that does not exist.
    case assertion = "TemplateAssertionError"
    /// A filter that is given what it does not take.
    case argument = "FilterArgumentError"
    /// An attribute that an operation needs.
    case attribute = "AttributeError"
    /// A mistake that only rendering could find.
    case runtime = "TemplateRuntimeError"
    /// A template that the loader does not find.
    case notFound = "TemplateNotFound"
    /// A variable, attribute or element that does not exist.
    case undefined = "UndefinedError"
    /// An operation on values of the wrong type.
    case type = "TypeError"
    /// A value that the operation does not take.
    case value = "ValueError"
    /// A position outside a list.
    case index = "IndexError"
    /// A key that a dictionary does not have.
    case key = "KeyError"
    /// A division by zero.
    case zeroDivision = "ZeroDivisionError"
    /// A number too large to hold.
    case overflow = "OverflowError"
    /// A time zone that cannot be read.
    case parser = "ParserError"
    /// A limit on nesting, output or loops was reached.
    case limit = "LimitError"
  }

  /// The kind of mistake.
  public let kind: Kind
  /// What is wrong, as a clause.
  public let message: String
  /// The template's name, usually its path.
  public private(set) var file = ""
  /// The line, counted from 1; 0 when not known.
  public private(set) var line = 0
  /// The column in characters, counted from 1; 0 when not known.
  public private(set) var column = 0
  /// The text of that line.
  public private(set) var excerpt = ""

  init(_ kind: Kind, _ message: String, at position: Position? = nil) {
    self.kind = kind
    self.message = message
    if let position {
      line = position.line
      column = position.column
    }
  }

  /// The same error with a place, unless it already has one.
  func located(_ position: Position) -> TemplateError {
    guard line == 0 else { return self }
    var copy = self
    copy.line = position.line
    copy.column = position.column
    return copy
  }

  /// The same error with the file's name and the text of the line, unless it already has them.
  func located(in file: String, source: [Unicode.Scalar]) -> TemplateError {
    guard self.file.isEmpty else { return self }
    var copy = self
    copy.file = file
    if line > 0 {
      let lines = source.split(separator: "\n", omittingEmptySubsequences: false)
      if line <= lines.count { copy.excerpt = String(scalars: lines[line - 1].prefix(200)) }
    }
    return copy
  }

  /// "file:line:column: message", the line and a mark under the column.
  public var description: String {
    guard line > 0 else { return file.isEmpty ? message : "\(file): \(message)" }
    var text = "\(file):\(line):\(column): \(message)"
    if !excerpt.isEmpty {
      let margin = String(repeating: " ", count: max(column - 1, 0))
      text += "\n  \(excerpt)"
      if column <= 120 { text += "\n  \(margin)^" }
    }
    return text
  }
}

/// A place in a template.
struct Position: Sendable, Equatable {
  var line: Int
  var column: Int
}
