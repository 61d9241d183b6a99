/// The entries of a panel's legend and the room they need.
struct LegendEntries: Equatable {
  /// One entry.
  struct Entry: Equatable {
    let label: String
    let sample: Sample

    /// The width in centimetres with the sample and a gap after it.
    var width: Double {
      TextWidth.centimetres(label, size: LegendEntries.size) + LegendEntries.sampleWidth + 0.35
    }
  }

  /// What an entry's curve looks like.
  enum Sample: Equatable {
    case marker(Int, size: Double, colour: String)
    case line(dashes: String, colour: String)
  }

  /// Room for a sample before its label.
  static let sampleWidth = 0.75
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
        .map { Entry(label: $0.0, sample: .marker($0.1, size: 0.8, colour: "888888")) }
    }
  }

  /// The entries in rows no wider than `available`; a label that does not fit alone loses its end.
  func rows(in available: Double) -> [[Entry]] {
    var rows: [[Entry]] = []
    var left = 0.0
    for entry in entries {
      let label = TextWidth.cut(
        entry.label, width: max(0.5, available - Self.sampleWidth - 0.35), size: Self.size)
      let fitting = Entry(label: label, sample: entry.sample)
      if rows.isEmpty || fitting.width > left {
        rows.append([])
        left = available
      }
      rows[rows.count - 1].append(fitting)
      left -= fitting.width
    }
    return rows
  }

  /// The height of the rows in centimetres.
  func height(in available: Double) -> Double {
    Double(rows(in: available).count) * Self.lineHeight
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

  /// How its curve and its sample in a legend look.
  var sample: LegendEntries.Sample {
    let look = Look(style)
    return switch shape {
    case .points, .scatter: .marker(look.marker, size: 0.6, colour: look.colour)
    case .line, .steps: .line(dashes: look.dashes, colour: look.colour)
    }
  }
}
