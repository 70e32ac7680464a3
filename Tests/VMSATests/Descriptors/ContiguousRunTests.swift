import Testing
import VMSA

@Suite("Contiguous runs")
struct ContiguousRunTests {
  static let table: UInt64 = 0x1000
  static let leaf: UInt64 = 1 << 52 | 0x743

  /// Sixteen pages from 0x1_0000 in entries 16 to 31.
  static func memory() -> RecordedEntries {
    var memory = RecordedEntries()
    for index in 0..<16 as Range<UInt64> {
      memory.words[table + (16 + index) * 8] = (0x1_0000 + index << 12) | leaf
    }
    return memory
  }

  static func run(_ memory: RecordedEntries, index: Int = 21) -> ContiguousRun? {
    let address = table + UInt64(index) * 8
    return ContiguousRun(
      of: WalkStep(
        tableAddress: PhysicalAddress(table), index: index,
        descriptor: Descriptor(
          raw: memory.words[address] ?? 0, level: .three,
          format: DescriptorFormat(stage: .one, granule: .size4K))), in: memory)
  }

  @Test("a run starts at a multiple of its length and spans all its members")
  func bounds() {
    let run = Self.run(Self.memory())
    #expect(run?.firstIndex == 16)
    #expect(run?.count == 16)
    #expect(run?.sizeBytes == 0x1_0000)
    #expect(run?.consistency == .consistent)
  }

  @Test("the access flag and the dirty state may differ, nothing else may")
  func differences() {
    func consistency(_ index: Int, _ change: (UInt64) -> UInt64) -> ContiguousRun.Consistency? {
      var memory = Self.memory()
      let address = Self.table + UInt64(index) * 8
      memory.words[address] = memory.words[address].map(change)
      return Self.run(memory)?.consistency
    }
    #expect(consistency(20) { $0 & ~(1 << 10) } == .consistent)
    #expect(consistency(20) { $0 ^ 1 << 7 } == .broken(index: 20))
    #expect(consistency(20) { $0 ^ 1 << 54 } == .broken(index: 20))
    #expect(consistency(20) { $0 & ~(1 << 52) } == .broken(index: 20))
    #expect(consistency(20) { $0 ^ 1 << 12 } == .broken(index: 20))
    #expect(consistency(31) { _ in 0 } == .broken(index: 31))
    var dirty = Self.memory()
    for address in dirty.words.keys { dirty.words[address, default: 0] |= 1 << 51 }
    dirty.words[Self.table + 20 * 8, default: 0] ^= 1 << 7
    #expect(Self.run(dirty)?.consistency == .consistent)
  }

  @Test("a run whose first member isn't aligned to the whole is broken at once")
  func alignment() {
    var memory = Self.memory()
    for address in memory.words.keys { memory.words[address, default: 0] += 0x1000 }
    #expect(Self.run(memory)?.consistency == .broken(index: 16))
  }

  @Test("a member the memory doesn't know leaves the question open")
  func unknown() {
    var memory = Self.memory()
    memory.words[Self.table + 30 * 8] = nil
    #expect(Self.run(memory)?.consistency == .unknown(index: 30))
    memory.words[Self.table + 21 * 8] = 0x743
    #expect(Self.run(memory) == nil)
  }

  @Test("run lengths by granule and level")
  func lengths() {
    let lengths = Granule.allCases.map { granule in
      Level.allCases.map { granule.contiguousEntries(at: $0) ?? 0 }
    }
    #expect(lengths == [[0, 0, 16, 16, 16], [0, 0, 0, 32, 128], [0, 0, 0, 32, 32]])
  }
}
