import Memory
import TestSupport
import Testing
import VMSA

/// Look-ups in an arena, which has a way of its own to follow a table entry.
@Suite("Walks in an arena")
struct ArenaWalkTests {
  /// Arenas that begin and end anywhere a word may, some too small for a table.
  static let arenas: [(base: UInt64, byteCount: UInt64)] = [
    (0, 0x8000), (0x4000_0000, 0x8000), (0x4000_0008, 0x7ff8), (0x3fff_f008, 0x8000),
    (0x4000_0000, 0x1000), (0x4000_0000, 0xff8), (0x4000_0000, 0x1ff8), (0xffff_ffff_8000, 0x8000),
    (UInt64.max - 0x8007, 0x8000),
  ]

  @Test("following an entry finds the word at its address, or nothing", arguments: arenas)
  func followed(base: UInt64, byteCount: UInt64) {
    let seed = base ^ byteCount
    var random = SplitMix64(seed: seed)
    guard var arena = ArenaMemory(base: PhysicalAddress(base), byteCount: byteCount) else {
      Issue.record("no arena")
      return
    }
    for offset in stride(from: 0, to: byteCount, by: 8) {
      _ = arena.write(random.next(), at: PhysicalAddress(base + offset))
    }
    var found = 0
    for _ in 0..<20_000 {
      // Near the arena, a page before it to a page behind it; any type, any attributes.
      let near = base &- 0x1000 &+ UInt64.random(in: 0..<(byteCount + 0x2000), using: &random)
      let entry = near & 0x0000_FFFF_FFFF_F000 | random.next() & 0xFFFF_0000_0000_0FFF
      let selector = random.next()
      let table = entry & 0x0000_FFFF_FFFF_F000
      let isWhole =
        entry & 3 == 3 && table >= base && table - base <= byteCount
        && byteCount - (table - base) >= 0x1000
      let plain = arena.descriptor(at: PhysicalAddress(table + selector & 0xFF8))
      let word = arena.descriptor(selectedBy: selector, inTableOf: entry)
      #expect(word == (isWhole ? plain : nil), "entry \(entry), selector \(selector)")
      found += word == nil ? 0 : 1
    }
    #expect(found > 0 || byteCount < 0x1000 || base > 0x0000_FFFF_FFFF_F000)
  }

  @Test("tables that stick out of the arena are walked as far as they are in it", arguments: arenas)
  func looksUp(base: UInt64, byteCount: UInt64) throws {
    let seed = base ^ byteCount
    var random = SplitMix64(seed: seed)
    guard var arena = ArenaMemory(base: PhysicalAddress(base), byteCount: byteCount) else {
      Issue.record("no arena")
      return
    }
    for offset in stride(from: 0, to: byteCount, by: 8) {
      _ = arena.write(Self.entry(base, byteCount, &random), at: PhysicalAddress(base + offset))
    }
    let read = PermissionTable.stage1(.read, unprivileged: true)
    for startLevel in [.zero, .one] as [Level] {
      let root = try #require(
        WalkRoot(
          format: DescriptorFormat(stage: .one, granule: .size4K),
          inputBits: startLevel == .zero ? 48 : 39, startLevel: startLevel,
          tableAddress: PhysicalAddress(base & 0x0000_FFFF_FFFF_F000)))
      let prepared = PreparedWalk(root)
      for _ in 0..<20_000 {
        let address = random.next() >> (startLevel == .zero ? 16 : 25)
        let walk = Walk.translate(address, from: root, in: arena)
        let found = prepared.lookUp(address, in: arena)
        #expect(found == walk.result)
        var output: PhysicalAddress?
        if case .mapped(let address, let leaf) = walk.result {
          output = address
          let tables = walk.steps.dropLast().reduce(0) { $0 | $1.descriptor.raw }
          let isPermitted = read.permits(leaf: leaf.raw, tables: tables)
          let found = prepared.lookUp(walk.address, permissions: read, in: arena)
          #expect(found == (isPermitted ? .mapped(address) : .permission(leaf.level)))
        }
        let foundOutput = prepared.output(of: address, in: arena)
        #expect(foundOutput == output)
      }
    }
  }

  /// An entry that mostly leads on, to a page in the arena or next to it.
  static func entry(_ base: UInt64, _ byteCount: UInt64, _ random: inout SplitMix64) -> UInt64 {
    let near = base &- 0x1000 &+ UInt64.random(in: 0..<(byteCount + 0x2000), using: &random)
    let bits = random.next() & (1 << 61 | 0b11 << 6) | 1 << 10
    let type: UInt64 = random.once(in: 4) ? random.next() & 0b11 : 0b11
    return near & 0x0000_FFFF_FFFF_F000 | bits | type
  }
}
