/// Text without meaning, to fill a page: `lipsum`.
enum LoremIpsum {
  private static let words: [String] = """
    lorem ipsum dolor sit amet consectetur adipisicing elit sed do eiusmod tempor incididunt ut \
    labore et dolore magna aliqua ut enim ad minim veniam quis nostrud exercitation ullamco \
    laboris nisi aliquip ex ea commodo consequat duis aute irure in reprehenderit voluptate velit \
    esse cillum eu fugiat nulla pariatur excepteur sint occaecat cupidatat non proident sunt culpa \
    qui officia deserunt mollit anim id est laborum
    """.split(separator: " ").map(String.init)

  /// Paragraphs of sentences; as in Jinja2 every call draws other words.
  static let text: Globals.Body = { evaluator, given throws(TemplateError) in
    let count = max(try given.integer(0, "n") ?? 5, 0)
    let isHTML = try given.flag(1, "html", true)
    let least = try given.integer(2, "min") ?? 20
    let most = try given.integer(3, "max") ?? 100
    guard least < most else { throw TemplateError(.value, "lipsum() needs max above min") }
    // The longest word has 13 letters.
    let (size, overflow) = count.multipliedReportingOverflow(by: max(most, 1) * 14)
    try evaluator.reserve(overflow ? .max : size)
    var paragraphs: [String] = []
    for _ in 0..<count {
      let length = max(least + evaluator.draw(most - least), 0)
      let text = paragraph(of: length, evaluator)
      paragraphs.append(isHTML ? "<p>\(text)</p>" : text)
    }
    return isHTML
      ? .markup(paragraphs.joined(separator: "\n"))
      : .string(paragraphs.joined(separator: "\n\n"))
  }

  private static func paragraph(of length: Int, _ evaluator: Evaluator) -> String {
    var result = ""
    var left = 0
    for index in 0..<length {
      let word = words[evaluator.draw(words.count)]
      let startsSentence = left == 0
      if startsSentence { left = 6 + evaluator.draw(10) }
      left -= 1
      result += (index == 0 ? "" : " ") + (startsSentence ? word.capitalised : word)
      if left == 0 || index + 1 == length {
        result += "."
      } else if left > 2, evaluator.draw(8) == 0 {
        result += ","
      }
    }
    return result
  }
}
