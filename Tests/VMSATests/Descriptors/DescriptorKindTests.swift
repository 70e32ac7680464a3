import Testing
import VMSA

@Suite("Descriptor kind")
struct DescriptorKindTests {
  @Test("bit 0 clear is invalid whatever else is set", arguments: DescriptorFormat.all)
  func bitZeroDecides(format: DescriptorFormat) {
    for level in Level.allCases {
      for raw in [0, 0b10, 0x400, UInt64.max - 1] as [UInt64] {
        let descriptor = Descriptor(raw: raw, level: level, format: format)
        #expect(descriptor.kind == .invalid)
        #expect(!descriptor.isValid)
        #expect(!descriptor.isLeaf)
      }
    }
  }

  @Test("0b01 at level 3 is reserved, and a walk treats it as invalid")
  func pageBitClearAtLevelThree() {
    let descriptor = Descriptor(raw: 0b01, level: .three, format: .stage2)
    #expect(descriptor.kind == .reserved)
    #expect(!descriptor.isValid)
  }

  @Test("0b11 is a page at level 3 and a table above", arguments: DescriptorFormat.all)
  func typeThree(format: DescriptorFormat) {
    for level in Level.allCases {
      let descriptor = Descriptor(raw: 0b11, level: level, format: format)
      #expect(descriptor.kind == (level == .three ? .page : .table))
      #expect(descriptor.isValid)
      #expect(descriptor.isLeaf == (level == .three))
    }
  }

  /// Levels at which 0b01 is a block: without and with wide output addresses.
  static let blocks: [(Granule, narrow: Set<Level>, wide: Set<Level>)] = [
    (.size4K, [.one, .two], [.zero, .one, .two]),
    (.size16K, [.two], [.one, .two]),
    (.size64K, [.two], [.one, .two]),
  ]

  @Test("0b01 is a block only at the granule's block levels, 512G/64G/4T only wide")
  func blockLevels() {
    for (granule, narrow, wide) in Self.blocks {
      for stage in Stage.allCases {
        for level in Level.allCases {
          for (bits, legal) in [(48, narrow), (52, wide)] {
            let format = DescriptorFormat(stage: stage, granule: granule, outputAddressBits: bits)
            let descriptor = Descriptor(raw: 0b01, level: level, format: format)
            let expected: Descriptor.Kind = legal.contains(level) ? .block : .reserved
            #expect(descriptor.kind == expected, "\(granule.name) \(level.words) \(bits)")
            #expect(descriptor.isLeaf == legal.contains(level))
            #expect(format.permitsBlock(at: level) == legal.contains(level))
          }
        }
      }
    }
  }

  @Test("a format holds 48 bits or 52, whatever number is asked for")
  func formatBits() {
    for (asked, held) in [(-1, 48), (40, 48), (48, 48), (49, 52), (52, 52), (900, 52)] {
      let format = DescriptorFormat(stage: .one, granule: .size4K, outputAddressBits: asked)
      #expect(format.outputAddressBits == held)
    }
  }
}
