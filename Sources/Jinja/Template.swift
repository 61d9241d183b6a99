/// A template, read and checked, ready to be rendered any number of times.
///
/// ```swift
/// let template = try Template("Hello {{ name|title }}!")
/// try template.render(["name": .string("world")])  // "Hello World!"
/// ```
public struct Template: Sendable {
  let nodes: [Node]
  let blocks: [String: [Node]]
  let environment: Environment
  let file: String
  let source: [Unicode.Scalar]

  /// Reads a template.
  ///
  /// - Parameters:
  ///   - source: the text.
  ///   - file: the name used in errors.
  ///   - environment: delimiters, white-space rules and limits.
  /// - Throws: `TemplateError` with the place of the first mistake.
  public init(
    _ source: String, file: String = "template", environment: Environment = Environment()
  ) throws(TemplateError) {
    let scalars = Self.normalised(source, environment)
    self.environment = environment
    self.file = file
    self.source = scalars
    do throws(TemplateError) {
      var lexer = Lexer(scalars, environment)
      var parser = Parser(try lexer.tokens())
      nodes = try parser.template()
      blocks = parser.blocks
    } catch {
      throw error.located(in: file, source: scalars)
    }
  }

  /// Renders the template.
  ///
  /// - Parameter context: the variables by name.
  /// - Returns: the text.
  /// - Throws: `TemplateError` with the place where rendering stopped.
  public func render(_ context: [String: Value] = [:]) throws(TemplateError) -> String {
    let evaluator = Evaluator(self, context)
    return try evaluator.run()
  }

  /// Turns every line end into one line feed and drops the last one where asked.
  private static func normalised(_ text: String, _ environment: Environment) -> [Unicode.Scalar] {
    var scalars: [Unicode.Scalar] = []
    scalars.reserveCapacity(text.utf8.count)
    var afterReturn = false
    for scalar in text.unicodeScalars {
      if scalar == "\r" {
        scalars.append("\n")
      } else if scalar != "\n" || !afterReturn {
        scalars.append(scalar)
      }
      afterReturn = scalar == "\r"
    }
    if !environment.keepTrailingNewline, scalars.last == "\n" { scalars.removeLast() }
    return scalars
  }
}
