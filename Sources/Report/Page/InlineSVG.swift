/// The picture of a file as it can stand inside a page.
///
/// Works on bytes: a figure of many points has hundreds of kilobytes.
enum InlineSVG {
  /// Prepares the text of an SVG file.
  ///
  /// What stands before the picture is dropped, its size follows the page, and it is called an image
  /// with a description. Names within it are left as they are: `Gnuplot` makes them differ.
  /// - Parameters:
  ///   - file: the text of the file.
  ///   - label: describes the picture.
  /// - Returns: `nil` if there is no picture in the text.
  static func text(_ file: String, label: String) -> String? {
    let bytes = Array(file.utf8)
    guard let start = find("<svg", in: bytes[...]), let end = findLast("</svg>", in: bytes),
      let close = bytes[start...].firstIndex(of: UInt8(ascii: ">")), close < end
    else { return nil }
    var attributes: [(name: String, value: String)] = []
    readAttributes(bytes[(start + 4)..<close], into: &attributes)
    var body = Array(bytes[(close + 1)..<end])
    for element in ["title", "desc", "metadata", "script"] { body = without(element, body) }
    return "<svg role=\"img\" aria-label=\"\(escaped(label))\"\(kept(attributes))>"
      + String(decoding: compact(body), as: UTF8.self) + "</svg>"
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

  /// The text without indentation and empty lines, which are a tenth of it.
  private static func compact(_ bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    for byte in bytes {
      let isSpace = byte <= UInt8(ascii: " ")
      if isSpace, result.last == UInt8(ascii: "\n") { continue }
      result.append(byte == UInt8(ascii: "\r") ? UInt8(ascii: "\n") : byte)
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
