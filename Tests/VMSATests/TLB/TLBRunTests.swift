import Testing
import VMSA

@Suite("Contiguous runs and overlaps in a TLB")
struct TLBRunTests {
  static let address = TLBTests.address  // Member 6 of its run of sixteen pages.
  static let member = Descriptor(
    raw: 1 << 52 | 0x4711_6000 | 1 << 11 | 1 << 10 | 0b11, level: .three, format: .stage1)
  /// The next member, as a consistent run has it.
  static let next = Descriptor(
    raw: member.raw + 0x1000, level: .three, format: .stage1)

  private func held(
    _ leaf: Descriptor, at input: UInt64 = address, shift: UInt64? = nil
  ) throws -> TLBEntry {
    try #require(TLBEntry.stage1(leaf, input: input, asid: 1, pieceShift: shift))
  }

  @Test("a leaf with the hint may be held as its whole run, and as no more")
  func wholeRun() throws {
    let run = try held(Self.member, shift: 30)
    #expect(run.sizeShift == 16 && run.start == 0x40_2345_0000)
    #expect(run.output == PhysicalAddress(0x4711_0000))
    #expect(run.leafStart == Self.address)
    #expect(run.output(of: Self.address + 8) == PhysicalAddress(0x4711_6008))
    #expect(try held(Self.member).sizeShift == 12)
  }

  @Test("one without the hint, or of a level without runs, is never held as more than itself")
  func noRun() throws {
    #expect(try held(TLBTests.page, shift: 16).sizeShift == 12)
    let format = DescriptorFormat(stage: .one, granule: .size64K, outputAddressBits: 52)
    let block = Descriptor(raw: 1 << 52 | 1 << 10 | 0b01, level: .one, format: format)
    #expect(try held(block, shift: 50).sizeShift == 42)
  }

  @Test("a run answers for members nobody has looked at")
  func otherMembers() throws {
    var tlb = TLB()
    let run = try held(Self.member, shift: 16)
    tlb.insert(run)
    #expect(tlb.lookUp(VirtualAddress(0x40_2345_F000), asid: 1) == .hit(run))
    #expect(tlb.lookUp(VirtualAddress(0x40_2346_0000), asid: 1) == .miss)
  }

  @Test("an invalidation of one member's address removes the run")
  func invalidation() throws {
    let run = try held(Self.member, shift: 16)
    let hint = TLBInvalidation.Hint(granule: .size4K, level: .three)
    #expect(
      TLBInvalidation(.vale1, address: 0x40_2345_0000, asid: 1, hint: hint).removes(run))
    #expect(!TLBInvalidation(.vale1, address: 0x40_2346_0000, asid: 1).removes(run))
  }

  @Test("pieces of one leaf, and members of a consistent run, don't conflict")
  func agreement() throws {
    var tlb = TLB()
    let whole = try held(TLBTests.block)
    tlb.insert(whole)
    tlb.insert(try held(TLBTests.block, shift: 12))
    tlb.insert(try held(TLBTests.block, shift: 16))
    #expect(tlb.lookUp(VirtualAddress(Self.address), asid: 1) == .hit(whole))
    var runs = TLB()
    let run = try held(Self.member, shift: 16)
    runs.insert(run)
    runs.insert(try held(Self.next, at: Self.address + 0x1000, shift: 16))
    runs.insert(try held(Self.member))
    #expect(runs.lookUp(VirtualAddress(Self.address), asid: 1) == .hit(run))
  }

  @Test(
    "a run conflicts with a member that leads elsewhere, allows something else, or lost the hint",
    arguments: [0x1000, 1 << 54, 1 << 52] as [UInt64])
  func conflict(difference: UInt64) throws {
    var tlb = TLB()
    let run = try held(Self.member, shift: 16)
    let changed = Descriptor(raw: Self.member.raw ^ difference, level: .three, format: .stage1)
    let page = try held(changed)
    tlb.insert(run)
    tlb.insert(page)
    #expect(tlb.lookUp(VirtualAddress(Self.address), asid: 1) == .conflict([run, page]))
    #expect(tlb.lookUp(VirtualAddress(Self.address + 0x1000), asid: 1) == .hit(run))
  }

  @Test("permissions change without a break, so that pieces with old and new ones don't conflict")
  func permissions() throws {
    var tlb = TLB()
    let old = try held(TLBTests.block, shift: 12)
    let readOnly = Descriptor(raw: TLBTests.block.raw | 1 << 7, level: .two, format: .stage1)
    tlb.insert(old)
    tlb.insert(try held(readOnly))
    #expect(tlb.lookUp(VirtualAddress(Self.address), asid: 1) == .hit(old))
    let uncached = Descriptor(raw: TLBTests.block.raw | 1 << 2, level: .two, format: .stage1)
    tlb.insert(try held(uncached))
    guard case .conflict(let all) = tlb.lookUp(VirtualAddress(Self.address), asid: 1) else {
      Issue.record("no conflict of memory types")
      return
    }
    #expect(all.count == 3)
  }

  @Test("pages in place of a block that map the same still conflict with it: the size changed")
  func sizeChange() throws {
    var tlb = TLB()
    tlb.insert(try held(TLBTests.block))
    let output = TLBTests.block.outputAddress.raw + (Self.address & 0x1F_F000)
    tlb.insert(
      try held(Descriptor(raw: output | 1 << 10 | 0b11, level: .three, format: .stage1)))
    guard case .conflict = tlb.lookUp(VirtualAddress(Self.address), asid: 1) else {
      Issue.record("no conflict")
      return
    }
  }

  @Test("a global entry over one of the address space is a conflict there, and none elsewhere")
  func globalOverOwn() throws {
    var tlb = TLB()
    let global = try held(TLBTests.page)
    let own = try held(TLBTests.ownPage)
    tlb.insert(global)
    tlb.insert(own)
    #expect(tlb.lookUp(VirtualAddress(Self.address), asid: 1) == .conflict([global, own]))
    #expect(tlb.lookUp(VirtualAddress(Self.address), asid: 2) == .hit(global))
  }

  @Test("stage 1 alone and both stages combined may be held side by side")
  func bothContents() throws {
    var tlb = TLB()
    tlb.insert(try held(TLBTests.ownPage))
    let combined = try #require(
      TLBEntry.combined(
        TLBTests.ownPage, TLBTests.guestPage, input: Self.address, asid: 1, vmid: 0))
    tlb.insert(combined)
    #expect(tlb.lookUp(VirtualAddress(Self.address), asid: 1) == .hit(combined))
    // After stage 2 changed, IPAS2E1 leaves the combined one: it still hides the tables.
    tlb.apply(TLBInvalidation(.ipas2e1, address: TLBTests.ownPage.outputAddress.raw))
    #expect(tlb.lookUp(VirtualAddress(Self.address), asid: 1) == .hit(combined))
    tlb.apply(TLBInvalidation(.vmalle1))
    #expect(tlb.lookUp(VirtualAddress(Self.address), asid: 1) == .miss)
  }

  @Test("a conflict of stage 1 entries shows even where a combined one would answer")
  func conflictBehindCombined() throws {
    var tlb = TLB()
    for leaf in [TLBTests.ownPage, TLBTests.page] { tlb.insert(try held(leaf)) }
    tlb.insert(
      try #require(
        TLBEntry.combined(
          TLBTests.ownPage, TLBTests.guestPage, input: Self.address, asid: 1, vmid: 0)))
    guard case .conflict(let entries) = tlb.lookUp(VirtualAddress(Self.address), asid: 1) else {
      Issue.record("no conflict")
      return
    }
    #expect(entries.allSatisfy { $0.contents == .stage1 })
  }

  @Test("two answers of stage 2 for one address are a conflict, at stage 2's look-up")
  func stage2Conflict() throws {
    var tlb = TLB()
    let address = IntermediateAddress(0x4711_1000)
    for leaf in [TLBTests.guestPage, TLBTests.guestBlock] {
      tlb.insert(try #require(TLBEntry.stage2(leaf, input: address, vmid: 1)))
    }
    guard case .conflict = tlb.lookUp(address, vmid: 1) else {
      Issue.record("no conflict")
      return
    }
    #expect(tlb.lookUp(IntermediateAddress(0x4711_2000), vmid: 1) != .miss)
    #expect(tlb.lookUp(address, vmid: 2) == .miss)
  }

  @Test("bits 63:56 of a virtual address, a tag, are no part of what a TLB compares")
  func tags() throws {
    var tlb = TLB()
    let tagged = try held(TLBTests.page, at: 0xA500_0000_0000_0000 | Self.address)
    #expect(tagged.start == Self.address)
    tlb.insert(tagged)
    let other = VirtualAddress(0x5A00_0000_0000_0000 | Self.address)
    #expect(tlb.lookUp(other, asid: 1) == .hit(tagged))
    // Bit 55 is, for it tells the halves.
    #expect(tlb.lookUp(VirtualAddress(1 << 55 | Self.address), asid: 1) == .miss)
    tlb.apply(TLBInvalidation(.vae1, address: 0xFF00_0000_0000_0000 | Self.address, asid: 1))
    #expect(tlb.entries.isEmpty)
  }
}
