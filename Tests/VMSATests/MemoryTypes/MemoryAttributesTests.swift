import Testing
import VMSA

@Suite("Memory attributes")
struct MemoryAttributesTests {
  @Test(
    "a MAIR byte in words, and the same byte back",
    arguments: [
      (0x00, "Device-nGnRnE"), (0x04, "Device-nGnRE"), (0x08, "Device-nGRE"), (0x0C, "Device-GRE"),
      (0x44, "Normal NC"), (0xFF, "Normal WB"), (0xBB, "Normal WT"), (0x77, "Normal WB transient"),
      (0x4F, "Normal outer NC inner WB"), (0x24, "Normal outer WT transient inner NC"),
      (0xF0, "Normal WB tagged"), (0x88, "Normal WT"),
    ] as [(UInt8, String)])
  func mair(byte: UInt8, words: String) {
    let type = MemoryAttributes.MemoryType(mair: byte)
    #expect(type.words == words)
    #expect(MemoryAttributes(type: type, shareability: .inner).encodedType == byte)
  }

  /// Stage 1's MAIR byte, MemAttr, FWB, CD and the result's byte.
  static let combinations: [(UInt8, Stage2MemoryAttribute, fwb: Bool, cd: Bool, UInt8)] = [
    (0xFF, 0b1111, false, false, 0xFF), (0xFF, 0b1010, false, false, 0xBB),
    (0xFF, 0b0101, false, false, 0x44), (0xFF, 0b0001, false, false, 0x04),
    (0x0C, 0b0001, false, false, 0x04), (0x04, 0b0011, false, false, 0x04),
    (0x0C, 0b0101, false, false, 0x0C), (0x44, 0b0011, false, false, 0x0C),
    (0xBB, 0b1111, false, false, 0xBB), (0x88, 0b1111, false, false, 0x88),
    (0xFF, 0b1111, false, true, 0x44), (0x0C, 0b1111, false, true, 0x0C),
    (0xF0, 0b1111, false, false, 0xF0), (0xF0, 0b1010, false, false, 0xBB),
    (0xFF, 0b1101, false, false, 0xF4), (0xFF, 0b0100, false, false, 0x4F),
    (0xFF, 0b0111, true, false, 0xFF), (0x44, 0b0111, true, false, 0x44),
    (0x44, 0b0110, true, false, 0xFF), (0x88, 0b0110, true, false, 0xCC),
    (0x00, 0b0110, true, false, 0xFF), (0xFF, 0b0101, true, false, 0x44),
    (0x08, 0b0101, true, false, 0x08), (0xFF, 0b0010, true, false, 0x08),
    (0x00, 0b0011, true, false, 0x0C), (0xF0, 0b0110, true, false, 0xF0),
    (0xFF, 0b1111, true, false, 0x00), (0xFF, 0b0111, true, true, 0xFF),
  ]

  @Test("stage 2 weakens the type, or with FWB overrules it", arguments: combinations)
  func combined(
    mair: UInt8, memAttr: Stage2MemoryAttribute, fwb: Bool, cd: Bool, expected: UInt8
  ) {
    let first = MemoryAttributes(type: .init(mair: mair), shareability: .nonShareable)
    let both = first.combined(
      with: memAttr, shareability: .nonShareable, forcedWriteBack: fwb, cachesOff: cd)
    #expect(both.encodedType == expected, "\(both.words)")
  }

  @Test("of two shareabilities the wider holds; Device and Non-cacheable are outer shareable")
  func shareability() {
    func both(_ first: Shareability, _ second: Shareability, mair: UInt8 = 0xFF) -> Shareability {
      MemoryAttributes(type: .init(mair: mair), shareability: first)
        .combined(with: 0xF, shareability: second, forcedWriteBack: false).effectiveShareability
    }
    #expect(both(.nonShareable, .nonShareable) == .nonShareable)
    #expect(both(.inner, .nonShareable) == .inner)
    #expect(both(.inner, .outer) == .outer)
    #expect(both(.nonShareable, .nonShareable, mair: 0x44) == .outer)
    #expect(both(.inner, .inner, mair: 0x04) == .outer)
    #expect(both(.inner, .inner, mair: 0x4F) == .inner)
  }

  @Test("without tags 0xF0 is read bit by bit")
  func untagged() {
    #expect(MemoryAttributes.MemoryType(mair: 0xF0, hasTags: false) != .tagged)
    for byte in UInt8.min...UInt8.max where byte & 0xF0 != 0 {
      let type = MemoryAttributes.MemoryType(mair: byte, hasTags: false)
      #expect(MemoryAttributes(type: type, shareability: .inner).encodedType == byte)
    }
  }
}
