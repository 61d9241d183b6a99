/// The picture of a file as it can stand inside a page.
///
/// Works on bytes: a figure of many points has hundreds of kilobytes.
enum InlineSVG {
  /// Prepares the text of an SVG file.
  ///
  /// What stands before the picture is dropped, names within it are made different from those of other
  /// pictures, its size follows the page, and it is called an image with a description.
  /// - Parameters:
  ///   - file: the text of the file.
  ///   - name: makes names within the picture unique on the page.
  ///   - label: describes the picture.
  /// - Returns: `nil` if there is no picture in the text.
  static func text(_ file: String, name: String, label: String) -> String? {
    let bytes = Array(file.utf8)
    guard let start = find("<svg", in: bytes[...]), let end = findLast("</svg>", in: bytes),
      let close = bytes[start...].firstIndex(of: UInt8(ascii: ">")), close < end
    else { return nil }
    var attributes: [(name: String, value: String)] = []
    readAttributes(bytes[(start + 4)..<close], into: &attributes)
    var body = Array(bytes[(close + 1)..<end])
    for element in ["title", "desc", "metadata", "script"] { body = without(element, body) }
    body = renamed(body, prefix: name)
    return "<svg role=\"img\" aria-label=\"\(escaped(label))\"\(kept(attributes))>"
      + String(decoding: body, as: UTF8.self) + "</svg>"
  }

  /// The attributes that matter: size only as a ratio, and name spaces.
  private static func kept(_ attributes: [(name: String, value: String)]) -> String {
    func value(_ name: String) -> String? { attributes.first { $0.name == name }?.value }
    var box = value("viewBox")
    if box == nil, let width = value("width"), let height = value("height") {
      let sides = [width, height].map { $0.filter { $0.isNumber || $0 == "." } }
      box = "0 0 " + sides.joined(separator: " ")
    }
    let spaces = attributes.filter { $0.name == "xmlns" || $0.name.hasPrefix("xmlns:") }
    return (spaces + (box.map { [("viewBox", $0)] } ?? [])).map {
      " \($0.name)=\"\(escaped($0.value))\""
    }.joined()
  }

  private static func readAttributes(
    _ bytes: ArraySlice<UInt8>, into attributes: inout [(name: String, value: String)]
  ) {
    var rest = bytes
    while let equal = rest.firstIndex(of: UInt8(ascii: "=")) {
      let words = rest[..<equal].split { $0 <= UInt8(ascii: " ") }
      rest = rest[(equal + 1)...].drop { $0 <= UInt8(ascii: " ") }
      guard let quote = rest.popFirst(), let end = rest.firstIndex(of: quote),
        quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'")
      else { return }
      attributes.append(
        (
          String(decoding: words.last ?? [], as: UTF8.self),
          String(decoding: rest[..<end], as: UTF8.self)
        ))
      rest = rest[(end + 1)...]
    }
  }

  /// The text without elements of a kind, which are not nested.
  private static func without(_ element: String, _ bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    var rest = bytes[...]
    while let start = find("<\(element)", in: rest) {
      let after = rest[start...].dropFirst(element.utf8.count + 1)
      result += rest[..<start]
      // A longer name that begins alike is another element.
      if let next = after.first, next > UInt8(ascii: " "), next != UInt8(ascii: ">"),
        next != UInt8(ascii: "/")
      {
        result += rest[start..<after.startIndex]
        rest = after
        continue
      }
      let close = "</\(element)>"
      let end =
        find(close, in: after).map { $0 + close.utf8.count }
        ?? after.firstIndex(of: UInt8(ascii: ">")).map { $0 + 1 } ?? rest.endIndex
      rest = rest[end...]
    }
    return result + rest
  }

  /// The text with a prefix before every name and every reference to one.
  private static func renamed(_ bytes: [UInt8], prefix: String) -> [UInt8] {
    let marks = [" id=\"", " id='", "href=\"#", "href='#", "url(#"].map { Array($0.utf8) }
    let inserted = Array("\(prefix)-".utf8)
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count + 4096)
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      let isStart =
        byte == UInt8(ascii: " ") || byte == UInt8(ascii: "h") || byte == UInt8(ascii: "u")
      if isStart, let mark = marks.first(where: { bytes[index...].starts(with: $0) }) {
        result += mark
        result += inserted
        index += mark.count
      } else {
        result.append(byte)
        index += 1
      }
    }
    return result
  }

  private static func find(_ text: String, in bytes: ArraySlice<UInt8>) -> Int? {
    let wanted = Array(text.utf8)
    guard let first = wanted.first else { return nil }
    var rest = bytes
    while let start = rest.firstIndex(of: first) {
      rest = rest[start...]
      if rest.starts(with: wanted) { return start }
      rest = rest.dropFirst()
    }
    return nil
  }

  private static func findLast(_ text: String, in bytes: [UInt8]) -> Int? {
    let wanted = Array(text.utf8)
    guard wanted.count <= bytes.count else { return nil }
    return (0...(bytes.count - wanted.count)).last { bytes[$0...].starts(with: wanted) }
  }

  private static func escaped(_ text: String) -> String {
    var result = ""
    for character in text {
      switch character {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      default: result.append(character)
      }
    }
    return result
  }
}
