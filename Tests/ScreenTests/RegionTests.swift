import Screen
import TestSupport
import Testing

@Suite("Region")
struct RegionTests {
  @Test("writing says how many columns the text takes, also where it is clipped")
  func columnsUsed() {
    var buffer = CellBuffer(size: Size(4, 1))
    let used = buffer.withRegion { $0.write("漢字 abc", at: .zero) }
    #expect(used == 8)
    #expect(TextWriter().string(from: buffer) == "漢字\n")
  }

  @Test("a wide character at an edge shows a space, not half of itself")
  func wideAtEdges() {
    #expect(drawn(Size(5, 1)) { $0.write("x漢漢漢", at: .zero) } == "x漢漢\n")
    #expect(drawn(Size(4, 1)) { $0.write("x漢漢", at: .zero) } == "x漢\n")
    #expect(drawn(Size(4, 1)) { $0.write("漢abc", at: Point(-1, 0)) } == " abc\n")
  }

  @Test("overwriting half of a wide character blanks the other half")
  func halfOverwritten() {
    let text = drawn(Size(6, 1)) { region in
      region.write("漢字漢", at: .zero)
      region.write("x", at: Point(1, 0))
      region.write("y", at: Point(4, 0))
    }
    #expect(text == " x字y\n")
  }

  @Test("coordinates count from the area's own corner, areas nest")
  func nesting() {
    let text = drawn(Size(8, 4)) { region in
      region.withRegion(Rect(x: 2, y: 1, columns: 5, rows: 3)) { outer in
        outer.write("outer-too-long", at: .zero)
        outer.inset { inner in
          #expect(inner.size == Size(3, 1))
          inner.write("inner", at: .zero)
        }
      }
    }
    #expect(text == "\n  outer\n   inn\n\n")
  }

  @Test("text in a rectangle is aligned, and cut off with an ellipsis")
  func aligned() {
    let row = Rect(x: 0, y: 0, columns: 7, rows: 1)
    #expect(drawn(row.size) { $0.write("abc", in: row, align: .trailing) } == "    abc\n")
    #expect(drawn(row.size) { $0.write("abc", in: row, align: .center) } == "  abc\n")
    #expect(drawn(row.size) { $0.write("abcdefgh", in: row) } == "abcdef…\n")
    #expect(drawn(row.size, encoding: .ascii) { $0.write("abcdefgh", in: row) } == "abcdef~\n")
    let wide = drawn(row.size, encoding: .ascii) { $0.write("\u{1b}\u{1b}\u{1b}\u{1b}", in: row) }
    #expect(wide == "^[^[^[~\n")
  }

  @Test("an error thrown while drawing leaves the cells drawn so far")
  func throwing() {
    struct Stop: Error {}
    var buffer = CellBuffer(size: Size(3, 1))
    #expect(throws: Stop.self) {
      try buffer.withRegion { region in
        region.write("ab", at: .zero)
        throw Stop()
      }
    }
    #expect(TextWriter().string(from: buffer) == "ab\n")
  }

  @Test("random drawing stays inside its area, never traps, never halves a character")
  func randomDrawing() {
    for seed in UInt64(0)..<1_500 {
      var random = SplitMix64(seed: seed)
      var buffer = CellBuffer(size: Size(20, 8))
      buffer.withRegion { $0.fill(with: "·") }
      let rect = random.rect()
      buffer.withRegion(rect) { region in
        for _ in 0..<12 { random.draw(into: &region) }
      }
      #expect(buffer.hasWholeCharactersOnly, "seed \(seed)")
      for y in 0..<8 {
        for x in 0..<20 where !rect.contains(Point(x, y)) {
          #expect(buffer[x, y] == Cell("·"), "seed \(seed), \(x), \(y)")
        }
      }
    }
  }

  @Test("random drawing over wide characters never halves one, also across edges")
  func randomDrawingOverWide() {
    for seed in UInt64(0)..<1_500 {
      var random = SplitMix64(seed: seed)
      var buffer = CellBuffer(size: Size(21, 8))
      buffer.withRegion { region in
        for y in 0..<8 { region.write("漢字漢字漢字漢字漢字", at: Point(y % 2, y)) }
      }
      buffer.withRegion(random.rect()) { region in
        for _ in 0..<6 { random.draw(into: &region) }
      }
      #expect(buffer.hasWholeCharactersOnly, "seed \(seed)")
    }
  }
}

extension SplitMix64 {
  fileprivate mutating func number() -> Int {
    let far = [Int.min, Int.max, -1_000_000_000_000, 4_000_000_000]
    return Int.random(in: 0..<20, using: &self) == 0
      ? far.randomElement(using: &self) ?? 0 : Int.random(in: -6..<26, using: &self)
  }

  fileprivate mutating func rect() -> Rect {
    Rect(x: number(), y: number(), columns: number(), rows: number())
  }

  fileprivate mutating func draw(into region: inout CellBuffer.Region) {
    let texts = ["a", "漢字", "x漢y", "e\u{301}", "\u{301}", "\u{1b}[2J", "a long line of text", ""]
    let text = texts.randomElement(using: &self) ?? ""
    let point = Point(number(), number())
    switch Int.random(in: 0..<8, using: &self) {
    case 0: region.box(rect(), title: text, footer: text)
    case 1: region.horizontalLine(at: point, length: number())
    case 2: region.verticalLine(at: point, length: number())
    case 3: region.fill(rect(), with: Bool.random(using: &self) ? "漢" : "#")
    case 4: region.write(text, in: rect(), align: .center)
    case 5: region.restyle(rect()) { $0.attributes.insert(.reverse) }
    case 6:
      let inner = rect()
      region.withRegion(inner) { $0.write(text, at: point) }
    default: region.write(text, at: point)
    }
  }
}
