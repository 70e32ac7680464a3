import Testing
import VMSA

/// Entries of a real guest's stage 2, recorded under QEMU.
@Suite("Recorded stage 2 descriptors")
struct RecordedDescriptorTests {
  @Test("a read-only executable 2M block of an LPA2 kernel with FWB")
  func block() throws {
    let block = Descriptor(raw: 0x4500_0459, level: .two, format: .stage2Wide)
    #expect(block.kind == .block)
    #expect(block.leafSizeBytes == 2 << 20)
    #expect(block.outputAddress == PhysicalAddress(0x4500_0000))
    let attributes = try #require(Stage2Attributes(block))
    #expect(attributes.permissionText == "R–X")
    #expect(attributes.memAttr == 6)
    #expect(attributes.accessFlag)
    #expect(attributes.sh == nil)
    #expect(block.summary(forcedWriteBack: true) == "block 2M R–X AF Normal WB")
    #expect(
      block.summary
        == "block 2M R–X AF Normal WB with FWB, Normal outer NC inner WT without")
  }

  @Test("a writable page that may not be executed, without FWB")
  func page() throws {
    let page = Descriptor(raw: 0x40_0000_4876_37ff, level: .three, format: .stage2)
    #expect(page.kind == .page)
    #expect(page.outputAddress == PhysicalAddress(0x4876_3000))
    let attributes = try #require(Stage2Attributes(page))
    #expect(attributes.permissionText == "RW–")
    #expect(attributes.memAttr == 15)
    #expect(attributes.sh == .inner)
    #expect(attributes.accessFlag)
    #expect(attributes.executeNever == .nobody)
    #expect(page.summary == "page 4K RW– AF Normal WB")
  }

  @Test("a table entry")
  func table() {
    let table = Descriptor(raw: 0x4811_1003, level: .one, format: .stage2)
    #expect(table.kind == .table)
    #expect(table.nextTableAddress == PhysicalAddress(0x4811_1000))
    #expect(table.summary == "table 0x4811_1000")
  }

  @Test("KVM's lock mark is an invalid entry with software bit 10")
  func locked() {
    let locked = Descriptor(raw: 0x400, level: .three, format: .stage2)
    #expect(locked.kind == .invalid)
    #expect(locked.summary == "invalid, software bit 10")
    #expect(Descriptor(raw: 0, level: .three, format: .stage2).summary == "invalid")
  }
}
