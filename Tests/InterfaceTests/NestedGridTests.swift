import Screen
import TestSupport
import Testing
import VMSA

@testable import Interface

@Suite("The grid of a nested walk")
struct NestedGridTests {
  private func grid(_ change: (inout NestedScene) -> Void = { _ in }) -> NestedGrid {
    var scene = NestedScene()
    change(&scene)
    return NestedGrid(scene.translation, by: scene.translator)
  }

  private func numbers(_ grid: NestedGrid) -> [[Int]] { grid.rows.map { $0.lookups.map(\.number) } }

  @Test("four levels at each stage are 24 lookups: four rows of five, and four for the output")
  func fourByFour() {
    let grid = grid()
    #expect(
      numbers(grid) == (0..<4).map { row in (1...5).map { row * 5 + $0 } } + [[21, 22, 23, 24]])
    #expect(grid.levels == [.zero, .one, .two, .three])
    #expect(
      grid.rows.map(\.name) == ["stage 1 L0", "stage 1 L1", "stage 1 L2", "stage 1 L3", "output"])
    #expect(grid.rows.map(\.input) == [0x10_0000, 0x10_1000, 0x10_2000, 0x10_3010, 0x10_4340])
    #expect(grid.rows[3].stage1?.address == PhysicalAddress(0x90_3010))
    #expect(grid.output == PhysicalAddress(0x90_4340))
    #expect(grid.rows.flatMap(\.lookups).allSatisfy { !$0.isStop })
  }

  @Test("a stage that starts lower has a column, or a row, less")
  func shorter() {
    let lower2 = grid {
      $0.registers.vtcrEL2 = 25 | 1 << 6 | 5 << 16
      $0.registers.vttbrEL2 = 0x80_1000
    }
    #expect(lower2.levels == [.one, .two, .three])
    #expect(lower2.lookupCount == 19)
    let lower1 = grid {
      $0.registers.tcrEL1 = 25 | 25 << 16 | 2 << 30 | 5 << 32
      $0.registers.ttbr0EL1 = 0x10_1000
    }
    #expect(lower1.rows.map(\.name) == ["stage 1 L1", "stage 1 L2", "stage 1 L3", "output"])
    #expect(lower1.lookupCount == 19)
  }

  @Test("concatenated first tables of stage 2 are one column with indexes beyond 511")
  func concatenated() {
    // 40 bits of input from level 1: two tables side by side.
    let grid = grid {
      $0.registers.vtcrEL2 = 24 | 1 << 6 | 2 << 16
      $0.registers.vttbrEL2 = 0x80_4000
      $0.memory.words[0x80_4000] = 0x80_2003
      $0.memory.words[0x90_3010] = 0x80_0000_0000 | NestedScene.leaf
      $0.memory.words[0x80_4000 + 512 * 8] = 0x40_0000_0000 | NestedScene.leaf2 & ~2
    }
    #expect(grid.levels == [.one, .two, .three])
    #expect(grid.rows.last?.stage2.map(\.index) == [512])
    #expect(grid.output == PhysicalAddress(0x40_0000_0340))
  }

  @Test("blocks leave lookups out, at either stage")
  func blocks() {
    let grid = grid {
      $0.memory.words[0x90_2000] = NestedScene.leaf & ~2
      $0.memory.words[0x80_2000] = NestedScene.leaf2 & ~2
      // Through a block of stage 2 the tables lie where their intermediate addresses say.
      for (from, to) in [(0x90_0000, 0x10_0000), (0x90_1000, 0x10_1000), (0x90_2000, 0x10_2000)] {
        $0.memory.words[UInt64(to)] = $0.memory.words[UInt64(from)]
      }
    }
    #expect(grid.levels == [.zero, .one, .two])
    #expect(grid.rows.map(\.name) == ["stage 1 L0", "stage 1 L1", "stage 1 L2", "output"])
    #expect(grid.lookupCount == 3 * 4 + 3)
    #expect(grid.output == PhysicalAddress(0x2340))
  }

  @Test("a fault ends the grid at the entry where it is met")
  func faults() {
    let invalid = grid { $0.memory.words[0x90_1000] = 0 }
    #expect(numbers(invalid) == [[1, 2, 3, 4, 5], [6, 7, 8, 9, 10]])
    #expect(invalid.rows[1].stage1?.isStop == true)
    #expect(invalid.outcome.hasPrefix("stage 1 translation fault, level 1"))
    let table = grid { $0.memory.words[0x80_3000 + 0x101 * 8] = 0 }
    #expect(numbers(table) == [[1, 2, 3, 4, 5], [6, 7, 8, 9]])
    #expect(table.rows[1].stage2.map(\.isStop) == [false, false, false, true])
    #expect(table.outcome.contains("on a stage 1 table"))
  }

  @Test("an address that stage 2 refuses before it reads an entry has a row without any")
  func refused() {
    let grid = grid {
      $0.registers.vtcrEL2 = 25 | 1 << 6 | 5 << 16
      $0.registers.vttbrEL2 = 0x80_1000
      $0.memory.words[0x90_0000] = 0x80_0000_0003
    }
    #expect(numbers(grid) == [[1, 2, 3, 4], []])
    #expect(grid.rows[1].input == 0x80_0000_0000)
    #expect(grid.rows[0].lookups.map(\.isStop) == [false, false, false, false])
  }

  @Test("an entry that nobody gave is the last lookup, in its place")
  func notGiven() {
    let stage2 = grid { $0.memory.words[0x80_3000 + 0x102 * 8] = nil }
    #expect(numbers(stage2).last == [11, 12, 13, 14])
    #expect(stage2.rows[2].stage2.last?.summary == "not given")
    #expect(stage2.rows[2].stage2.last?.level == .three)
    let stage1 = grid { $0.memory.words[0x90_3010] = nil }
    #expect(stage1.rows[3].stage1?.isStop == true)
    #expect(stage1.lookupCount == 20)
    let first = grid { $0.memory.words[0x80_0000] = nil }
    #expect(numbers(first) == [[1]])
    #expect(first.rows[0].input == 0x10_0000)
  }

  @Test("a table that hardware writes is looked up once more for that")
  func written() {
    let grid = grid {
      $0.registers.tcrEL1 |= 1 << 39
      $0.memory.words[0x90_3010] = 0x10_4000 | NestedScene.leaf & ~(1 << 10)
    }
    #expect(grid.rows.map(\.name).suffix(3) == ["stage 1 L3", "write of L3", "output"])
    #expect(grid.rows[4].input == grid.rows[3].input)
    #expect(grid.lookupCount == 28)
    #expect(grid.output != nil)
  }

  @Test(
    "whatever one word is, lookups are counted in order, and each row follows from the one above",
    arguments: 1...200 as ClosedRange<UInt64>)
  func anyWord(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    var scene = NestedScene()
    let place = try #require(scene.memory.words.keys.sorted().randomElement(using: &random))
    let word = scene.memory.words[place] ?? 0
    scene.memory.words[place] =
      [0, word & ~2, word ^ 1 << UInt64.random(in: 0..<56, using: &random), random.next(), nil]
      .randomElement(using: &random) ?? nil
    scene.access = Access([.read, .write, .execute].randomElement(using: &random) ?? .read)
    let translation = scene.translation
    let grid = NestedGrid(translation, by: scene.translator)
    let lookups = grid.rows.flatMap(\.lookups)
    #expect(lookups.map(\.number) == Array(1..<lookups.count + 1))
    #expect(
      lookups.prefix(translation.accesses.count).map(\.address)
        == translation.accesses.map(\.physicalAddress))
    #expect(lookups.count { $0.isStop } <= (translation.mapping == nil ? 1 : 0))
    #expect((grid.output == nil) == (translation.mapping == nil))
    for (row, following) in zip(grid.rows, grid.rows.dropFirst())
    where following.purpose != row.purpose {
      guard let stage1 = row.stage1, let raw = scene.memory.words[stage1.address.raw] else {
        continue
      }
      // A plain reading: bits 47:12 of the entry, and 8 bytes for each index of the address.
      let base = raw & 0xFFFF_FFFF_F000
      let shift = UInt64(12 + 9 * (3 - stage1.level.number))
      if case .locatesTable(let level) = following.purpose {
        let index = scene.address >> UInt64(12 + 9 * (3 - level.number)) & 0x1FF
        #expect(following.input == base + 8 * index)
      } else if following.purpose == .locatesOutput {
        #expect(following.input & 0xFFF == scene.address & 0xFFF)
        #expect(following.input >> shift == base >> shift)
      }
    }
    for made in 0...grid.lookupCount {
      #expect((grid.sentence(ofLookup: made) == nil) == (made == 0))
    }
  }

  @Test("the grid, whole and after seven lookups, and with a fault in it")
  func snapshots() {
    let scene = NestedScene()
    let figure = TranslationFigure(scene.translation, by: scene.translator, as: .nested)
    let size = Size(120, figure.rows(columns: 120))
    let whole = figure.draw(size: size, theme: .standard, isASCII: false)
    expectSnapshot(TextWriter().string(from: whole), named: "nested-grid-120x24")
    let part = figure.draw(size: Size(90, 18), theme: .standard, isASCII: true, after: 7)
    expectSnapshot(TextWriter().string(from: part), named: "nested-grid-after-7-90x18")
    var broken = scene
    broken.memory.words[0x80_3000 + 0x101 * 8] = 0
    let fault = TranslationFigure(broken.translation, by: broken.translator, as: .nested)
      .draw(size: Size(100, 14), theme: .standard, isASCII: false)
    expectSnapshot(TextWriter().string(from: fault), named: "nested-grid-fault-100x14")
  }

  @Test("it can be drawn in any room", arguments: DrawingPropertyTests.sizes)
  func anySize(size: Size) {
    let scene = NestedScene()
    for kind in [TranslationFigure.Kind.walk, .nested] {
      let figure = TranslationFigure(scene.translation, by: scene.translator, as: kind)
      for made in [nil, 0, 1, figure.count] {
        let screen = figure.draw(size: size, theme: .plain, isASCII: false, after: made)
        #expect(screen.size == (size.isEmpty ? .zero : size))
      }
    }
  }
}
