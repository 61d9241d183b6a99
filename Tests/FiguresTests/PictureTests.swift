import Files
import Foundation
import TestSupport
import Testing

@testable import Figures

/// Pictures from gnuplot itself; shown as skipped where it is not installed.
@Suite(
  .enabled(
    if: ChildProcess.find("gnuplot", in: ProcessInfo.processInfo.environment["PATH"] ?? "") != nil,
    "gnuplot is not installed"))
struct PictureTests {
  private func draw(_ figures: [Figure], _ folder: String) throws(Failure) {
    _ = try Gnuplot.draw(
      figures, into: folder, workers: 2, progress: SilentProgress(), shouldStop: { false })
  }

  @Test func `every kind is drawn twice alike, and all SVGs fit into one page`() throws {
    try withFolder { folder in
      let figures = Examples.all
      try draw(figures, folder)
      let first = try FolderSnapshot(folder)
      #expect(first.files.count == 5 * figures.count)
      for figure in figures {
        try FileManager.default.removeItem(atPath: "\(folder)/\(figure.name).gp")
      }
      try draw(figures, folder)
      let second = try FolderSnapshot(folder)
      #expect(first.files.mapValues(\.bytes) == second.files.mapValues(\.bytes))

      var ids: [String] = []
      for figure in figures {
        let svg = try #require(SVGText("\(folder)/\(figure.name).svg"))
        ids += svg.ids
        #expect(svg.links.allSatisfy { $0.hasPrefix("#\(figure.name)_") })
        #expect(svg.elements.isDisjoint(with: ["script", "image", "foreignObject", "style"]))
        #expect(svg.texts.contains(figure.title) && svg.titles.first == figure.title)
        let entries = FigureLayout(figure).panels.flatMap(\.legend.entries).map(\.label)
        #expect(Set(entries).isSubset(of: svg.texts))
      }
      #expect(Set(ids).count == ids.count)
    }
  }

  @Test func `no text runs a command, breaks a script or changes`() throws {
    try withFolder { folder in
      let marker = folder + "/ran"
      let texts = [
        "`touch \(marker)`", "$(touch \(marker))", "'; system 'touch \(marker)'; '",
        "''`touch \(marker)`", "\"`touch \(marker)`\"",
        "x\n!touch \(marker)\nsystem('touch \(marker)')",
        "'\\\nsystem('touch \(marker)')", "a_b^c{d}@e&f~g\\h", "{/:Bold x}", "}}}{{{",
        "%s %d %n 5%",
        "\\", "'\\", "'quoted' ''twice''", "''", "'", "a''", "# no comment", "@ARG0",
        "</text><script>", "]]>&amp;<!--",
        "\u{0}\u{7}\u{1B}[31m", "\"\"\",,,\"", "🎉 tt̄ η مرحبا",
      ]
      let groups = stride(from: 0, to: texts.count, by: 4).map { Array(texts[$0..<$0 + 4]) }
      let figures = groups.enumerated().map { number, group in
        let curves = group.enumerated().map { place, text in
          Panel(
            title: text, x: PlotAxis(text), y: PlotAxis(text),
            content: .series([
              Series(text, .network, .points([.init(1, 2, yRange: 1...3), .init(2, 3)]))
            ]), legend: place % 2 == 0 ? .topLeft : .below)
        }
        let map = HeatMap(
          rows: group, columns: group, values: Array(repeating: [0.5, 0, nil, 1], count: 4),
          label: group[0], range: 0...1)
        let graph = Graph(
          nodes: [.init(x: 0, y: 0, value: 1)], edges: [], label: group[1], circle: group[2],
          square: group[3])
        let axis = PlotAxis("")
        return Figure(
          name: "text_\(number)", title: group[number % 4], subtitle: group[(number + 1) % 4],
          height: 14, columns: 2,
          panels: curves + [
            Panel(x: axis, y: axis, content: .heatMap(map)),
            Panel(x: axis, y: axis, content: .graph(graph)),
          ])
      }
      try draw(figures, folder)
      #expect(!FileManager.default.fileExists(atPath: marker))
      for (number, group) in groups.enumerated() {
        let svg = try #require(SVGText("\(folder)/text_\(number).svg"), "\(group)")
        #expect(!svg.elements.contains("script"))
        for text in group where !text.contains(marker) {  // Those are cut, because they are long.
          let line = squeezed(ScriptText.oneLine(text))
          let shown = svg.texts.filter { squeezed($0) == line }
          // Title, both axes and legend of a panel, row and column of the map, and one of others.
          #expect(line.isEmpty || shown.count >= 7, "\(text) is there \(shown.count) times")
        }
      }
    }
  }

  private func squeezed(_ text: String) -> String {
    text.split(separator: " ").joined(separator: " ")
  }

  @Test func `cells of exact zero and without a value are grey`() throws {
    try withFolder { folder in
      let values: [[Double?]] = [[0.5, 0, nil], [-0.0, 1e-9, 0.04], [.nan, 1, 7]]
      let figure = Figure(
        name: "cells", title: "",
        panels: [
          Panel(
            x: PlotAxis(""), y: PlotAxis(""),
            content: .heatMap(
              HeatMap(
                rows: ["a", "b", "c"], columns: ["d", "e", "f"], values: values, label: "",
                range: 0.01...1, isLogarithmic: true)))
        ])
      try draw([figure], folder)
      let svg = try #require(SVGText(folder + "/cells.svg"))
      // All nine are drawn grey, and five of them then coloured.
      #expect(svg.fills.filter { $0 == "rgb(204, 204, 204)" }.count == 9)
      #expect(svg.texts.filter { $0 == "0" }.count == 2)
      for text in ["0.50", "1e-9", "0.04", "1.00", "7.00"] { #expect(svg.texts.contains(text)) }
    }
  }

  @Test func `steps stand on the edges of their bins`() throws {
    try withFolder { folder in
      let figure = Figure(
        name: "steps", title: "",
        panels: [
          Panel(
            x: PlotAxis("", range: 0...10), y: PlotAxis("", range: 0...10),
            content: .series([
              Series("", .network, .steps(edges: [1, 2, 5, 6, 9], values: [4, 8, nil, 2]))
            ]))
        ])
      try draw([figure], folder)
      let text = try String(contentsOfFile: folder + "/steps.svg", encoding: .utf8)
      let line = try #require(text.split(separator: "id=\"steps_plot_1a\"").last)
      let path = try #require(
        line.split(separator: " d='").dropFirst().first?.split(separator: "'").first)
      let layout = FigureLayout(figure)
      let (box, size) = (layout.boxes[0], (w: 488.0, h: 227.0))
      let corners = path.split(whereSeparator: { " ML\t\n".contains($0) }).map { pair in
        let numbers = pair.split(separator: ",").compactMap { Double($0) }
        let x = (numbers[0] / size.w * layout.width - box.left) / box.width * 10
        let y = ((1 - numbers[1] / size.h) * layout.height - box.bottom) / box.height * 10
        return [(x * 10).rounded() / 10, (y * 10).rounded() / 10]
      }
      #expect(
        corners == [
          [1, 0], [1, 4], [2, 4], [2, 8], [5, 8],  // The gap from 5 to 6.
          [6, 2], [9, 2], [9, 0],
        ])
    }
  }

  @Test func `a script draws again what its data say`() throws {
    try withFolder { folder in
      try draw([Examples.efficiency], folder)
      let before = try FolderSnapshot(folder)
      let path = folder + "/efficiency.csv"
      let data = try String(contentsOfFile: path, encoding: .utf8)
      try AtomicFile.write(data.replacing(",0.9", with: ",0.1"), to: path)
      let result = try Command.run("/usr/bin/env", ["gnuplot", "efficiency.gp"], in: folder)
      #expect(result.status == 0)
      #expect(result.errors == "")
      let after = try FolderSnapshot(folder)
      #expect(after.files.count == 5)
      for ending in ["svg", "pdf", "png"] {
        let name = "efficiency.\(ending)"
        #expect(before.files[name]?.bytes != after.files[name]?.bytes)
      }
    }
  }

  @Test func `odd numbers are drawn without a complaint`() throws {
    try withFolder { folder in
      func panel(_ series: [Series], log: Bool) -> Panel {
        Panel(
          x: PlotAxis("x", isLogarithmic: log), y: PlotAxis("y", isLogarithmic: log),
          content: .series(series), legend: .below)
      }
      let odd: [Series.Point] = [
        .init(0, 0), .init(-1, -1, yRange: -2...0), .init(.nan, 1), .init(1, .infinity),
        .init(5, 5),
        .init(1e-300, 1e300), .init(2, nil),
      ]
      let kinds: [Series] = [
        Series("points", .network, .points(odd)), Series("line", .truth, .line(odd)),
        Series("scatter", .other(-7), .scatter(odd)),
        Series("steps", .other(99), .steps(edges: [0, 1, 2], values: [0, -1])),
        Series("nothing", .trivial, .points([])),
        Series("gaps", .trivial, .line([.init(1, nil)])),
      ]
      let empty = Graph(nodes: [], edges: [], label: "", circle: "", square: "")
      let zero = Graph(
        nodes: [.init(x: 1, y: 1, value: 0, isCentre: true)],
        edges: [.init(from: 0, to: 0, weight: 2)],
        label: "z", circle: "c", square: "s")
      let axis = PlotAxis("")
      let figures = [
        Figure(
          name: "odd", title: "", columns: 2,
          panels: [false, true].flatMap { log in
            [panel(kinds, log: log), panel([], log: log)] + kinds.map { panel([$0], log: log) }
          }),
        Figure(
          name: "odd_others", title: "x", width: .column, height: 12, columns: 1,
          panels: [
            Panel(x: axis, y: axis, content: .graph(empty)),
            Panel(x: axis, y: axis, content: .graph(zero)),
            Panel(
              x: axis, y: axis,
              content: .heatMap(
                HeatMap(
                  rows: ["r"], columns: ["c"], values: [[nil]], label: "", range: 0...0,
                  isLogarithmic: true))),
            Panel(
              x: axis, y: axis,
              content: .heatMap(
                HeatMap(
                  rows: ["r"], columns: ["c", "d"], values: [[-5, 1e9]], label: "", range: -1...1,
                  decimals: 0))),
          ]),
      ]
      let found = failure { () throws(Failure) in try draw(figures, folder) }
      #expect(found == nil)
    }
  }
}
