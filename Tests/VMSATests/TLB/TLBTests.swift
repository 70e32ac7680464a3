import Testing
import VMSA

@Suite("TLB entries and look-ups")
struct TLBTests {
  static let address: UInt64 = 0x40_2345_6000
  static let page = Descriptor(raw: 0x4711_1000 | 1 << 10 | 0b11, level: .three, format: .stage1)
  static let ownPage = Descriptor(raw: page.raw | 1 << 11, level: .three, format: .stage1)
  static let block = Descriptor(raw: 0x4780_0000 | 1 << 10 | 0b01, level: .two, format: .stage1)
  static let guestPage = Descriptor(
    raw: 0x8711_1000 | 1 << 10 | 0b11, level: .three, format: .stage2)
  static let guestBlock = Descriptor(
    raw: 0x8700_0000 | 1 << 10 | 0b01, level: .two, format: .stage2)

  @Test("an entry with its access flag clear is never held")
  func accessFlagClear() {
    let leaf = Descriptor(raw: 0x4711_1003, level: .three, format: .stage1)
    #expect(TLBEntry.stage1(leaf, input: Self.address, asid: 1) == nil)
    let guest = Descriptor(raw: 0x4711_1003, level: .three, format: .stage2)
    #expect(TLBEntry.stage2(guest, input: IntermediateAddress(0), vmid: 1) == nil)
  }

  @Test("an invalid entry is never held")
  func invalid() {
    let leaf = Descriptor(raw: 0x4711_1402, level: .three, format: .stage1)
    #expect(TLBEntry.stage1(leaf, input: Self.address, asid: 1) == nil)
    #expect(TLBEntry.walk(leaf, input: Self.address) == nil)
  }

  @Test("the ASID counts only where nG is set")
  func asid() throws {
    var tlb = TLB()
    let global = try #require(TLBEntry.stage1(Self.page, input: Self.address, asid: 1))
    tlb.insert(global)
    #expect(tlb.lookUp(VirtualAddress(Self.address + 8), asid: 2) == .hit(global))
    tlb = TLB()
    let own = try #require(TLBEntry.stage1(Self.ownPage, input: Self.address, asid: 1))
    tlb.insert(own)
    #expect(tlb.lookUp(VirtualAddress(Self.address + 8), asid: 1) == .hit(own))
    #expect(tlb.lookUp(VirtualAddress(Self.address + 8), asid: 2) == .miss)
  }

  @Test("the VMID counts always")
  func vmid() throws {
    var tlb = TLB()
    tlb.insert(try #require(TLBEntry.stage1(Self.page, input: Self.address, asid: 1, vmid: 1)))
    #expect(tlb.lookUp(VirtualAddress(Self.address), asid: 1, vmid: 2) == .miss)
  }

  @Test("a block may be held whole or in pieces, and each piece leads where the block does")
  func pieces() throws {
    let whole = try #require(TLBEntry.stage1(Self.block, input: Self.address, asid: 1))
    let piece = try #require(
      TLBEntry.stage1(Self.block, input: Self.address, asid: 1, pieceShift: 12))
    #expect(whole.sizeShift == 21 && whole.start == 0x40_2340_0000)
    #expect(whole.output == PhysicalAddress(0x4780_0000))
    #expect(piece.sizeShift == 12 && piece.start == Self.address)
    #expect(piece.output == PhysicalAddress(0x4785_6000))
    #expect(
      TLBEntry.stage1(Self.page, input: Self.address, asid: 1, pieceShift: 21)?.sizeShift == 12)
  }

  @Test("both stages combined are as large as the smaller leaf")
  func combined() throws {
    let leaf = Descriptor(raw: 0x4711_1000 | 1 << 10 | 0b11, level: .three, format: .stage1)
    let entry = try #require(
      TLBEntry.combined(leaf, Self.guestBlock, input: Self.address, asid: 1, vmid: 3))
    #expect(entry.sizeShift == 12)
    #expect(entry.output == PhysicalAddress(0x8711_1000))
    let other = try #require(
      TLBEntry.combined(Self.block, Self.guestPage, input: Self.address, asid: 1, vmid: 3))
    #expect(other.sizeShift == 12 && other.start == Self.address)
  }

  @Test("two entries for one address are a conflict")
  func conflict() throws {
    var tlb = TLB()
    let page = try #require(TLBEntry.stage1(Self.page, input: Self.address, asid: 1))
    let block = try #require(TLBEntry.stage1(Self.block, input: Self.address, asid: 1))
    tlb.insert(page)
    tlb.insert(page)
    #expect(tlb.lookUp(VirtualAddress(Self.address), asid: 1) == .hit(page))
    tlb.insert(block)
    #expect(tlb.lookUp(VirtualAddress(Self.address), asid: 1) == .conflict([page, block]))
    #expect(tlb.lookUp(VirtualAddress(Self.address + 0x1000), asid: 1) == .hit(block))
  }

  @Test("walk caches are found by what a table entry spans, the deepest first")
  func walkCaches() throws {
    var tlb = TLB()
    for level in [Level.zero, .one, .two] {
      let table = Descriptor(raw: 0x4811_1003, level: level, format: .stage1)
      tlb.insert(try #require(TLBEntry.walk(table, input: Self.address, asid: 1)))
    }
    let found = tlb.walkCaches(.one, for: Self.address ^ 1 << 20, asid: 1)
    #expect(found.map(\.level) == [.two, .one, .zero])
    #expect(
      tlb.walkCaches(.one, for: Self.address ^ 1 << 21, asid: 1).map(\.level) == [.one, .zero])
    #expect(tlb.walkCaches(.one, for: Self.address, asid: 2).isEmpty)
    #expect(tlb.lookUp(VirtualAddress(Self.address), asid: 1) == .miss)
  }

  @Test("what stands in the tables no more is stale until it is invalidated")
  func stale() throws {
    var tlb = TLB()
    let page = try #require(TLBEntry.stage1(Self.page, input: Self.address, asid: 1))
    tlb.insert(page)
    #expect(tlb.stale { _ in Self.page.raw }.isEmpty)
    #expect(tlb.stale { _ in 0 } == [page])
    #expect(tlb.lookUp(VirtualAddress(Self.address), asid: 1) == .hit(page))
    tlb.apply(TLBInvalidation(.vale1, address: Self.address, asid: 1))
    #expect(tlb.stale { _ in 0 }.isEmpty)
  }
}
