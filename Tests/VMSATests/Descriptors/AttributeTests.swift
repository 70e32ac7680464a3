import TestSupport
import Testing
import VMSA

@Suite("Leaf attributes")
struct AttributeTests {
  @Test("stage 2 attributes survive encoding and decoding", arguments: DescriptorFormat.all)
  func stage2Inverse(format: DescriptorFormat) throws {
    guard format.stage == .two else { return }
    let seed: UInt64 = 2
    var random = SplitMix64(seed: seed)
    for _ in 0..<500 {
      let level: Level = random.once(in: 2) ? .two : .three
      let attributes = Self.randomStage2(&random, format: format, level: level)
      let leaf = try #require(
        Descriptor.leaf(
          to: PhysicalAddress(0), level: level, format: format, attributes: attributes))
      #expect(Stage2Attributes(leaf) == attributes, "seed \(seed)")
    }
  }

  @Test("stage 1 attributes survive encoding and decoding", arguments: DescriptorFormat.all)
  func stage1Inverse(format: DescriptorFormat) throws {
    guard format.stage == .one else { return }
    let seed: UInt64 = 3
    var random = SplitMix64(seed: seed)
    for _ in 0..<500 {
      let level: Level = random.once(in: 2) ? .two : .three
      let attributes = Self.randomStage1(&random, format: format, level: level)
      let leaf = try #require(
        Descriptor.leaf(
          to: PhysicalAddress(0), level: level, format: format, attributes: attributes))
      #expect(Stage1Attributes(leaf) == attributes, "seed \(seed)")
    }
  }

  @Test("a leaf's bits survive decoding and encoding, but for bit 63 and reserved ones")
  func bitsInverse() throws {
    let seed: UInt64 = 4
    var random = SplitMix64(seed: seed)
    for format in DescriptorFormat.all where format.granule == .size4K {
      for _ in 0..<500 {
        let raw = (random.next() & ~0x8000_0000_0000_0000) | 0b11
        let page = Descriptor(raw: raw, level: .three, format: format)
        let bits: UInt64
        let attributeBits: UInt64
        switch format.stage {
        case .one:
          bits = try #require(Stage1Attributes(page)).encoded(in: format)
          attributeBits = format.isWide ? 0x7ffc_0000_0000_0cfc : 0x7ffc_0000_0000_0ffc
        case .two:
          bits = try #require(Stage2Attributes(page)).encoded(in: format)
          attributeBits = format.isWide ? 0x7ff8_0000_0000_0cfc : 0x7ff8_0000_0000_0ffc
        }
        #expect(bits == raw & attributeBits, "seed \(seed)")
      }
    }
  }

  @Test("each attribute has the bit the architecture gives it")
  func bitPositions() {
    let format = DescriptorFormat.stage2
    func two(_ change: (inout Stage2Attributes) -> Void) -> UInt64 {
      var attributes = Stage2Attributes(memAttr: 0)
      change(&attributes)
      return attributes.encoded(in: format)
    }
    #expect(two { $0.memAttr = 15 } == 0b1111 << 2)
    #expect(two { $0.readable = true } == 1 << 6)
    #expect(two { $0.writable = true } == 1 << 7)
    #expect(two { $0.sh = .outer } == 0b10 << 8)
    #expect(two { $0.accessFlag = true } == 1 << 10)
    #expect(two { $0.dbm = true } == 1 << 51)
    #expect(two { $0.contiguous = true } == 1 << 52)
    #expect(two { $0.executeNever = .onlyEL0 } == 0b01 << 53)
    #expect(two { $0.executeNever = .nobody } == 0b10 << 53)
    #expect(two { $0.softwareBits = 0b1001 } == 0b1001 << 55)
    func one(_ change: (inout Stage1Attributes) -> Void) -> UInt64 {
      var attributes = Stage1Attributes(attrIndex: 0)
      change(&attributes)
      return attributes.encoded(in: .stage1)
    }
    #expect(one { $0.attrIndex = 5 } == 5 << 2)
    #expect(one { $0.ns = true } == 1 << 5)
    #expect(one { $0.ap = .readWrite } == 1 << 6)
    #expect(one { $0.ap = .privilegedReadOnly } == 1 << 7)
    #expect(one { $0.notGlobal = true } == 1 << 11)
    #expect(one { $0.gp = true } == 1 << 50)
    #expect(one { $0.pxn = true } == 1 << 53)
    #expect(one { $0.uxn = true } == 1 << 54)
  }

  @Test(
    "stage 1 permissions of the leaf alone; what EL0 can write, EL1 never executes",
    arguments: [
      (.privilegedReadWrite, "RWX", "––X"), (.readWrite, "RW–", "RWX"),
      (.privilegedReadOnly, "R–X", "––X"), (.readOnly, "R–X", "R–X"),
    ] as [(Stage1AccessPermission, String, String)])
  func stage1Permission(ap: Stage1AccessPermission, el1: String, el0: String) {
    let open = Stage1Attributes(attrIndex: 0, ap: ap)
    #expect(open.privilegedText == el1)
    #expect(open.unprivilegedText == el0)
    let closed = Stage1Attributes(attrIndex: 0, ap: ap, pxn: true, uxn: true)
    #expect(closed.privilegedText == String(el1.dropLast()) + "–")
    #expect(closed.unprivilegedText == String(el0.dropLast()) + "–")
  }

  @Test(
    "stage 2 memory types without FWB, with it, and when it isn't known",
    arguments: [
      (0x0, "Device-nGnRnE", "Device-nGnRnE", "Device-nGnRnE"),
      (0x1, "Device-nGnRE", "Device-nGnRE", "Device-nGnRE"),
      (0x4, "reserved memory type", "reserved memory type", "reserved memory type"),
      (0x5, "Normal NC", "Normal NC", "Normal NC"),
      (
        0x6, "Normal outer NC inner WT", "Normal WB",
        "Normal WB with FWB, Normal outer NC inner WT without"
      ),
      (
        0x7, "Normal outer NC inner WB", "as stage 1",
        "as stage 1 with FWB, Normal outer NC inner WB without"
      ),
      (0xA, "Normal WT", "reserved memory type", "Normal WT"),
      (0xF, "Normal WB", "reserved memory type", "Normal WB"),
    ] as [(UInt8, String, String, String)])
  func memoryTypes(bits: UInt8, without: String, with: String, unknown: String) {
    let attribute = Stage2MemoryAttribute(bits)
    #expect(attribute.words(forcedWriteBack: false) == without)
    #expect(attribute.words(forcedWriteBack: true) == with)
    #expect(attribute.words(forcedWriteBack: nil) == unknown)
  }

  static func randomStage2(
    _ random: inout SplitMix64, format: DescriptorFormat, level: Level
  ) -> Stage2Attributes {
    Stage2Attributes(
      memAttr: Stage2MemoryAttribute(UInt8.random(in: 0...15, using: &random)),
      readable: .random(using: &random), writable: .random(using: &random),
      sh: format.hasAddressInShareabilityBits
        ? nil : Shareability.allCases.randomElement(using: &random),
      accessFlag: .random(using: &random),
      executeNever: Stage2ExecuteNever.allCases.randomElement(using: &random) ?? .nobody,
      contiguous: .random(using: &random), dbm: .random(using: &random),
      softwareBits: Nibble(UInt8.random(in: 0...15, using: &random)),
      fnXS: .random(using: &random), nT: level != .three && .random(using: &random),
      pbha: Nibble(UInt8.random(in: 0...15, using: &random)))
  }

  static func randomStage1(
    _ random: inout SplitMix64, format: DescriptorFormat, level: Level
  ) -> Stage1Attributes {
    Stage1Attributes(
      attrIndex: AttributeIndex(UInt8.random(in: 0...7, using: &random)),
      ap: Stage1AccessPermission.allCases.randomElement(using: &random) ?? .readOnly,
      sh: format.hasAddressInShareabilityBits
        ? nil : Shareability.allCases.randomElement(using: &random),
      accessFlag: .random(using: &random), notGlobal: .random(using: &random),
      contiguous: .random(using: &random), dbm: .random(using: &random),
      pxn: .random(using: &random), uxn: .random(using: &random), gp: .random(using: &random),
      ns: .random(using: &random), softwareBits: Nibble(UInt8.random(in: 0...15, using: &random)),
      nT: level != .three && .random(using: &random),
      pbha: Nibble(UInt8.random(in: 0...15, using: &random)))
  }
}
