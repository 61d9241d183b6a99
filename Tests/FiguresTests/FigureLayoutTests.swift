import Testing

@testable import Figures

@Suite struct FigureLayoutTests {
  @Test(arguments: Examples.all.map(\.name))
  func `panels lie on the page, apart and in line`(name: String) throws {
    let figure = try #require(Examples.all.first { $0.name == name })
    let layout = FigureLayout(figure)
    for (index, box) in layout.boxes.enumerated() {
      let plan = layout.panels[index]
      #expect(box.width > 1 && box.height > 1)
      #expect(box.left - plan.left > 0 && box.right + plan.right < layout.width)
      #expect(box.bottom - plan.bottom > 0 && box.top + plan.top < layout.height)
      if index % figure.columns > 0 {
        #expect(
          layout.boxes[index - 1].right + layout.panels[index - 1].right <= box.left - plan.left)
        #expect(abs(layout.boxes[index - 1].bottom - box.bottom) < 1e-9)
      }
      if index >= figure.columns {
        let above = layout.boxes[index - figure.columns]
        #expect(
          above.bottom - layout.panels[index - figure.columns].bottom >= box.top + plan.top - 1e-9)
        #expect(abs(above.left - box.left) < 1e-9)
      }
    }
  }

  @Test func `a legend that all panels have stands once`() {
    #expect(FigureLayout(Examples.efficiency).sharesLegend)
    #expect(FigureLayout(Examples.grid).sharesLegend)
    var different = Examples.efficiency
    different.panels[1].content = .series([Series("another", .truth, .line([.init(1, 1)]))])
    #expect(!FigureLayout(different).sharesLegend)
  }
}
