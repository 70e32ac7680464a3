import Foundation
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

  @Test(
    "named colours can be read on the screen and on paper", arguments: [PictureGround.dark, .light])
  func contrast(ground: PictureGround) {
    var buffer = CellBuffer(size: Size(40, 1))
    // Black is the ground's own colour, for text on coloured stretches.
    for color in 1..<16 as Range<UInt8> {
      buffer.withRegion {
        $0.put("x", at: Point(Int(color), 0), style: Style(.indexed(color)))
      }
    }
    let page = HTMLWriter(title: "", ground: ground).string(from: buffer)
    let parts = page.components(separatedBy: "\n@media print {\n.s0")
    #expect(parts.count == 2)
    for (part, behind) in zip(parts, [ground == .dark ? "161b22" : "ffffff", "ffffff"]) {
      let colors = part.matches(of: #/\{color:#([0-9a-f]{6})\}/#).map { String($0.1) }
      #expect(colors.count == 15)
      for color in colors { #expect(contrast(color, behind) >= 4.5, "\(color) on \(behind)") }
    }
  }

  /// The ratio of WCAG 2.1, 1 to 21.
  private func contrast(_ first: String, _ second: String) -> Double {
    let lights = [first, second].map { color in
      let parts = [0, 2, 4].map { start -> Double in
        let digits = color.dropFirst(start).prefix(2)
        let value = Double(Int(digits, radix: 16) ?? 0) / 255
        return value <= 0.03928 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
      }
      return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2] + 0.05
    }
    return max(lights[0], lights[1]) / min(lights[0], lights[1])
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
