import Testing
import VMSA

@Suite("TLB invalidations")
struct TLBInvalidationTests {
  /// One entry of every kind, for one address, one ASID and one VMID, and neighbours of each.
  struct Zoo {
    var all: [String: TLBEntry] = [:]

    init() throws {
      let address = TLBTests.address
      let table = Descriptor(raw: 0x4811_1003, level: .two, format: .stage1)
      let guestTable = Descriptor(raw: 0x4811_1003, level: .two, format: .stage2)
      for (vm, vmid) in [("", 1), (" of another VM", 2)] as [(String, UInt16)] {
        for (space, asid) in [("", 1), (" of another ASID", 2)] as [(String, UInt16)] {
          all["page" + space + vm] = TLBEntry.stage1(
            TLBTests.ownPage, input: address, asid: asid, vmid: vmid)
          all["combined" + space + vm] = TLBEntry.combined(
            TLBTests.ownPage, TLBTests.guestPage, input: address, asid: asid, vmid: vmid)
          all["walk" + space + vm] = TLBEntry.walk(table, input: address, asid: asid, vmid: vmid)
        }
        all["global page" + vm] = TLBEntry.stage1(
          TLBTests.page, input: address, asid: 1, vmid: vmid)
        all["page elsewhere" + vm] = TLBEntry.stage1(
          TLBTests.ownPage, input: address + 0x1000, asid: 1, vmid: vmid)
        all["guest page" + vm] = TLBEntry.stage2(
          TLBTests.guestPage, input: IntermediateAddress(address), vmid: vmid)
        all["guest walk" + vm] = TLBEntry.walk(guestTable, input: address, vmid: vmid)
      }
      #expect(all.count == 20)
    }

    /// What an invalidation makes go, by name.
    func removed(by invalidation: TLBInvalidation) -> Set<String> {
      Set(all.filter { invalidation.removes($0.value) }.keys)
    }
  }

  private func removed(
    _ operation: TLBOperation, bytes: UInt64? = nil, hint: TLBInvalidation.Hint? = nil
  ) throws -> Set<String> {
    try Zoo().removed(
      by: TLBInvalidation(
        operation, address: TLBTests.address, byteCount: bytes, asid: 1, vmid: 1, hint: hint))
  }

  @Test("VAE1: the VA in this ASID and global, alone and combined, and walk caches")
  func vae1() throws {
    #expect(try removed(.vae1) == ["page", "combined", "walk", "global page"])
  }

  @Test("VALE1: the same but walk caches")
  func vale1() throws {
    #expect(try removed(.vale1) == ["page", "combined", "global page"])
  }

  @Test("VAAE1: the VA in every ASID; VAALE1 leaves walk caches")
  func vaae1() throws {
    let leaves: Set = [
      "page", "combined", "global page", "page of another ASID", "combined of another ASID",
    ]
    #expect(try removed(.vaale1) == leaves)
    #expect(try removed(.vaae1) == leaves.union(["walk", "walk of another ASID"]))
  }

  @Test("ASIDE1: everything of the ASID wherever it is, but nothing global")
  func aside1() throws {
    #expect(try removed(.aside1) == ["page", "combined", "walk", "page elsewhere"])
  }

  @Test("VMALLE1: all of stage 1, combined too, of this VMID; stage 2 alone stays")
  func vmalle1() throws {
    let all = try Zoo().all.keys.filter { !$0.hasSuffix("VM") && !$0.hasPrefix("guest") }
    #expect(try removed(.vmalle1) == Set(all))
  }

  @Test("IPAS2E1: stage 2 by IPA; what combines both stages stays")
  func ipas2e1() throws {
    #expect(try removed(.ipas2e1) == ["guest page", "guest walk"])
    #expect(try removed(.ipas2le1) == ["guest page"])
  }

  @Test("VMALLS12E1: both stages of this VMID; ALLE1: everything")
  func everything() throws {
    let zoo = try Zoo()
    #expect(try removed(.vmalls12e1) == Set(zoo.all.keys.filter { !$0.hasSuffix("VM") }))
    #expect(try removed(.alle1) == Set(zoo.all.keys))
  }

  @Test("a range reaches every address in it and none after")
  func ranges() throws {
    #expect(try removed(.vale1, bytes: 0x1000) == ["page", "combined", "global page"])
    #expect(
      try removed(.vale1, bytes: 0x2000) == ["page", "combined", "global page", "page elsewhere"])
  }

  @Test("a level hint that is wrong may leave the entry, a right one doesn't")
  func levelHints() throws {
    let right = TLBInvalidation.Hint(granule: .size4K, level: .three)
    #expect(try removed(.vale1, hint: right) == ["page", "combined", "global page"])
    let level = TLBInvalidation.Hint(granule: .size4K, level: .two)
    #expect(try removed(.vale1, hint: level).isEmpty)
    let granule = TLBInvalidation.Hint(granule: .size16K, level: .three)
    #expect(try removed(.vale1, hint: granule).isEmpty)
  }

  @Test("names say range and reach: RVALE1IS, ALLE1OS, VAE1")
  func names() {
    #expect(TLBInvalidation(.vale1, byteCount: 4096).name == "RVALE1IS")
    #expect(TLBInvalidation(.alle1, reach: .outerShareable).name == "ALLE1OS")
    #expect(TLBInvalidation(.vae1, reach: .local).name == "VAE1")
  }

  @Test("a local invalidation reaches one TLB, IS the inner domain, OS all")
  func broadcast() throws {
    let page = try #require(TLBEntry.stage1(TLBTests.page, input: TLBTests.address, asid: 1))
    for (reach, reached) in [
      (TLBInvalidation.Reach.local, [1]), (.innerShareable, [0, 1]), (.outerShareable, [0, 1, 2]),
    ] {
      var domain = TLBDomain(processors: 3, innerDomains: [0, 0, 1])
      for cpu in 0..<3 { domain.tlbs[cpu].insert(page) }
      let invalidation = TLBInvalidation(
        .vae1, address: TLBTests.address, asid: 1, reach: reach)
      #expect(domain.apply(invalidation, on: 1) == reached)
      #expect(domain.tlbs.indices.filter { domain.tlbs[$0].entries.isEmpty } == reached)
      #expect(domain.apply(invalidation, on: 7).isEmpty)
    }
  }
}
