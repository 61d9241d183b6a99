/// The entries of a panel's legend and the room they need.
struct LegendEntries: Equatable {
  /// One entry.
  struct Entry: Equatable {
    let label: String
    /// How gnuplot draws its sample: `with lines lc …`.
    let sample: String
  }

  /// Size of the letters in points.
  static let size = 6.5
  /// Height of an entry in centimetres.
  static let lineHeight = 0.31

  let entries: [Entry]

  /// The entries of a panel, none if it has no legend.
  init(_ panel: Panel) {
    guard panel.legend != .none else {
      entries = []
      return
    }
    switch panel.content {
    case .series(let all):
      entries = all.filter { !$0.label.isEmpty && $0.hasNumbers }.map {
        Entry(label: $0.label, sample: $0.sample)
      }
    case .heatMap: entries = []
    case .graph(let graph):
      entries = [(graph.markerNames.circle, 7), (graph.markerNames.square, 5)]
        .filter { !$0.0.isEmpty }
        .map { Entry(label: $0.0, sample: "with points pt \($0.1) ps 0.8 lc rgb '#888888'") }
    }
  }

  /// The width of the widest entry in centimetres, with its sample.
  var width: Double {
    (entries.map { TextWidth.centimetres($0.label, size: Self.size) }.max() ?? 0) + Self.sampleWidth
  }

  /// Room for the sample before a label and the gap after it.
  private static let sampleWidth = 1.3

  /// A label without its end if it is too long for a legend in a width; gnuplot takes letters for wider
  /// than they are.
  static func cut(_ label: String, to available: Double) -> String {
    TextWidth.cut(label, width: max(0.5, (available - sampleWidth) * 0.72), size: size)
  }

  /// Entries side by side in a width.
  func columns(in available: Double) -> Int { max(1, min(entries.count, Int(available / width))) }

  /// The height in a width in centimetres.
  func height(in available: Double) -> Double {
    guard !entries.isEmpty else { return 0 }
    let columns = columns(in: available)
    return Double((entries.count + columns - 1) / columns) * Self.lineHeight
  }
}

extension Series {
  /// Whether anything of it can be drawn.
  var hasNumbers: Bool {
    switch shape {
    case .points(let points), .line(let points), .scatter(let points):
      points.contains { $0.x.isFinite && $0.y?.isFinite == true }
    case .steps(_, let values): values.contains { $0?.isFinite == true }
    }
  }

  /// How its sample in a legend is drawn.
  var sample: String {
    let look = Look(style)
    return switch shape {
    case .points: "with points pt \(look.marker) ps 0.6 lw 0.8 lc \(look.opaque)"
    case .scatter: "with points pt \(look.marker) ps 0.5 lw 0.8 lc \(look.opaque)"
    case .line, .steps: "with lines lw 1 dt \(look.dashes) lc \(look.opaque)"
    }
  }
}
