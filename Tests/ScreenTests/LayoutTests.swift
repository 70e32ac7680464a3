import Screen
import TestSupport
import Testing

@Suite("Layout")
struct LayoutTests {
  let area = Rect(x: 10, y: 5, columns: 100, rows: 30)

  @Test("fixed parts come first, fractions count of the whole, fills share the rest by weight")
  func order() {
    let rows = area.rows(.fixed(1), .fraction(1, of: 3), .fill(), .fill(weight: 2), .fixed(1))
    #expect(rows.map(\.rows) == [1, 10, 6, 12, 1])
    #expect(rows.map(\.minY) == [5, 6, 16, 22, 34])
    #expect(rows.allSatisfy { $0.columns == 100 && $0.minX == 10 })
  }

  @Test("odd cells go to the first fills")
  func oddCells() {
    #expect(area.columns(.fill(), .fill(), .fill()).map(\.columns) == [34, 33, 33])
  }

  @Test("parts that share a border overlap by one and still fill the whole")
  func sharedBorders() {
    let parts = area.columns(.fill(), .fill(), overlap: 1)
    #expect(parts.map(\.minX) == [10, 60])
    #expect(parts.map(\.maxX) == [61, 110])
  }

  @Test("whatever is asked for, parts stay inside, in order, and fills leave no gap")
  func staysInside() {
    for seed in UInt64(0)..<2_000 {
      var random = SplitMix64(seed: seed)
      let overlap = Int.random(in: 0...1, using: &random)
      let extents = (0..<Int.random(in: 0..<6, using: &random)).map { _ in random.extent() }
      let whole = Rect(x: 3, y: 3, columns: Int.random(in: 0..<40, using: &random), rows: 2)
      let parts = Layout(.columns, extents, overlap: overlap).split(whole)
      #expect(parts.count == extents.count)
      for part in parts {
        #expect(part.minX >= whole.minX && part.maxX <= whole.maxX, "seed \(seed)")
      }
      for (left, right) in zip(parts, parts.dropFirst()) {
        #expect(right.minX == max(left.minX, left.maxX - overlap), "seed \(seed)")
      }
      let hasFill = extents.contains { if case .fill = $0 { true } else { false } }
      if hasFill, overlap == 0 { #expect(parts.last?.maxX == whole.maxX, "seed \(seed)") }
    }
  }
}

extension SplitMix64 {
  fileprivate mutating func extent() -> Layout.Extent {
    let numbers = [Int.min, -3, 0, 1, 2, 5, 17, Int.max]
    let number = numbers.randomElement(using: &self) ?? 0
    switch Int.random(in: 0..<3, using: &self) {
    case 0: return .fixed(number)
    case 1: return .fraction(number, of: numbers.randomElement(using: &self) ?? 1)
    default: return .fill(weight: number)
    }
  }
}
