import Testing
import VMSA

@Suite("Granule geometry")
struct GranuleTests {
  /// One cell of the geometry table: the index bits (52 input bits) and what an entry spans.
  struct Cell: Sendable, CustomTestStringConvertible {
    let granule: Granule
    let level: Level
    let high: Int
    let low: Int
    let size: String
    let bytes: UInt64
    var testDescription: String { "\(granule.name) \(level.shortName)" }
  }

  static let table: [Cell] = [
    Cell(granule: .size4K, level: .minusOne, high: 51, low: 48, size: "256T", bytes: 1 << 48),
    Cell(granule: .size4K, level: .zero, high: 47, low: 39, size: "512G", bytes: 549_755_813_888),
    Cell(granule: .size4K, level: .one, high: 38, low: 30, size: "1G", bytes: 1_073_741_824),
    Cell(granule: .size4K, level: .two, high: 29, low: 21, size: "2M", bytes: 2_097_152),
    Cell(granule: .size4K, level: .three, high: 20, low: 12, size: "4K", bytes: 4096),
    Cell(granule: .size16K, level: .zero, high: 51, low: 47, size: "128T", bytes: 1 << 47),
    Cell(granule: .size16K, level: .one, high: 46, low: 36, size: "64G", bytes: 68_719_476_736),
    Cell(granule: .size16K, level: .two, high: 35, low: 25, size: "32M", bytes: 33_554_432),
    Cell(granule: .size16K, level: .three, high: 24, low: 14, size: "16K", bytes: 16384),
    Cell(granule: .size64K, level: .one, high: 51, low: 42, size: "4T", bytes: 1 << 42),
    Cell(granule: .size64K, level: .two, high: 41, low: 29, size: "512M", bytes: 536_870_912),
    Cell(granule: .size64K, level: .three, high: 28, low: 16, size: "64K", bytes: 65536),
  ]

  @Test("an entry's index bits and span are those of the geometry table", arguments: table)
  func geometry(cell: Cell) {
    #expect(cell.granule.indexBits(at: cell.level, inputBits: 52) == cell.low...cell.high)
    #expect(cell.granule.shift(at: cell.level) == cell.low)
    #expect(cell.granule.entrySpanBytes(at: cell.level) == cell.bytes)
    #expect(cell.granule.leafSizeName(at: cell.level) == cell.size)
  }

  @Test("the index of an address is the value of the level's index bits", arguments: table)
  func index(cell: Cell) {
    let last = cell.granule.entriesPerTable - 1
    #expect(cell.granule.index(of: 1 << UInt64(cell.low), at: cell.level) == 1)
    #expect(cell.granule.index(of: (1 << UInt64(cell.low)) - 1, at: cell.level) == 0)
    #expect(cell.granule.index(of: .max, at: cell.level) == last)
  }

  @Test(
    "a table holds a page's worth of 8-byte entries",
    arguments: zip(Granule.allCases, [(12, 9, 512), (14, 11, 2048), (16, 13, 8192)]))
  func tables(granule: Granule, expected: (shift: Int, stride: Int, entries: Int)) {
    #expect(granule.pageShift == expected.shift)
    #expect(granule.stride == expected.stride)
    #expect(granule.entriesPerTable == expected.entries)
    #expect(granule.pageSizeBytes == UInt64(expected.entries) * 8)
  }

  @Test("64K has no level −1, and asking for it traps nothing")
  func levelThatIsNot() {
    #expect(Granule.size64K.entrySpanBytes(at: .minusOne) == 1 << 63)
    #expect(Granule.size64K.index(of: .max, at: .minusOne) == 0)
    #expect(Granule.size64K.indexBits(at: .minusOne, inputBits: 52) == nil)
    #expect(Granule.size64K.indexBits(at: .minusOne) == 63...63)
  }

  @Test(
    "the largest block of each granule needs wide output addresses",
    arguments: zip(
      Granule.allCases, [(Level.one, Level.zero), (.two, .one), (.two, .one)]))
  func leaves(granule: Granule, top: (narrow: Level, wide: Level)) {
    #expect(granule.leafLevels(wideOutput: false) == top.narrow ... .three)
    #expect(granule.leafLevels(wideOutput: true) == top.wide ... .three)
  }

  @Test(
    "a size prints in the largest unit that divides it",
    arguments: [
      (4096, "4K"), (65536, "64K"), (1 << 21, "2M"), (1 << 30, "1G"), (3 << 29, "1536M"),
      (0, "0B"), (100, "100B"), (1 << 60, "1E"), (1 << 63, "8E"),
    ] as [(UInt64, String)])
  func sizes(bytes: UInt64, text: String) {
    #expect(ByteSize.text(bytes) == text)
  }
}
