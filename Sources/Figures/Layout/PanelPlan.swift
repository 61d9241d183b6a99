/// What stands around the axes of a panel, and the room it takes; lengths in centimetres.
struct PanelPlan {
  /// Sizes of letters in points.
  enum Size {
    static let title = 7.5
    static let axis = 7.0
    static let tick = 6.5
  }

  /// Height of a line of an axis's title.
  static let lineHeight = 0.3

  /// Height of a turned name as a part of its length.
  private static let slope = 0.68

  let panel: Panel
  let legend: LegendEntries
  let titleLines: [String]
  let xLines: [String]
  let yLines: [String]
  /// Titles of the colour scale.
  let barLines: [String]
  /// The scales of a panel with axes of numbers, and of the colour bar.
  let scales: (x: Scale, y: Scale)?
  let colour: Scale?
  /// Width of the names at the vertical axis.
  let yTickWidth: Double
  /// Height of the names at the horizontal axis.
  let xTickHeight: Double
  /// Whether the names of a heat map's columns are turned.
  let isTurned: Bool
  /// Width of the numbers at the colour bar.
  let barTickWidth: Double

  /// Plans a panel that will get about `width` times `height` for everything.
  init(_ panel: Panel, width: Double, height: Double) {
    self.panel = panel
    legend = LegendEntries(panel)
    let inner = max(1, height - 1.2)
    yLines = TextWidth.wrap(panel.y.label, width: inner, size: Size.axis, limit: 2)
    let besides = Double(yLines.count) * Self.lineHeight

    switch panel.content {
    case .series(let series):
      let plot = max(1, width - besides - 1)
      let scales = series.scales(panel, legend, plotHeight: inner)
      self.scales = scales
      colour = nil
      barLines = []
      barTickWidth = 0
      yTickWidth = Self.width(scales.y.ticks(length: inner, spacing: 0.8))
      (isTurned, xTickHeight) = (false, 0.25)
      xLines = TextWidth.wrap(panel.x.label, width: plot, size: Size.axis, limit: 2)
      titleLines = TextWidth.wrap(panel.title, width: plot, size: Size.title, limit: 2)
    case .graph(let graph):
      let plot = max(1, width - besides - 2.2)
      scales = graph.scales(panel, legend, plotHeight: inner)
      let top = graph.nodes.map(\.value).filter(\.isFinite).max() ?? 0
      let colour = Scale(0...(top > 0 ? top : 1), isLogarithmic: false)
      self.colour = colour
      barLines = TextWidth.wrap(graph.label, width: inner, size: Size.axis, limit: 2)
      barTickWidth = Self.width(colour.ticks(length: inner, spacing: 0.8))
      yTickWidth = scales.map { Self.width($0.y.ticks(length: inner, spacing: 0.8)) } ?? 0
      (isTurned, xTickHeight) = (false, 0.25)
      xLines = TextWidth.wrap(panel.x.label, width: plot, size: Size.axis, limit: 2)
      titleLines = TextWidth.wrap(panel.title, width: plot, size: Size.title, limit: 2)
    case .heatMap(let map):
      scales = nil
      let colour = Scale(map.range, isLogarithmic: map.isLogarithmic)
      self.colour = colour
      barLines = TextWidth.wrap(map.label, width: inner, size: Size.axis, limit: 2)
      barTickWidth = Self.width(colour.ticks(length: inner, spacing: 0.8))
      let names = { (texts: [String]) in
        texts.map { TextWidth.centimetres($0, size: Size.tick) }.max() ?? 0
      }
      yTickWidth = min(names(map.rows), width / 3)
      let plot = max(1, width - besides - yTickWidth - barTickWidth - 1.1)
      let widest = names(map.columns)
      isTurned = widest + 0.1 > plot / Double(max(1, map.columns.count))
      xTickHeight = isTurned ? min(widest, height / 3) * Self.slope + 0.15 : 0.25
      xLines = TextWidth.wrap(panel.x.label, width: plot, size: Size.axis, limit: 2)
      titleLines = TextWidth.wrap(panel.title, width: plot, size: Size.title, limit: 2)
    }
  }

  private static func width(_ ticks: Scale.Ticks) -> Double {
    TextWidth.centimetres(ticks.widest, size: Size.tick)
  }

  /// Whether it has a legend below.
  var hasLegendBelow: Bool { panel.legend == .below && !legend.entries.isEmpty }

  /// Room left of the axes.
  var left: Double { Double(yLines.count) * Self.lineHeight + yTickWidth + 0.2 }
  /// Room right of the axes.
  var right: Double {
    guard colour != nil else { return 0.3 }
    return 0.55 + barTickWidth + Double(barLines.count) * Self.lineHeight + 0.1
  }
  /// Room above the axes.
  var top: Double { titleLines.isEmpty ? 0.2 : Double(titleLines.count) * 0.32 + 0.12 }
  /// Room below the axes without a legend.
  var bottom: Double { xTickHeight + 0.14 + Double(xLines.count) * Self.lineHeight + 0.1 }

  /// Names that do not fit are cut; these fit.
  func cut(_ name: String) -> String {
    TextWidth.cut(name, width: max(yTickWidth, xTickHeight / Self.slope), size: Size.tick)
  }
}
