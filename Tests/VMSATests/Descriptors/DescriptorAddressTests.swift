import TestSupport
import Testing
import VMSA

@Suite("Descriptor addresses")
struct DescriptorAddressTests {
  @Test("LPA2 keeps output address bits 51:50 in bits 9:8")
  func lpa2() {
    let raw: UInt64 = 0x0003_0000_0020_0301
    let block = Descriptor(raw: raw, level: .two, format: .stage2Wide)
    #expect(block.outputAddress == PhysicalAddress(0x000f_0000_0020_0000))
    let narrow = Descriptor(raw: raw, level: .two, format: .stage2)
    #expect(narrow.outputAddress == PhysicalAddress(0x20_0000))
  }

  @Test("64K with LPA keeps output address bits 51:48 in bits 15:12")
  func lpa() {
    let wide = DescriptorFormat(stage: .one, granule: .size64K, outputAddressBits: 52)
    let table = Descriptor(raw: 0x8000_0001_a003, level: .two, format: wide)
    #expect(table.nextTableAddress == PhysicalAddress(0x000a_8000_0001_0000))
    let block = Descriptor(raw: 0x8000_2001_a001, level: .two, format: wide)
    #expect(block.outputAddress == PhysicalAddress(0x000a_8000_2000_0000))
  }

  @Test("what a leaf or table is made to point at, it points at", arguments: DescriptorFormat.all)
  func madeAddresses(format: DescriptorFormat) throws {
    let seed: UInt64 = 77
    var random = SplitMix64(seed: seed)
    for level in Level.allCases {
      for _ in 0..<100 {
        let address = PhysicalAddress(random.next() >> UInt64(64 - format.outputAddressBits))
        let span = format.granule.entrySpanBytes(at: level)
        if format.permitsLeaf(at: level) {
          let output = address.aligned(down: span)
          let leaf = try #require(Self.leaf(to: output, level: level, format: format))
          #expect(leaf.outputAddress == output, "seed \(seed)")
          #expect(leaf.isLeaf)
          #expect(leaf.leafSizeBytes == span)
        }
        if level != .three {
          let table = address.aligned(down: format.granule.pageSizeBytes)
          let entry = try #require(Descriptor.table(at: table, level: level, format: format))
          #expect(entry.nextTableAddress == table, "seed \(seed)")
          #expect(entry.kind == .table)
        }
      }
    }
  }

  @Test("an entry that could not be walked is not made", arguments: DescriptorFormat.all)
  func refusals(format: DescriptorFormat) {
    let zero = PhysicalAddress(0)
    #expect(Descriptor.table(at: zero, level: .three, format: format) == nil)
    #expect(Descriptor.table(at: PhysicalAddress(8), level: .two, format: format) == nil)
    let beyond = PhysicalAddress(1 << UInt64(format.outputAddressBits))
    #expect(Descriptor.table(at: beyond, level: .two, format: format) == nil)
    #expect(Self.leaf(to: beyond, level: .two, format: format) == nil)
    let page = PhysicalAddress(format.granule.pageSizeBytes)
    #expect(Self.leaf(to: page, level: .two, format: format) == nil)
    #expect(Self.leaf(to: zero, level: .minusOne, format: format) == nil)
  }

  @Test("attributes of one stage make no leaf of the other")
  func stagesApart() {
    let zero = PhysicalAddress(0)
    let one = Stage1Attributes(attrIndex: 0)
    let two = Stage2Attributes(memAttr: 15)
    #expect(Descriptor.leaf(to: zero, level: .three, format: .stage2, attributes: one) == nil)
    #expect(Descriptor.leaf(to: zero, level: .three, format: .stage1, attributes: two) == nil)
  }

  /// A leaf with some attribute bits, of whichever stage the format is.
  static func leaf(
    to output: PhysicalAddress, level: Level, format: DescriptorFormat
  ) -> Descriptor? {
    switch format.stage {
    case .one:
      let attributes = Stage1Attributes(attrIndex: 7, sh: .inner, accessFlag: true, nT: true)
      return .leaf(to: output, level: level, format: format, attributes: attributes)
    case .two:
      let attributes = Stage2Attributes(memAttr: 15, sh: .inner, accessFlag: true, nT: true)
      return .leaf(to: output, level: level, format: format, attributes: attributes)
    }
  }
}
