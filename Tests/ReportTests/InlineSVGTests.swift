import Testing

@testable import Report

@Suite struct InlineSVGTests {
  @Test func aPictureBecomesPartOfAPage() {
    let file = """
      <?xml version="1.0" encoding="utf-8"?>
      <!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">
      <svg width="600px" height='300' onload="x()" xmlns="http://www.w3.org/2000/svg"
       xmlns:xlink="http://www.w3.org/1999/xlink">
      <title>Gnuplot</title><desc>Produced by &lt;</desc><script>x()</script>
      <defs><circle id="dot"/><path id='p'/></defs>
      <use xlink:href='#dot'/><use href="#p" fill="url(#g)"/><titles/>
      </svg>

      """
    #expect(
      InlineSVG.text(file, label: "a < \"b\" & c")
        == "<svg role=\"img\" aria-label=\"a &lt; &quot;b&quot; &amp; c\" "
        + "xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" "
        + "viewBox=\"0 0 600 300\">\n"
        + "<defs><circle id=\"dot\"/><path id='p'/></defs>\n"
        + "<use xlink:href='#dot'/><use href=\"#p\" fill=\"url(#g)\"/><titles/>\n</svg>")
  }

  @Test func aViewBoxIsKept() {
    let text = InlineSVG.text(
      "<svg width='1' height='2' viewBox='0 0 10 20'><g/></svg>", label: "l")
    #expect(text == "<svg role=\"img\" aria-label=\"l\" viewBox=\"0 0 10 20\"><g/></svg>")
  }

  @Test(arguments: [
    "", "<svg", "<svg>", "</svg>", "no picture", "<svg width=></svg", "</svg><svg>",
  ])
  func otherTextIsNoPicture(text: String) {
    #expect(InlineSVG.text(text, label: "l") == nil)
  }
}
