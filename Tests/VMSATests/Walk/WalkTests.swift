import Testing
import VMSA

@Suite("Walk")
struct WalkTests {
  /// A 39-bit 4K stage 2 at 0x1000 with a table, a block and a page.
  static let memory: RecordedEntries = [
    0x1008: 0x2003,  // L1[1]: table
    0x2000: 0x4020_07fd,  // L2[0]: block 2M
    0x2008: 0x3003,  // L2[1]: table
    0x2010: 0x0,  // L2[2]: invalid
    0x2018: 0x1,  // L2[3]: block without access flag
    0x3008: 0x40_0000_4876_37ff,  // L3[1]: page
    0x3010: 0x401,  // L3[2]: reserved
  ]

  static func root(
    inputBits: Int = 39, physicalAddressBits: Int = 48, setsAccessFlag: Bool = false
  ) throws -> WalkRoot {
    try #require(
      WalkRoot(
        format: .stage2, inputBits: inputBits, startLevel: .one,
        tableAddress: PhysicalAddress(0x1000), physicalAddressBits: physicalAddressBits,
        setsAccessFlag: setsAccessFlag))
  }

  @Test("a walk to a page records one step a level")
  func page() throws {
    let walk = Walk.translate(0x4020_1abc, from: try Self.root(), in: Self.memory)
    #expect(walk.stepsArray.map(\.level) == [.one, .two, .three])
    #expect(walk.steps.map(\.index) == [1, 1, 1])
    #expect(walk.steps.map(\.entryAddress.raw) == [0x1008, 0x2008, 0x3008])
    #expect(walk.steps.map(\.tableAddress.raw) == [0x1000, 0x2000, 0x3000])
    let leaf = try #require(walk.steps.last?.descriptor)
    #expect(walk.result == .mapped(output: PhysicalAddress(0x4876_3abc), leaf: leaf))
  }

  @Test("a walk to a block keeps the offset inside the block")
  func block() throws {
    let walk = Walk.translate(0x4012_3456, from: try Self.root(), in: Self.memory)
    let leaf = try #require(walk.steps.last?.descriptor)
    #expect(walk.steps.count == 2)
    #expect(walk.result == .mapped(output: PhysicalAddress(0x4032_3456), leaf: leaf))
  }

  @Test(
    "the fault names the level at which the walk ended",
    arguments: [
      (0x4040_0000, .translation(.two)), (0x4020_2000, .translation(.three)),
      (0x4060_0000, .accessFlag(.two)), (0x80_0000_0000, .translation(.zero)),
    ] as [(UInt64, WalkFault)])
  func faults(address: UInt64, fault: WalkFault) throws {
    let walk = Walk.translate(address, from: try Self.root(), in: Self.memory)
    #expect(walk.result == .fault(fault))
  }

  @Test("hardware that sets the access flag takes no access flag fault")
  func hardwareAccessFlag() throws {
    let root = try Self.root(setsAccessFlag: true)
    let walk = Walk.translate(0x4060_0001, from: root, in: Self.memory)
    let leaf = try #require(walk.steps.last?.descriptor)
    #expect(walk.result == .mapped(output: PhysicalAddress(1), leaf: leaf))
  }

  @Test("an address above the physical size faults at its level, before the access flag")
  func addressSize() throws {
    let memory: RecordedEntries = [0x1000: 0x1_0000_0003, 0x1008: 0x1_4000_0001]
    let root = try Self.root(physicalAddressBits: 32)
    #expect(Walk.translate(0, from: root, in: memory).result == .fault(.addressSize(.one)))
    #expect(
      Walk.translate(0x4000_0000, from: root, in: memory).result == .fault(.addressSize(.one)))
    let tiny = try Self.root(physicalAddressBits: 12)
    #expect(Walk.translate(0, from: tiny, in: memory).result == .fault(.addressSize(.zero)))
  }

  @Test("an entry the memory doesn't know ends the walk there")
  func unknown() throws {
    let walk = Walk.translate(0x4020_0000, from: try Self.root(), in: Self.memory)
    #expect(walk.result == .unknownEntry(PhysicalAddress(0x3000)))
    #expect(walk.steps.count == 2)
  }

  @Test("concatenated tables are indexed as one")
  func concatenated() throws {
    let root = try #require(
      WalkRoot(
        format: .stage2, inputBits: 43, startLevel: .one,
        tableAddress: PhysicalAddress(0x10_0000)))
    let last: UInt64 = 0x10_0000 + 8191 * 8
    let memory: RecordedEntries = [last: 0x4000_0401]
    let walk = Walk.translate((1 << 43) - 1, from: root, in: memory)
    #expect(walk.steps.first?.index == 8191)
    #expect(walk.steps.first?.entryAddress == PhysicalAddress(last))
    guard case .mapped(let output, _) = walk.result else {
      Issue.record("\(walk.result)")
      return
    }
    #expect(output == PhysicalAddress(0x7fff_ffff))
  }

  @Test("the upper half needs all bits above the input set; with TBI only down from bit 55")
  func upperHalf() throws {
    func walk(_ address: UInt64, ignoresTopByte: Bool) throws -> Walk.Result {
      let root = try #require(
        WalkRoot(
          format: .stage1, inputBits: 39, startLevel: .one, tableAddress: PhysicalAddress(0x1000),
          region: .upper, ignoresTopByte: ignoresTopByte))
      return Walk.translate(address, from: root, in: [0x1000: 0x401] as RecordedEntries).result
    }
    let tagged: UInt64 = 0x12ff_ff80_0000_0000
    #expect(try walk(tagged, ignoresTopByte: false) == .fault(.translation(.zero)))
    #expect(try walk(tagged, ignoresTopByte: true) != .fault(.translation(.zero)))
    #expect(try walk(tagged | 0xff << 56, ignoresTopByte: false) != .fault(.translation(.zero)))
    #expect(try walk(0, ignoresTopByte: true) == .fault(.translation(.zero)))
  }

  @Test("a root that can't be walked is not made")
  func illegalRoots() {
    let format = DescriptorFormat(stage: .one, granule: .size4K)
    for (bits, level) in [(40, Level.one), (30, .one), (0, .three), (53, .zero), (52, .minusOne)] {
      let root = WalkRoot(
        format: format, inputBits: bits, startLevel: level, tableAddress: PhysicalAddress(0))
      #expect(root == nil, "\(bits) \(level.words)")
    }
  }

  @Test("equal walks are equal and hash alike")
  func equality() throws {
    let first = Walk.translate(0x4020_1abc, from: try Self.root(), in: Self.memory)
    let again = Walk.translate(0x4020_1abc, from: try Self.root(), in: Self.memory)
    let other = Walk.translate(0x4012_3456, from: try Self.root(), in: Self.memory)
    #expect(first == again)
    #expect(first.hashValue == again.hashValue)
    #expect(first.steps != other.steps)
  }
}
