import Testing
import VMSA

@Suite("TLB entries of other regimes")
struct TLBRegimeTests {
  static let address = TLBTests.address

  /// The same leaf, nG set, held for each regime in address space 1 of virtual machine 1.
  private static func entries() throws -> [TranslationRegime: TLBEntry] {
    var entries: [TranslationRegime: TLBEntry] = [:]
    for regime in TranslationRegime.allCases {
      let entry = try #require(
        TLBEntry.stage1(TLBTests.ownPage, input: address, asid: 1, vmid: 1, regime: regime))
      entries[regime] = entry
    }
    return entries
  }

  private static func removed(
    _ operation: TLBOperation, asid: UInt16 = 1, vmid: UInt16 = 1,
    regime: TranslationRegime? = nil
  ) throws -> [TranslationRegime] {
    let invalidation = TLBInvalidation(
      operation, address: address, asid: asid, vmid: vmid, regime: regime)
    return try entries().filter { invalidation.removes($0.value) }.map(\.key)
      .sorted { $0.rawValue < $1.rawValue }
  }

  @Test("an entry answers its own regime only")
  func lookUp() throws {
    for (regime, entry) in try Self.entries() {
      var tlb = TLB()
      tlb.insert(entry)
      for other in TranslationRegime.allCases {
        let found = tlb.lookUp(
          VirtualAddress(Self.address), asid: 1, vmid: 1, regime: other)
        #expect(found == (other == regime ? .hit(entry) : .miss))
      }
    }
  }

  @Test("EL2 and EL3 have no address spaces, and only EL1&0 has virtual machines")
  func keys() throws {
    let entries = try Self.entries()
    #expect(entries[.el1And0]?.asid == 1 && entries[.el2And0]?.asid == 1)
    #expect(entries[.el2]?.asid == nil && entries[.el3]?.asid == nil)
    #expect(entries.filter { $0.value.vmid == 1 }.keys.map(\.self) == [.el1And0])
    var tlb = TLB()
    tlb.insert(try #require(entries[.el2And0]))
    #expect(
      tlb.lookUp(VirtualAddress(Self.address), asid: 1, vmid: 9, regime: .el2And0) != .miss)
  }

  @Test("EL1's operations leave EL2 and EL3 alone, ALLE1 too")
  func el1() throws {
    for operation in [TLBOperation.vae1, .vaae1, .aside1, .vmalle1, .vmalls12e1, .alle1] {
      #expect(try Self.removed(operation) == [.el1And0])
    }
  }

  @Test("EL2's and EL3's operations are about their own, whatever the VMID")
  func el2() throws {
    for operation in [TLBOperation.vae2, .vale2, .alle2] {
      #expect(try Self.removed(operation, vmid: 5) == [.el2])
    }
    for operation in [TLBOperation.vae3, .vale3, .alle3] {
      #expect(try Self.removed(operation, asid: 7, vmid: 5) == [.el3])
    }
  }

  @Test("under E2H the same names are about EL2&0, where the ASID counts and the VMID doesn't")
  func hostExtensions() throws {
    for operation in [TLBOperation.vae2, .vale2, .vae1, .vale1, .aside1] {
      #expect(try Self.removed(operation, vmid: 5, regime: .el2And0) == [.el2And0])
      #expect(try Self.removed(operation, asid: 2, regime: .el2And0).isEmpty)
    }
    for operation in [TLBOperation.alle2, .vmalle1, .vaae1] {
      #expect(try Self.removed(operation, asid: 2, vmid: 5, regime: .el2And0) == [.el2And0])
    }
  }

  @Test("a walk cache belongs to a regime as well")
  func walkCaches() throws {
    var tlb = TLB()
    let table = Descriptor(raw: 0x4811_1003, level: .two, format: .stage1)
    tlb.insert(
      try #require(TLBEntry.walk(table, input: Self.address, asid: 1, vmid: 1, regime: .el2)))
    #expect(tlb.walkCaches(.one, for: Self.address, asid: 3, vmid: 4, regime: .el2).count == 1)
    #expect(tlb.walkCaches(.one, for: Self.address, asid: 1, vmid: 1).isEmpty)
    tlb.apply(TLBInvalidation(.vale2, address: Self.address))
    #expect(tlb.entries.count == 1)
    tlb.apply(TLBInvalidation(.vae2, address: Self.address))
    #expect(tlb.entries.isEmpty)
  }
}
