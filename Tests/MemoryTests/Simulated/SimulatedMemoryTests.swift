import Memory
import TestSupport
import Testing
import VMSA

@Suite("Simulated memory")
struct SimulatedMemoryTests {
  @Test("an arena knows its own words and no others")
  func arenaBounds() {
    guard var arena = ArenaMemory(base: PhysicalAddress(0x4000_0000), byteCount: 8192) else {
      Issue.record("no arena")
      return
    }
    let isWritten = arena.write(7, at: PhysicalAddress(0x4000_1ff8))
    #expect(isWritten)
    let last = arena.descriptor(at: PhysicalAddress(0x4000_1ff8))
    let first = arena.descriptor(at: PhysicalAddress(0x4000_0000))
    #expect(last == 7 && first == 0)
    for outside in [0x4000_2000, 0x4000_1ff9, 0x3fff_fff8, 0, UInt64.max] as [UInt64] {
      let word = arena.descriptor(at: PhysicalAddress(outside))
      #expect(word == nil)
      let isWritten = arena.write(1, at: PhysicalAddress(outside))
      #expect(!isWritten)
    }
  }

  @Test("an arena lends only words that are all its own")
  func arenaSpans() {
    guard var arena = ArenaMemory(base: PhysicalAddress(0x4000_0000), byteCount: 4096) else {
      Issue.record("no arena")
      return
    }
    let whole: Int? = arena.withWords(at: PhysicalAddress(0x4000_0000), count: 512) { $0.count }
    #expect(whole == 512)
    for (address, count) in [
      (0x4000_0000, 513), (0x4000_0008, 512), (0x4000_0000, 0), (0x4000_0004, 1),
      (0x3fff_fff8, 1), (0x4000_0000, -1), (0x4000_0000, Int.max),
    ] as [(UInt64, Int)] {
      let lent: Int? = arena.withWords(at: PhysicalAddress(address), count: count) { $0.count }
      #expect(lent == nil, "\(count) words from \(address)")
      let given: Void? = arena.withMutableWords(at: PhysicalAddress(address), count: count) { _ in }
      #expect(given == nil, "\(count) words from \(address)")
    }
  }

  @Test("an arena that can't be is refused")
  func arenaRefused() {
    for (base, size) in [(0, 0), (0, 12), (4, 8), (UInt64.max - 7, 16)] as [(UInt64, UInt64)] {
      let made = ArenaMemory(base: PhysicalAddress(base), byteCount: size) != nil
      #expect(!made, "\(size) bytes at \(base)")
    }
  }

  @Test("sparse memory reads zero where nothing was written, and takes room only where it was")
  func sparseZero() {
    var memory = SparseMemory()
    #expect(memory.descriptor(at: PhysicalAddress(0xF_FFFF_FFFF_FFF8)) == 0)
    #expect(memory.allocatedBytes == 0)
    let isWritten = memory.write(3, at: PhysicalAddress(0xF_FFFF_FFFF_FFF8))
    #expect(isWritten)
    #expect(memory.descriptor(at: PhysicalAddress(0xF_FFFF_FFFF_FFF8)) == 3)
    #expect(memory.allocatedBytes == 65_536)
  }

  @Test("a copy of sparse memory keeps what it held")
  func sparseCopies() {
    var memory = SparseMemory()
    _ = memory.write(1, at: PhysicalAddress(0x1000))
    let copy = memory
    _ = memory.write(2, at: PhysicalAddress(0x1000))
    #expect(copy.descriptor(at: PhysicalAddress(0x1000)) == 1)
    #expect(memory.descriptor(at: PhysicalAddress(0x1000)) == 2)
  }

  @Test("sparse memory agrees with a dictionary of words")
  func sparseAgrees() {
    let seed = UInt64.random(in: 0...9_999)
    print("sparse memory: seed \(seed)")
    var random = SplitMix64(seed: seed)
    var memory = SparseMemory()
    var words: [UInt64: UInt64] = [:]
    for _ in 0..<2_000 {
      // Few enough pieces that each is met again.
      let address = UInt64.random(in: 0..<300, using: &random) << 24 | random.next() & 0x3F8
      if Bool.random(using: &random) {
        words[address] = random.next()
        _ = memory.write(words[address, default: 0], at: PhysicalAddress(address))
      }
      #expect(
        memory.descriptor(at: PhysicalAddress(address)) == words[address, default: 0],
        "seed \(seed)")
    }
    for (address, word) in words {
      let lent = memory.withWords(at: PhysicalAddress(address), count: 1) { $0[0] }
      #expect(lent == word, "seed \(seed)")
    }
  }
}
