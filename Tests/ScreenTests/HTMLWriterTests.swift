import Screen
import TestSupport
import Testing

@Suite("HTML")
struct HTMLWriterTests {
  @Test("the design's screen as a page")
  func snapshot() {
    expectSnapshot(
      HTMLWriter(title: "design & screen").string(from: DesignScreen.buffer()),
      named: "design screen", fileExtension: "html")
  }

  @Test(
    "the page's lines are the text's, whatever the cells hold",
    arguments: 1...20 as ClosedRange<UInt64>)
  func text(seed: UInt64) throws {
    let screen = RandomStepping.frames(seed: seed, count: 1)[0].screen
    let page = HTMLWriter(title: "</title><script>alert(1)</script>").string(from: screen)
    let lines = try MarkupReader.lines(
      of: try MarkupReader.part(of: page, from: "<pre>", to: "</pre>"))
    #expect(lines.trimmed == TextWriter().string(from: screen))
    #expect(!page.contains("<script"))
    #expect(page.contains("script-src") == false)
  }

  @Test("equal looks share a class, and every class has a rule on the screen and on paper")
  func classes() {
    var buffer = CellBuffer(size: Size(12, 2))
    buffer.withRegion { region in
      region.write("one", at: .zero, style: Style(.red))
      region.write("two", at: Point(0, 1), style: Style(.red, .bold))
      region.write("three", at: Point(5, 1), style: Style(.red))
    }
    let page = HTMLWriter(title: "").string(from: buffer)
    #expect(page.ranges(of: "<span class=s0>").count == 2)
    #expect(page.ranges(of: "<span class=s1>").count == 1)
    #expect(page.ranges(of: "\n.s0{").count == 2)
    #expect(page.ranges(of: "\n.s1{").count == 2)
    #expect(!page.contains(".s2{"))
  }

  @Test("an empty screen is a page all the same")
  func empty() {
    let page = HTMLWriter(title: "nothing").string(from: CellBuffer(size: .zero))
    #expect(page.contains("<pre></pre>"))
    #expect(page.hasSuffix("</html>\n"))
  }
}

extension [String] {
  /// The lines as ``TextWriter`` writes them: no spaces at their ends.
  var trimmed: String {
    map { line in
      var line = Substring(line)
      while line.last == " " { line.removeLast() }
      return line + "\n"
    }.joined()
  }
}
