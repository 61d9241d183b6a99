import Foundation

@testable import Figures

/// Figures that look like the reports', with numbers from a fixed generator.
enum Examples {
  struct Random {
    var state: UInt64 = 42
    mutating func next() -> Double {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double(state >> 11) / Double(1 << 53)
    }
    mutating func normal() -> Double {
      (0..<12).reduce(-6.0) { sum, _ in sum + next() }
    }
  }

  static let features = [
    "type", "pT", "η", "sin φ", "cos φ", "E", "η outer", "sin φ outer", "cos φ outer", "charge",
  ]

  static let relevance: Figure = {
    let values: [[Double?]] = [
      [0.15011, 0.00977, 6e-5, 0.00213, 0.00198, 0.08412, 0.00432, 0.00087, 0.00091, 0.21034],
      [0.24512, 0.01321, 0.00312, 0.00142, 0.00155, 0.12044, 0, 0, 0, 0],
      [0.09871, 0.04412, 0.00031, 0.00098, 0.00112, 0.03371, 0, 0, 0, 0],
      [0.05123, 0.06233, 0.00871, 0.00341, 0.00299, 0.04422, nil, nil, nil, nil],
    ]
    return Figure(
      name: "relevance_features",
      title: "Mean relevance of the input features for the predicted class",
      subtitle: "Share of |R| by feature of the element itself; grey: the feature is always 0",
      width: .page, height: 6.2,
      panels: [
        Panel(
          x: PlotAxis("Input feature"), y: PlotAxis("Predicted class"),
          content: .heatMap(
            HeatMap(
              rows: ["charged hadron", "neutral hadron", "photon", "muon"], columns: features,
              values: values, label: "share of relevance", range: 1e-4...1, isLogarithmic: true,
              decimals: 5)))
      ])
  }()

  static let confusion: Figure = {
    let names = ["none", "charged hadron", "neutral hadron", "photon", "electron", "muon"]
    func panel(_ title: String, _ seed: UInt64) -> Panel {
      var random = Random(state: seed)
      let values = names.indices.map { row in
        var line = names.indices.map { $0 == row ? 8 + random.next() * 10 : random.next() }
        if row == 0 { line[5] = 0 }
        let sum = line.reduce(0, +)
        return line.map { Optional($0 / sum) }
      }
      return Panel(
        title: title, x: PlotAxis("Reconstructed class"), y: PlotAxis("True class"),
        content: .heatMap(
          HeatMap(
            rows: names, columns: names, values: values, label: "share of the true class",
            range: 0...1)))
    }
    return Figure(
      name: "confusion", title: "Classes of elements", subtitle: "tt̄, 20 pile-up events, test set",
      height: 8, columns: 2, panels: [panel("Rule-based PF", 3), panel("MLPF", 9)])
  }()

  static let methods: [(String, Series.Style)] = [
    ("Rule-based PF", .ruleBased), ("MLPF", .network), ("Trivial", .trivial),
  ]

  static let efficiency: Figure = {
    var random = Random()
    func panel(_ title: String, _ low: Double) -> Panel {
      let series = methods.enumerated().map { number, method in
        let points = (0..<12).map { bin -> Series.Point in
          let x = pow(10, -0.5 + 0.25 * Double(bin) + 0.03 * Double(number))
          let y = 1 - exp(-x * (0.7 + low)) * 0.5 - 0.08 * Double(number) * random.next()
          let error = 0.01 + 0.03 * random.next()
          return Series.Point(
            x, bin == 3 && number == 2 ? nil : y, yRange: (y - error)...(y + error))
        }
        return Series(method.0, method.1, .points(points))
      }
      return Panel(
        title: title, x: PlotAxis("pT (GeV)", isLogarithmic: true),
        y: PlotAxis("Efficiency", range: 0...1.05), content: .series(series), legend: .below)
    }
    return Figure(
      name: "efficiency", title: "Efficiency by transverse momentum",
      subtitle: "68 % Wilson intervals", height: 7, columns: 2,
      panels: [panel("Charged hadrons", 0.5), panel("Neutral hadrons", 0)])
  }()

  static func histogram(_ seed: UInt64, _ count: Int, _ mean: Double, _ width: Double) -> [Double?]
  {
    var random = Random(state: seed)
    var bins = [Double](repeating: 0, count: 40)
    for _ in 0..<count {
      let bin = Int(((random.normal() * width + mean) + 2) * 10)
      if bins.indices.contains(bin) { bins[bin] += 1 }
    }
    return bins
  }

  static let residuals: Figure = {
    let edges = (0...40).map { -2 + Double($0) * 0.1 }
    func panel(_ title: String, _ unit: String, _ seed: UInt64) -> Panel {
      Panel(
        title: title, x: PlotAxis("(reco − true) / true, \(unit)"),
        y: PlotAxis("Elements", isLogarithmic: true),
        content: .series(
          methods.enumerated().map { number, method in
            Series(
              method.0, method.1,
              .steps(
                edges: edges,
                values: histogram(
                  seed + UInt64(number), 4000, 0.1 * Double(number), 0.25 + 0.15 * Double(number))))
          }), legend: .topRight)
    }
    return Figure(
      name: "residuals", title: "Residuals", height: 7, columns: 2,
      panels: [panel("Charged hadrons", "pT", 1), panel("Photons", "E", 77)])
  }()

  static let multiplicity: Figure = {
    var random = Random()
    let series = methods.prefix(2).map { method in
      Series(
        method.0, method.1,
        .scatter(
          (0..<400).map { _ in
            let x = (20 + random.next() * 180).rounded()
            return Series.Point(x, (x * (0.9 + 0.1 * random.normal())).rounded())
          }))
    }
    return Figure(
      name: "multiplicity", title: "Charged hadrons per event", width: .column, height: 8,
      panels: [
        Panel(
          x: PlotAxis("True number"), y: PlotAxis("Reconstructed number"),
          content: .series(
            series + [Series("equal", .truth, .line([.init(0, 0), .init(220, 220)]))]),
          legend: .topLeft)
      ])
  }()

  static let training: Figure = {
    var random = Random()
    func curve(_ level: Double) -> [Series.Point] {
      (1...60).map { epoch in
        let y = level + 2 * exp(-Double(epoch) / 8) + 0.03 * random.next()
        return Series.Point(Double(epoch), y, yRange: (y - 0.08)...(y + 0.1))
      }
    }
    return Figure(
      name: "training", title: "Training", width: .column, height: 6,
      panels: [
        Panel(
          x: PlotAxis("Epoch"), y: PlotAxis("Loss"),
          content: .series([
            Series("training", .other(0), .line(curve(0.5))),
            Series("validation", .other(1), .line(curve(0.6))),
            Series("third", .other(2), .line(curve(0.8))),
          ]))
      ])
  }()

  static let timing: Figure = {
    let points = (1...14).map { step in
      Series.Point(Double(step) * 400, 0.004 * pow(Double(step) * 400, 1.15))
    }
    return Figure(
      name: "inference_time", title: "Inference time", width: .column, height: 6,
      panels: [
        Panel(
          x: PlotAxis("Elements in an event"), y: PlotAxis("Time per event (ms)"),
          content: .series([
            Series("measured", .network, .points(points)),
            Series("straight line", .truth, .line([.init(400, 4), .init(5600, 80)])),
          ]), legend: .topLeft)
      ])
  }()

  static func graph(_ count: Int) -> Figure {
    var random = Random(state: UInt64(count))
    let nodes = (0..<count).map { number in
      Graph.Node(
        x: 1.2 + random.normal() * 0.4, y: -0.5 + random.normal() * 0.4,
        value: number == 0 ? 0.42 : number % 9 == 5 ? 0 : pow(random.next(), 4) * 0.3,
        marker: number % 3 == 0 ? .square : .circle, isCentre: number == 0)
    }
    let edges = (1..<count).map { Graph.Edge(from: $0, to: 0, weight: pow(random.next(), 2)) }
    let more = (1..<count).map {
      Graph.Edge(from: $0, to: Int(random.next() * Double(count)), weight: pow(random.next(), 4))
    }
    return Figure(
      name: "rmap_\(count)", title: "Relevance for one charged hadron",
      subtitle: "Neighbours within three GravNet layers; ring: the explained element",
      width: .column, height: 8.6,
      panels: [
        Panel(
          x: PlotAxis("η"), y: PlotAxis("φ"),
          content: .graph(
            Graph(
              nodes: nodes, edges: edges + more, label: "R-score", circle: "track",
              square: "calorimeter cluster")), legend: .below)
      ])
  }

  static let grid: Figure = {
    let edges = (0...40).map { -2 + Double($0) * 0.1 }
    let panels = (0..<12).map { number in
      Panel(
        title: ["pT", "η", "φ", "energy"][number % 4] + ", class \(number / 4)",
        x: PlotAxis(["pT (GeV)", "η", "φ", "E (GeV)"][number % 4]), y: PlotAxis("Elements"),
        content: .series(
          ([("Truth", Series.Style.truth)] + methods.prefix(2)).enumerated().map { place, method in
            Series(
              method.0, method.1,
              .steps(
                edges: edges,
                values: histogram(
                  UInt64(number * 3 + place), 200 * (number + 1), 0.02 * Double(place), 0.5)))
          }), legend: .below)
    }
    return Figure(
      name: "distributions", title: "Distributions of the particles",
      subtitle:
        "A subtitle that is long enough to need more than one line on the page, so that we can see what happens to the lines of the subtitle when they are wrapped at the width of the page",
      height: 15, columns: 4, panels: panels)
  }()

  static let all: [Figure] = [
    relevance, confusion, efficiency, residuals, multiplicity, training, timing, graph(17),
    graph(60), grid,
  ]
}
