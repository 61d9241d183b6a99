/// The gnuplot script of a figure, as people may read and change it.
///
/// Lengths on the figure are parts of its width and height (gnuplot's `screen` coordinates), sizes of
/// letters and lines are points, in all three pictures.
struct FigureScript {
  let figure: Figure
  let layout: FigureLayout
  private(set) var lines: [String] = []

  /// The first line of a figure's script, by which it is known again.
  static func firstLine(_ name: String) -> String {
    "# Draws \(name).svg, \(name).pdf and \(name).png from \(name).csv: gnuplot \(name).gp"
  }

  /// The script of a figure.
  static func text(_ figure: Figure) -> String {
    var script = FigureScript(figure: figure, layout: FigureLayout(figure))
    script.addHead()
    for number in 1...figure.panels.count { script.addPanel(number) }
    script.add("", "unset multiplot", "unset output")
    return script.lines.joined(separator: "\n") + "\n"
  }

  private init(figure: Figure, layout: FigureLayout) {
    self.figure = figure
    self.layout = layout
  }

  /// Adds lines.
  mutating func add(_ new: String...) { lines += new }

  /// A place from left to right.
  func x(_ centimetres: Double) -> String { ScriptText.number(centimetres / layout.width) }

  /// A place from the bottom to the top.
  func y(_ centimetres: Double) -> String { ScriptText.number(centimetres / layout.height) }

  /// Adds a text at a place on the figure; `font` is an expression for its name.
  mutating func addText(
    _ text: String, at place: (x: Double, y: Double), _ side: String = "center", size: Double,
    colour: String = "222222", font: String? = nil,
    isInFront: Bool = false
  ) {
    let size = "',\(ScriptText.number(size))'"
    add(
      "set label \(ScriptText.quoted(text)) at screen \(x(place.x)),\(y(place.y)) \(side)"
        + " font \(font.map { "\($0).\(size)" } ?? size) tc rgb '#\(colour)' noenhanced"
        + (isInFront ? " front" : ""))
  }

  private mutating func addHead() {
    let name = figure.name
    let points = (w: layout.width / TextWidth.point, h: layout.height / TextWidth.point)
    let dots = (w: Int(layout.width / 2.54 * 200), h: Int(layout.height / 2.54 * 200))
    let size = "\(ScriptText.number(layout.width))cm,\(ScriptText.number(layout.height))cm"
    add(
      Self.firstLine(name),
      "# One of them: gnuplot -e \"picture = 'pdf'\" \(name).gp",
      "# Sizes of letters and lines are in points.",
      "if (!exists('picture')) {",
      "  do for [picture in 'svg pdf png'] { load '\(name).gp' }",
      "  exit",
      "}",
      "reset",
      "set encoding utf8",
      "set minussign",
      "if (picture eq 'svg') {",
      "  set terminal svg size \(Int(points.w.rounded())),\(Int(points.h.rounded())) dynamic"
        + " name '\(name)' font 'sans-serif,7' background 'white'",
      "}",
      "if (picture eq 'pdf') {",
      "  set terminal pdfcairo size \(size) font 'Arial,7' fontscale 0.75 linewidth 2"
        + " background 'white'",
      "}",
      "if (picture eq 'png') {  # 200 dots per inch",
      "  set terminal pngcairo size \(dots.w),\(dots.h) font 'Arial,7' fontscale 2.0833"
        + " linewidth 2.7778 pointscale 2.7778 background 'white'",
      "}",
      "bold = picture eq 'svg' ? 'sans-serif' : 'Arial:Bold'",
      "set output '\(name).'.picture",
      "",
      "data = '\(name).csv'",
      "set datafile separator comma",
      "set datafile columnheaders",
      "# 1 in the rows of a series, undefined in all others, which are passed over.",
      "rows(p, s) = column('panel') == p && column('series') == s ? 1 : NaN",
      "number(p, s, name) = rows(p, s) * column(name)",
      "")
    addPalette()
    add(
      "unset key",
      "set multiplot")
  }

  /// Adds how the frame of a panel looks.
  mutating func addFrame() {
    add(
      "set border 15 lw 0.5 lc rgb '#555555'",
      "set tics in scale 0.5,0.25 textcolor rgb '#222222' font ',\(PanelPlan.Size.tick)'",
      "set xtics offset 0,0.3; set ytics offset 0.4,0")
  }

  private mutating func addPalette() {
    guard layout.panels.contains(where: { $0.colour != nil }) else { return }
    let stops = Look.viridis.enumerated().map { "\($0.offset) '#\($0.element)'" }
    add(
      "# viridis",
      "set palette defined (\(stops[..<8].joined(separator: ", ")), \\",
      "  \(stops[8...].joined(separator: ", ")))",
      // With many shades the colour bar of the SVG would be the largest part of its file.
      "set palette maxcolors 64")
  }
}
