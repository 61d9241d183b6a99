/// The methods that tell what a text consists of.
extension StringMethods {
  static let predicates: [String: Methods.Method<String>] = [
    "isalpha": predicate(\.isLetter),
    "isdigit": predicate {
      $0.properties.numericType == .decimal || $0.properties.numericType == .digit
    },
    "isdecimal": predicate { $0.properties.numericType == .decimal },
    "isnumeric": predicate { $0.properties.numericType != nil },
    "isalnum": predicate(\.isAlphanumeric),
    "isspace": predicate(\.isPythonSpace),
    "isascii": { _, text, _ throws(TemplateError) in
      .bool(text.unicodeScalars.allSatisfy(\.isASCII))
    },
    "isprintable": { _, text, _ throws(TemplateError) in
      .bool(text.unicodeScalars.allSatisfy(\.isPrintable))
    },
    "isidentifier": { _, text, _ throws(TemplateError) in
      .bool(
        text.unicodeScalars.first.map { $0 == "_" || $0.isLetter } ?? false
          && text.unicodeScalars.allSatisfy(\.isWord))
    },
    "islower": { _, text, _ throws(TemplateError) in .bool(isLower(text)) },
    "isupper": { _, text, _ throws(TemplateError) in .bool(isUpper(text)) },
    "istitle": { _, text, _ throws(TemplateError) in
      .bool(
        text.unicodeScalars.contains { $0.properties.isCased }
          && title(text).utf8.elementsEqual(text.utf8))
    },
  ]

  static func isLower(_ text: String) -> Bool {
    let cased = text.unicodeScalars.filter { $0.properties.isCased }
    return !cased.isEmpty && cased.allSatisfy { $0.properties.isLowercase }
  }

  static func isUpper(_ text: String) -> Bool {
    let cased = text.unicodeScalars.filter { $0.properties.isCased }
    return !cased.isEmpty && cased.allSatisfy { $0.properties.isUppercase }
  }

  private static func predicate(
    _ test: @escaping @Sendable (Unicode.Scalar) -> Bool
  ) -> Methods.Method<String> {
    { _, text, _ throws(TemplateError) in
      .bool(!text.isEmpty && text.unicodeScalars.allSatisfy(test))
    }
  }
}
