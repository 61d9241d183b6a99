/// The smallest piece of a template: text, a delimiter, or a word of an expression.
struct Token: Sendable, Equatable {
  enum Kind: Sendable, Equatable {
    case data, variableBegin, variableEnd, blockBegin, blockEnd
    case name, string, integer, float, symbol, end
  }

  let kind: Kind
  /// The text; of a string literal its value.
  let text: String
  let position: Position

  /// How messages name the token.
  var label: String {
    switch kind {
    case .name, .symbol: text
    case .data: "template data / text"
    case .variableBegin: "begin of print statement"
    case .variableEnd: "end of print statement"
    case .blockBegin: "begin of statement block"
    case .blockEnd: "end of statement block"
    case .string: "string"
    case .integer: "integer"
    case .float: "float"
    case .end: "end of template"
    }
  }

  func isSymbol(_ symbol: String) -> Bool { kind == .symbol && text == symbol }
  func isName(_ name: String) -> Bool { kind == .name && text == name }
}
