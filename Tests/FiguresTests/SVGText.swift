import Foundation

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// What a well-formed SVG file holds.
final class SVGText: NSObject, XMLParserDelegate {
  /// Every `id`, in order.
  private(set) var ids: [String] = []
  /// Names of the elements.
  private(set) var elements: Set<String> = []
  /// Where `href` and `src` lead to.
  private(set) var links: Set<String> = []
  /// The texts that are drawn.
  private(set) var texts: [String] = []
  /// The texts of `title`, which readers may see or hear beside the picture.
  private(set) var titles: [String] = []
  /// The attribute `fill` of polygons.
  private(set) var fills: [String] = []
  private var current = ""

  /// Reads a file; `nil` if it is not well-formed.
  init?(_ path: String) {
    super.init()
    guard let data = FileManager.default.contents(atPath: path) else { return nil }
    let parser = XMLParser(data: data)
    parser.delegate = self
    guard parser.parse() else { return nil }
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
    qualifiedName: String?, attributes: [String: String]
  ) {
    elements.insert(name)
    if let id = attributes["id"] { ids.append(id) }
    links.formUnion(["href", "xlink:href", "src"].compactMap { attributes[$0] })
    if name == "polygon", let fill = attributes["fill"] { fills.append(fill) }
    if name == "text" || name == "title" { current = "" }
  }

  func parser(_ parser: XMLParser, foundCharacters text: String) { current += text }

  func parser(
    _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
  ) {
    if name == "text" { texts.append(current) }
    if name == "title" { titles.append(current) }
  }
}
