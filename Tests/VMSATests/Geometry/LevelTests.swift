import Testing
import VMSA

@Suite("Levels")
struct LevelTests {
  @Test("levels go down from −1 to 3")
  func order() {
    #expect(Level.allCases.map(\.number) == [-1, 0, 1, 2, 3])
    #expect(Level.allCases.map(\.next) == [.zero, .one, .two, .three, nil])
    #expect(Level.allCases.map(\.previous) == [nil, .minusOne, .zero, .one, .two])
    #expect(Level.allCases.map(\.shortName) == ["L-1", "L0", "L1", "L2", "L3"])
    #expect(Level.minusOne < .zero)
  }

  @Test(
    "Linux names a level by how many levels the kernel has",
    arguments: [
      (2, [.two: "PGD", .three: "PTE"]),
      (3, [.one: "PGD", .two: "PMD", .three: "PTE"]),
      (4, [.zero: "PGD", .one: "PUD", .two: "PMD", .three: "PTE"]),
      (5, [.minusOne: "PGD", .zero: "P4D", .one: "PUD", .two: "PMD", .three: "PTE"]),
    ] as [(Int, [Level: String])])
  func linuxNames(levels: Int, names: [Level: String]) {
    for (level, name) in names {
      #expect(level.linuxName(granule: .size4K, levels: levels) == name)
    }
  }

  @Test("without a number of levels the usual one of the granule counts")
  func usualLevels() {
    #expect(Level.zero.linuxName(granule: .size4K) == "PGD")
    #expect(Level.one.linuxName(granule: .size16K) == "PUD")
    #expect(Level.one.linuxName(granule: .size64K) == "PGD")
    #expect(Level.two.linuxName(granule: .size64K) == "PMD")
    #expect(Level.three.linuxName(granule: .size4K, levels: 99) == "PTE")
    #expect(Level.three.linuxName(granule: .size4K, levels: -99) == "PTE")
  }

  @Test("a stage 2 name says what an entry spans, wherever the tree starts")
  func stage2Names() {
    #expect(Level.one.stage2Name(granule: .size4K, levels: 3) == "PUD")
    #expect(Level.one.stage2Name(granule: .size64K) == "PUD")
    #expect(Level.zero.stage2Name(granule: .size4K) == "PGD")
    #expect(Level.zero.stage2Name(granule: .size4K, levels: 5) == "P4D")
    #expect(Level.minusOne.stage2Name(granule: .size4K, levels: 5) == "PGD")
  }
}
