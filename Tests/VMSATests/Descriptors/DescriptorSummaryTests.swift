import Testing
import VMSA

@Suite("A descriptor in one line")
struct DescriptorSummaryTests {
  private func summary(
    _ raw: UInt64, _ level: Level, _ format: DescriptorFormat = .stage1
  ) -> String {
    Descriptor(raw: raw, level: level, format: format).summary
  }

  @Test("what stands in an invalid entry is software's, and said if there is any")
  func invalid() {
    #expect(summary(0, .two) == "invalid")
    #expect(summary(1 << 10, .three) == "invalid, software bit 10")
  }

  @Test("0b01 where no leaf may stand is called reserved, with the level that makes it so")
  func reserved() {
    #expect(summary(0x1001, .three) == "reserved at level 3, treated as invalid")
    #expect(summary(0x1001, .zero) == "reserved at level 0, treated as invalid")
    let wide = DescriptorFormat(stage: .one, granule: .size4K, outputAddressBits: 52)
    #expect(summary(0x401, .zero, wide).hasPrefix("block 512G"))
  }

  @Test("a stage 1 leaf says what EL1 and EL0 may do, and which of MAIR's types it has")
  func stage1() {
    // AP 0b01: both write, and what EL0 writes EL1 never executes.
    #expect(
      summary(0x4711_1000 | 1 << 10 | 1 << 6 | 3 << 2 | 0b11, .three)
        == "page 4K EL1 RW– EL0 RWX AF AttrIndx 3")
    // AP 0b10, UXN: EL1 alone, read-only; the access flag clear.
    #expect(
      summary(0x4780_0000 | 1 << 54 | 1 << 7 | 0b01, .two)
        == "block 2M EL1 R–X EL0 ––– no AF AttrIndx 0")
  }

  @Test("the contiguous hint is named at both stages")
  func contiguous() {
    #expect(
      summary(1 << 52 | 1 << 10 | 0b11, .three)
        == "page 4K EL1 RWX EL0 ––X AF contiguous AttrIndx 0"
    )
    #expect(
      summary(1 << 52 | 1 << 10 | 0xF << 2 | 1 << 6 | 0b11, .three, .stage2)
        == "page 4K R–X AF contiguous Normal WB")
  }

  @Test("a stage 2 leaf without its access flag says so")
  func stage2NoAccessFlag() {
    #expect(
      summary(0xF << 2 | 1 << 6 | 1 << 54 | 0b11, .three, .stage2) == "page 4K R–– no AF Normal WB")
  }

  @Test("AttrIndx is three bits, whatever it is made from")
  func attributeIndex() {
    #expect(AttributeIndex(0b1101).value == 0b101)
    let leaf = Descriptor(raw: UInt64.max & ~0b11 | 0b11, level: .three, format: .stage1)
    #expect(Stage1Attributes(leaf)?.attrIndex == 7)
  }
}
