import TestSupport
import Testing
import VMSA

@Suite("TLB invalidations of regions, and hints")
struct TLBRangeTests {
  private static func region(
    _ address: UInt64, pages: UInt64, _ granule: Granule = .size4K,
    hint: TLBInvalidation.Hint? = nil
  ) -> TLBInvalidation {
    TLBInvalidation(
      .vale1, address: address, byteCount: pages * granule.pageSizeBytes, asid: 1, vmid: 2,
      hint: hint, granule: granule)
  }

  @Test("a range spans (NUM + 1) · 2^(5·SCALE + 1) pages, and nothing else is one instruction")
  func fields() {
    let spans: [(UInt64, Int, Int)] = [
      (2, 0, 0), (64, 0, 31), (128, 1, 1), (2048, 1, 31), (65536, 2, 31), (131_072, 3, 1),
      (2 << 20, 3, 31),
    ]
    for (pages, scale, num) in spans {
      let fields = Self.region(0, pages: pages).rangeFields
      #expect(fields?.scale == scale && fields?.num == num, "\(pages) pages")
    }
    for pages in [0, 1, 3, 66, 4 << 20, 8 << 20] as [UInt64] {
      #expect(Self.region(0, pages: pages).rangeFields == nil, "\(pages) pages")
    }
    #expect(TLBInvalidation(.vae1).rangeFields == nil)
  }

  @Test("a region's instructions can all be encoded, and span it once, without gap or overlap")
  func cover() {
    let seed = UInt64.random(in: 0...9_999)
    print("regions: seed \(seed)")
    var random = SplitMix64(seed: seed)
    for _ in 0..<500 {
      let granule = Granule.allCases[Int(random.next() % 3)]
      let pages = random.next() % (1 << (random.next() % 21 + 1)) + 1
      let start = random.next() >> 20 & ~(granule.pageSizeBytes - 1)
      var next = start
      for instruction in Self.region(start, pages: pages, granule).instructions() {
        #expect(instruction.address == next, "seed \(seed)")
        #expect(instruction.byteCount == nil || instruction.rangeFields != nil, "seed \(seed)")
        next += instruction.byteCount ?? granule.pageSizeBytes
      }
      #expect(next == start + pages * granule.pageSizeBytes, "seed \(seed), \(pages) pages")
    }
  }

  @Test("37 pages are a range of 36 and one by itself; parts of pages count as pages")
  func example() {
    let names = Self.region(0x1000, pages: 37).instructions().map(\.name)
    #expect(names == ["RVALE1IS", "VALE1IS"])
    let parts = TLBInvalidation(.vae1, address: 0x1FFF, byteCount: 2).instructions()
    #expect(parts.map(\.address) == [0x1000] && parts.map(\.byteCount) == [0x2000])
  }

  @Test("without FEAT_TLBIRANGE there is one instruction a leaf, with the hint that says its size")
  func withoutRanges() {
    let hint = TLBInvalidation.Hint(granule: .size4K, level: .two)
    let blocks = Self.region(4 << 20, pages: 1024, hint: hint).instructions(withRanges: false)
    #expect(blocks.map(\.address) == [4 << 20, 6 << 20])
    #expect(blocks.allSatisfy { $0.byteCount == nil && $0.hint == hint && $0.name == "VALE1IS" })
    #expect(Self.region(0, pages: 512).instructions(withRanges: false).count == 512)
  }

  @Test("what is too large for either is invalidated as a whole")
  func tooLarge() {
    let most: UInt64 = 32 << 16
    #expect(Self.region(0, pages: most).instructions().map(\.name) == ["RVALE1IS"])
    #expect(Self.region(0, pages: most + 1).instructions().map(\.name) == ["VMALLE1IS"])
    #expect(Self.region(0, pages: 513).instructions(withRanges: false).map(\.vmid) == [2])
    let all = TLBInvalidation(.vae1, address: 4096, byteCount: .max).instructions()
    #expect(all.map(\.operation) == [.vmalle1])
  }

  @Test("what takes no address is one instruction")
  func noAddress() {
    for operation in TLBOperation.allCases where !operation.takesAddress {
      let one = TLBInvalidation(operation, byteCount: 1 << 20)
      #expect(one.instructions() == [one] && operation.whole == operation)
    }
  }

  @Test("an operation's whole form removes whatever it does, of either stage and any regime")
  func whole() throws {
    for operation in TLBOperation.allCases {
      let address = TLBTests.address
      let regime = operation.regime
      let narrow = TLBInvalidation(operation, address: address, asid: 1, vmid: 1)
      let wide = TLBInvalidation(operation.whole, asid: 1, vmid: 1)
      let entries = [
        TLBEntry.stage1(TLBTests.ownPage, input: address, asid: 1, vmid: 1, regime: regime),
        TLBEntry.stage1(TLBTests.page, input: address, asid: 1, vmid: 1, regime: regime),
        TLBEntry.stage2(TLBTests.guestPage, input: IntermediateAddress(address), vmid: 1),
      ].compactMap(\.self)
      let removed = entries.filter(narrow.removes)
      #expect(!removed.isEmpty && removed.allSatisfy(wide.removes), "\(operation)")
    }
  }

  @Test("a range counted in pages of another granule need not find an entry")
  func otherGranule() throws {
    let page = try #require(
      TLBEntry.stage1(TLBTests.ownPage, input: TLBTests.address, asid: 1, vmid: 2))
    #expect(Self.region(TLBTests.address, pages: 1).removes(page))
    #expect(!Self.region(TLBTests.address, pages: 1, .size16K).removes(page))
  }

  @Test("a hint at or above a table entry's level need not find it; one below does")
  func hintsAndWalkCaches() throws {
    let table = Descriptor(raw: 0x4811_1003, level: .two, format: .stage1)
    let cache = try #require(TLBEntry.walk(table, input: TLBTests.address, asid: 1))
    func removes(_ level: Level, _ granule: Granule = .size4K) -> Bool {
      TLBInvalidation(
        .vae1, address: TLBTests.address, asid: 1, hint: .init(granule: granule, level: level)
      ).removes(cache)
    }
    #expect(removes(.three))
    #expect(!removes(.two) && !removes(.one) && !removes(.three, .size64K))
  }

  @Test("last-level operations leave every walk cache, hint or none")
  func lastLevel() throws {
    let table = Descriptor(raw: 0x4811_1003, level: .two, format: .stage1)
    let guest = Descriptor(raw: 0x4811_1003, level: .two, format: .stage2)
    for operation in TLBOperation.allCases where operation.takesAddress {
      let cache = try #require(
        TLBEntry.walk(
          [.ipas2e1, .ipas2le1].contains(operation) ? guest : table, input: TLBTests.address,
          asid: 1, regime: operation.regime))
      let invalidation = TLBInvalidation(operation, address: TLBTests.address, asid: 1)
      #expect(invalidation.removes(cache) == !operation.rawValue.contains("L"), "\(operation)")
    }
  }

  @Test("a region reaches up to its last byte, over the top of the address space too")
  func edges() throws {
    let page = try #require(
      TLBEntry.stage1(TLBTests.page, input: 0xFFFF_FFFF_FFFF_F000, asid: 1, vmid: 2))
    #expect(Self.region(0xFFFF_FFFF_FFFF_0000, pages: 16).removes(page))
    #expect(!Self.region(0xFFFF_FFFF_FFFF_0000, pages: 15).removes(page))
  }
}
