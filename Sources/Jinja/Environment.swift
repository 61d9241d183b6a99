/// How templates are read and what they may do; the defaults are cookiecutter's.
public struct Environment: Sendable {
  /// Opens an expression.
  public var variableStart = "{{"
  /// Closes an expression.
  public var variableEnd = "}}"
  /// Opens a statement.
  public var blockStart = "{%"
  /// Closes a statement.
  public var blockEnd = "%}"
  /// Opens a comment.
  public var commentStart = "{#"
  /// Closes a comment.
  public var commentEnd = "#}"
  /// Makes a statement of a line that begins with it; `nil` means that there are none.
  public var lineStatementPrefix: String?
  /// Begins a comment that reaches to the end of the line; `nil` means that there are none.
  public var lineCommentPrefix: String?
  /// Whether the first line end after a statement is dropped.
  public var trimBlocks = false
  /// Whether white space between the start of a line and a statement is dropped.
  public var lstripBlocks = false
  /// Whether what expressions print is escaped for HTML, unless it is marked as safe.
  public var autoescape = false
  /// What every line end in the template becomes.
  public var newline = "\n"
  /// Whether a single line end at the very end of the template stays.
  public var keepTrailingNewline = true
  /// The moment `now` shows, in seconds since 1970-01-01 UTC.
  public var now = 0
  /// What to add to UTC for local time, in seconds.
  public var localOffset = 0
  /// What local time is called, such as "CET".
  public var localZoneName = "UTC"
  /// Folders of the system with its time zones; the first one that has a zone counts.
  public var zoneFolders = ZoneFolder.system
  /// Chooses a number below `count` for random text; `draw` counts the choices of one rendering.
  public var random: @Sendable (_ draw: Int, _ count: Int) -> Int = { _, count in
    Int.random(in: 0..<max(count, 1))
  }
  /// Finds the text of an included template by name; `nil` means that it does not exist.
  public var loader: (@Sendable (_ name: String) -> String?)?
  /// The longest text or list a template may make, in characters or elements.
  public var sizeLimit = 10_000_000
  /// The size of all texts and lists one rendering makes together, which bounds its memory.
  var totalLimit: Int { 10 * min(sizeLimit, .max / 10) }
  /// How many turns all loops of one rendering may take together.
  public var iterationLimit = 1_000_000
  /// How many statements and expressions one rendering may go through, which bounds its time.
  public var stepLimit = 10_000_000

  /// Creates the environment that cookiecutter uses.
  public init() {}
}

/// How deep expressions, statements and calls may be nested.
enum NestingLimit {
  /// For one template's text.
  static let syntax = 100
  /// For a chain of operators or attributes without brackets.
  static let chain = 300
  /// For an expression with all its brackets and chains.
  static let expression = 400
  /// For the evaluation, which includes calls of macros.
  static let evaluation = 900
  /// For printing and comparing values.
  static let value = 200
  /// For the text of a list or dictionary, in bytes.
  static let printed = 10_000_000
  /// For the elements that one comparison looks at.
  static let compared = 1_000_000
  /// How deep values are walked through on the stack that happens to be there.
  static let shallow = 50
}
