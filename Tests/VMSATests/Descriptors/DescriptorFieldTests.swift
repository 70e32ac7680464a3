import TestSupport
import Testing
import VMSA

@Suite("Descriptor fields")
struct DescriptorFieldTests {
  @Test("the fields hold each of the 64 bits once, with its value", arguments: DescriptorFormat.all)
  func everyBitOnce(format: DescriptorFormat) {
    let seed: UInt64 = 9
    var random = SplitMix64(seed: seed)
    for level in Level.allCases {
      for _ in 0..<40 {
        let raw = random.next()
        let descriptor = Descriptor(raw: raw, level: level, format: format)
        for forced in [nil, false, true] as [Bool?] {
          let fields = descriptor.fields(forcedWriteBack: forced)
          #expect(fields.coverage == Array(repeating: 1, count: 64), "seed \(seed), \(descriptor)")
          let whole = fields.reduce(0 as UInt64) { $0 | $1.value << $1.bits.lowerBound }
          #expect(whole == raw, "seed \(seed), \(descriptor)")
        }
        let tops = descriptor.fields.map(\.bits.upperBound)
        #expect(tops == tops.sorted(by: >))
      }
    }
  }

  @Test("LPA2 leaves have no SH field but a second piece of address")
  func noShareability() {
    let wide = Descriptor(raw: 0x4500_0459, level: .two, format: .stage2Wide)
    #expect(wide.fields["SH"] == nil)
    #expect(wide.fields["OA[51:50]"]?.bits == 8...9)
    #expect(wide.fields["OA[49:21]"]?.bits == 21...49)
    let narrow = Descriptor(raw: 0x4500_0459, level: .two, format: .stage2)
    #expect(narrow.fields["SH"]?.bits == 8...9)
  }

  @Test("S2AP 0b11 reads read and write")
  func accessWords() {
    let page = Descriptor(raw: 0x40_0000_4876_37ff, level: .three, format: .stage2)
    #expect(page.fields["S2AP"]?.valueText == "0b11")
    #expect(page.fields["S2AP"]?.meaning == "read and write")
    #expect(page.fields["XN"]?.meaning == "never execute")
  }

  @Test("reserved bits that are set are named")
  func reservedBits() {
    let page = Descriptor(raw: 1 << 48 | 0b11, level: .three, format: .stage2)
    #expect(page.fields["RES0"]?.meaning == "reserved, should be 0: bit 48 set")
  }

  @Test("hierarchical controls are stage 1's; stage 2 tables have none")
  func hierarchicalControls() {
    let raw: UInt64 = 1 << 61 | 1 << 59 | 0b11
    let one = Descriptor(raw: raw, level: .one, format: .stage1)
    #expect(one.fields["APTable"]?.meaning == "no EL0 access below")
    #expect(one.fields["PXNTable"]?.value == 1)
    let two = Descriptor(raw: raw, level: .one, format: .stage2)
    #expect(two.fields["APTable"] == nil)
  }

  @Test("bits 58:55 of a stage 1 page in Linux's words")
  func linuxSoftwareBits() {
    func meaning(_ raw: UInt64) -> String? {
      Descriptor(raw: raw | 0b11, level: .three, format: .stage1).fields["Software"]?.meaning
    }
    #expect(meaning(0) == "software's own, clear")
    #expect(meaning(0b1011 << 55) == "software's own; Linux: dirty, special, uffd-wp")
  }

  @Test("the bits software keeps in an invalid entry are named")
  func invalidBits() {
    let locked = Descriptor(raw: 0x400, level: .three, format: .stage2)
    #expect(locked.fields["ignored"]?.meaning == "software's: bit 10")
    let full = Descriptor(raw: .max - 1, level: .three, format: .stage2)
    #expect(full.summary == "invalid, software 0xfffffffffffffffe")
  }
}
