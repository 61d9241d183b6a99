/// Where everything of a figure stands; lengths in centimetres.
struct FigureLayout {
  /// Sizes of letters in points.
  enum Size {
    static let title = 8.5
    static let subtitle = 6.5
  }

  let width: Double
  let height: Double
  let titleLines: [String]
  let subtitleLines: [String]
  let panels: [PanelPlan]
  /// The axes' rectangles, a panel each.
  let boxes: [Box]
  /// Whether all panels have the same legend below, which then stands once below all of them.
  let sharesLegend: Bool
  /// Width of a panel with all that is around it.
  let cellWidth: Double
  /// Room above the panels.
  private let head: Double

  private static let edge = 0.12

  init(_ figure: Figure) {
    width = figure.width.centimetres
    height = figure.height
    let inner = width - 2 * Self.edge
    titleLines = TextWidth.wrap(figure.title, width: inner, size: Size.title * 1.1, limit: 2)
    subtitleLines = TextWidth.wrap(figure.subtitle, width: inner, size: Size.subtitle, limit: 3)
    let head =
      Self.edge + Double(titleLines.count) * 0.4 + Double(subtitleLines.count) * 0.29
      + (titleLines.isEmpty && subtitleLines.isEmpty ? 0 : 0.06)
    self.head = head

    let columns = min(figure.columns, figure.panels.count)
    let rows = (figure.panels.count + columns - 1) / columns
    let cell = (width: inner / Double(columns), height: (height - head) / Double(rows))
    let plans = figure.panels.map { PanelPlan($0, width: cell.width, height: cell.height) }
    panels = plans
    cellWidth = cell.width

    let below = plans.filter(\.hasLegendBelow)
    let shares = below.count > 1 && below.allSatisfy { $0.legend == below[0].legend }
    sharesLegend = shares
    let foot = Self.edge / 2 + (shares ? below[0].legend.height(in: inner) + 0.12 : 0)

    // Panels of a column share their margins, so that their axes are in line; so do those of a row.
    func largest(_ length: (PanelPlan) -> Double, _ isIn: (Int) -> Bool) -> Double {
      plans.indices.filter(isIn).map { length(plans[$0]) }.max() ?? 0
    }
    let left = (0..<columns).map { column in largest(\.left) { $0 % columns == column } }
    let right = (0..<columns).map { column in largest(\.right) { $0 % columns == column } }
    let top = (0..<rows).map { row in largest(\.top) { $0 / columns == row } }
    let bottom = (0..<rows).map { row in
      largest(
        { plan in
          let hasOwn = plan.hasLegendBelow && !shares
          return plan.bottom + (hasOwn ? plan.legend.height(in: cell.width) + 0.1 : 0)
        }, { $0 / columns == row })
    }
    let gap = 0.15
    let plotWidth =
      (inner - left.reduce(0, +) - right.reduce(0, +) - gap * Double(columns - 1))
      / Double(columns)
    let upperEnd = figure.height - head
    let plotHeight =
      (upperEnd - foot - top.reduce(0, +) - bottom.reduce(0, +)) / Double(rows)
    boxes = plans.indices.map { index in
      let (row, column) = (index / columns, index % columns)
      let x =
        Self.edge + left[...column].reduce(0, +) + right[..<column].reduce(0, +)
        + Double(column) * (plotWidth + gap)
      let y =
        upperEnd - top[...row].reduce(0, +) - bottom[..<row].reduce(0, +)
        - Double(row + 1) * plotHeight
      return Box(left: x, bottom: y, width: max(plotWidth, 0.5), height: max(plotHeight, 0.5))
    }
  }

  /// Distance of the lines of title and subtitle from the upper end, in order.
  var lineDepths: [Double] {
    let titles = titleLines.indices.map { Self.edge + 0.18 + Double($0) * 0.4 }
    let start = Self.edge + Double(titleLines.count) * 0.4 + 0.14
    return titles + subtitleLines.indices.map { start + Double($0) * 0.29 }
  }

  /// Upper end of a legend below all panels.
  var sharedLegendTop: Double {
    let entries = panels.first(where: \.hasLegendBelow)
    return Self.edge / 2 + (entries?.legend.height(in: width - 2 * Self.edge) ?? 0)
  }

  var innerWidth: Double { width - 2 * Self.edge }
  var leftEdge: Double { Self.edge }
}
