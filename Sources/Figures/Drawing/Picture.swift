import FoundationEssentials

/// The pictures of a figure, by the endings of their names.
enum Picture: String, CaseIterable {
  case svg, pdf, png

  /// What gnuplot drew, without what differs from run to run or collides with other figures.
  func settled(_ drawn: Data, of figure: Figure) -> Data {
    switch self {
    case .svg: Data(Self.settledSVG(String(decoding: drawn, as: UTF8.self), figure).utf8)
    case .pdf: Self.withoutDate(drawn)
    case .png: drawn
    }
  }

  /// Makes each `id` the figure's own, so that many figures can stand in one page.
  ///
  /// gnuplot puts the figure's name before the ids of curves, but not of markers and filters.
  private static func settledSVG(_ svg: String, _ figure: Figure) -> String {
    let name = figure.name
    let title = escaped(figure.title)
    return svg.replacing("'gpPt", with: "'\(name)_gpPt")
      .replacing("'#gpPt", with: "'#\(name)_gpPt")
      .replacing("'gpDot'", with: "'\(name)_gpDot'")
      .replacing("'#gpDot'", with: "'#\(name)_gpDot'")
      .replacing("id='textbox'", with: "id='\(name)_textbox'")
      .replacing("id='greybox'", with: "id='\(name)_greybox'")
      .replacing("url(#textbox)", with: "url(#\(name)_textbox)")
      .replacing("url(#greybox)", with: "url(#\(name)_greybox)")
      .replacing("id=\"gnuplot_canvas\"", with: "id=\"\(name)_canvas\"")
      // No XML text may hold this, and gnuplot lets it through.
      .replacing("]]>", with: "]]&gt;")
      .replacing("<title>\(name)</title>", with: "<title>\(title)</title>")
  }

  private static func escaped(_ text: String) -> String {
    ScriptText.oneLine(text).replacing("&", with: "&amp;").replacing("<", with: "&lt;")
      .replacing(">", with: "&gt;")
  }

  /// Spaces in place of the time at which cairo made the file, so that the same figure has the same
  /// bytes; as many, because the file counts its bytes.
  private static func withoutDate(_ pdf: Data) -> Data {
    var result = pdf
    let key = Data("/CreationDate (".utf8)
    guard let start = pdf.firstRange(of: key),
      let end = pdf[start.upperBound...].firstIndex(of: UInt8(ascii: ")"))
    else { return pdf }
    for index in start.lowerBound...end { result[index] = UInt8(ascii: " ") }
    return result
  }
}
