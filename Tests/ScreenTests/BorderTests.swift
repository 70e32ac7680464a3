import Screen
import TestSupport
import Testing

@Suite("Borders")
struct BorderTests {
  @Test("boxes that overlap by one cell share their border")
  func sharedBorders() {
    let text = drawn(Size(9, 5)) { region in
      region.box(Rect(x: 0, y: 0, columns: 5, rows: 3))
      region.box(Rect(x: 4, y: 0, columns: 5, rows: 3))
      region.box(Rect(x: 0, y: 2, columns: 5, rows: 3))
      region.box(Rect(x: 4, y: 2, columns: 5, rows: 3))
    }
    #expect(text == "┌───┬───┐\n│   │   │\n├───┼───┤\n│   │   │\n└───┴───┘\n")
  }

  @Test("in ASCII the same joins are made of plus signs")
  func ascii() {
    let text = drawn(Size(9, 3), encoding: .ascii) { region in
      region.box(Rect(x: 0, y: 0, columns: 5, rows: 3), title: "·")
      region.box(Rect(x: 4, y: 0, columns: 5, rows: 3))
    }
    #expect(text == "+ . +---+\n|   |   |\n+---+---+\n")
  }

  @Test("a line from border to border joins both; a free one is plain")
  func joiningLines() {
    let text = drawn(Size(7, 5)) { region in
      region.box()
      region.horizontalLine(at: Point(0, 2), length: 7)
      region.verticalLine(at: Point(3, 0), length: 5)
    }
    #expect(text == "┌──┬──┐\n│  │  │\n├──┼──┤\n│  │  │\n└──┴──┘\n")
    #expect(drawn(Size(5, 1)) { $0.horizontalLine(at: Point(1, 0), length: 3) } == " ───\n")
  }

  @Test("text over a border is text: a later line replaces it and joins nothing")
  func textIsNoLine() {
    let text = drawn(Size(3, 3)) { region in
      region.write("│", at: Point(1, 1))
      region.horizontalLine(at: Point(0, 1), length: 3)
    }
    #expect(text == "\n───\n\n")
  }

  @Test("titles stand on top of lines drawn later, and are cut to fit")
  func titles() {
    let text = drawn(Size(14, 5)) { region in
      var frames = FrameGrid()
      frames.add(Rect(x: 0, y: 0, columns: 14, rows: 3), title: "Locks", footer: "q quit")
      frames.add(Rect(x: 0, y: 2, columns: 14, rows: 3), title: nil, footer: "a long footer")
      frames.draw(into: &region)
    }
    #expect(
      text == """
        ┌ Locks ─────┐
        │            │
        ├ q quit ────┤
        │            │
        └ a long fo… ┘

        """)
  }

  @Test("a box without room draws nothing")
  func tooSmall() {
    #expect(drawn(Size(3, 1)) { $0.box(title: "x") } == "\n")
    #expect(drawn(Size(2, 2)) { $0.box(title: "x") } == "┌┐\n└┘\n")
  }

  @Test("the screen of the design has the borders of the design")
  func designScreen() {
    expectSnapshot(TextWriter().string(from: DesignScreen.buffer()), named: "design screen")
    expectSnapshot(
      TextWriter().string(from: DesignScreen.buffer(encoding: .ascii)),
      named: "design screen in ASCII")
  }
}
