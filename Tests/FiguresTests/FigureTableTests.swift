import Testing

@testable import Figures

@Suite struct FigureTableTests {
  private func csv(_ content: Panel.Content) -> String {
    Figure(
      name: "test", title: "",
      panels: [Panel(x: PlotAxis(""), y: PlotAxis(""), content: content)]
    ).table.csv
  }

  @Test func `points and lines are a row each, gaps are NaN`() {
    let points = [
      Series.Point(1, 0.5, yRange: 0.25...0.75), Series.Point(2, nil, yRange: 0...1),
      Series.Point(3, .infinity),
    ]
    #expect(
      csv(
        .series([
          Series("MLPF, \"new\"", .network, .points(points)),
          Series("", .truth, .line([.init(-1.5, 1e-7)])),
          Series("two\nlines", .other(0), .scatter([.init(1e16, 20)])),
        ]))
          == """
          panel,series,kind,x,y,low,high,label
          1,1,point,1,0.5,0.25,0.75,"MLPF, ""new""\"
          1,1,point,2,NaN,,,"MLPF, ""new""\"
          1,1,point,3,NaN,,,"MLPF, ""new""\"
          1,2,line,-1.5,1e-07,,,
          1,3,scatter,1e+16,20,,,two lines

          """)
  }

  @Test func `a histogram is its outline, from edge to edge`() {
    #expect(
      csv(.series([Series("h", .network, .steps(edges: [0, 1, 3, 4], values: [5, nil, 2]))]))
        == """
        panel,series,kind,x,y,label
        1,1,step,0,0,h
        1,1,step,0,5,h
        1,1,step,1,5,h
        1,1,step,1,NaN,h
        1,1,step,3,NaN,h
        1,1,step,3,2,h
        1,1,step,4,2,h
        1,1,step,4,0,h

        """)
  }

  @Test func `a histogram that begins with a gap does not come up from 0 there`() {
    let outline = Series.outline([0, 1, 2], [nil, 3])
    #expect(outline.map(\.x) == [0, 1, 1, 2, 2])
    #expect(outline.map(\.y) == [nil, nil, 3, 3, 0])
    #expect(Series.outline([], []).isEmpty)
  }

  @Test func `cells of a heat map carry their names`() {
    #expect(
      csv(
        .heatMap(
          HeatMap(
            rows: ["a", "b"], columns: ["c,d"], values: [[0.25], [nil]], label: "share",
            range: 0...1)))
          == """
          panel,series,kind,x,y,value,row,column
          1,1,cell,1,1,0.25,a,"c,d"
          1,1,cell,1,2,NaN,b,"c,d"

          """)
  }

  @Test func `edges come from weak to strong, nodes from large to small`() {
    let graph = Graph(
      nodes: [
        .init(x: 0, y: 0, value: 0.1), .init(x: 1, y: 2, value: 0.5, marker: .square),
        .init(x: -1, y: 1, value: 0.4, isCentre: true),
      ],
      edges: [.init(from: 0, to: 1, weight: 0.75), .init(from: 1, to: 2, weight: 0.5)],
      label: "R", circle: "track", square: "cluster")
    #expect(
      csv(.graph(graph))
        == """
        panel,series,kind,x,y,x_to,y_to,value
        1,1,edge,1,2,-1,1,0.5
        1,1,edge,0,0,1,2,0.75
        1,2,circle,-1,1,,,0.4
        1,2,circle,0,0,,,0.1
        1,3,square,1,2,,,0.5
        1,4,centre,-1,1,,,0.4

        """)
  }
}
