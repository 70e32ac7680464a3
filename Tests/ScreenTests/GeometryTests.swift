import Screen
import TestSupport
import Testing

@Suite("Geometry")
struct GeometryTests {
  @Test("a size is read as it is written, and nothing else is")
  func sizeText() {
    #expect(Size("120x40") == Size(120, 40))
    #expect(Size("80X24")?.description == "80x24")
    for text in ["", "x", "120", "120x", "x40", "0x5", "-1x5", "+1x5", "1x2x3", " 1x2", "9999x9"] {
      #expect(Size(text) == nil, "\(text)")
    }
  }

  @Test("extreme coordinates are clamped, not trapped on")
  func extremes() {
    let far = Rect(origin: Point(.max, .min), size: Size(.max, .max))
    #expect(far.intersection(Rect(size: Size(80, 24))).isEmpty)
    #expect(far.offset(columns: .max, rows: .min).size == Size(Size.limit, Size.limit))
    #expect(far.inset(columns: .max, rows: .min).columns == 0)
    #expect(Size(-5, 3).isEmpty)
  }

  @Test("an intersection holds the points that are in both rectangles")
  func intersection() {
    var random = SplitMix64(seed: 1)
    for _ in 0..<500 {
      let (a, b) = (random.rect(), random.rect())
      let both = a.intersection(b)
      for x in -3..<14 {
        for y in -3..<14 {
          let point = Point(x, y)
          #expect(both.contains(point) == (a.contains(point) && b.contains(point)))
        }
      }
    }
  }

  @Test("an inset leaves the same on both sides, down to nothing")
  func inset() {
    let rect = Rect(x: 2, y: 3, columns: 10, rows: 5)
    #expect(rect.inset() == Rect(x: 3, y: 4, columns: 8, rows: 3))
    #expect(rect.inset(columns: 9, rows: 9).isEmpty)
    #expect(rect.row(4) == Rect(x: 2, y: 7, columns: 10, rows: 1))
    #expect(rect.row(5).isEmpty)
  }
}

extension SplitMix64 {
  fileprivate mutating func rect() -> Rect {
    Rect(
      x: Int.random(in: -2..<10, using: &self), y: Int.random(in: -2..<10, using: &self),
      columns: Int.random(in: 0..<12, using: &self), rows: Int.random(in: 0..<12, using: &self))
  }
}
