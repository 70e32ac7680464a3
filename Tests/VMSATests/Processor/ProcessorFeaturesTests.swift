import Testing
import VMSA

@Suite("Processors")
struct ProcessorFeaturesTests {
  @Test("ID registers of the presets")
  func presets() {
    #expect(ProcessorFeatures.cortexA53.physicalAddressBits == 40)
    #expect(ProcessorFeatures.cortexA72.physicalAddressBits == 44)
    #expect(ProcessorFeatures.neoverseN1.physicalAddressBits == 48)
    #expect(ProcessorFeatures.cortexA53.features == [])
    #expect(!ProcessorFeatures.cortexA72.has(.size16K))
    #expect(ProcessorFeatures.neoverseN1.has(.size16K))
    #expect(
      ProcessorFeatures.neoverseN1.features == [
        .hardwareAccessFlag, .hardwareDirtyState, .hpds, .pan, .pan2, .xnx, .vhe, .vmid16,
      ])
  }

  @Test("a preset has QEMU's name")
  func names() {
    #expect(ProcessorFeatures(named: "cortex-a72") == .cortexA72)
    #expect(ProcessorFeatures(named: "max") == .max)
    #expect(ProcessorFeatures(named: "z80") == nil)
  }

  @Test("every field of MMFR0 to MMFR2")
  func fields() {
    let all = ProcessorFeatures(
      mmfr0: 0x1020_0006, mmfr1: 0x1030_1122, mmfr2: 0x1000_0100_1001_0000)
    #expect(all.physicalAddressBits == 52)
    #expect(
      all.features == [
        .lpa, .lpa2For4K, .lpa2For16K, .lva, .ttst, .hardwareAccessFlag, .hardwareDirtyState,
        .hpds, .pan, .pan2, .pan3, .xnx, .vhe, .vmid16, .fwb, .e0pd,
      ])
    let none = ProcessorFeatures(mmfr0: 0xFF00_0000, mmfr1: 0, mmfr2: 0)
    #expect(Granule.allCases.filter(none.has) == [])
    #expect(none.granuleForReserved == .size4K)
  }

  @Test("a missing granule acts as the smallest there is")
  func missingGranule() throws {
    let tcr: UInt64 = 25 | 2 << 14
    let root = try Stage1Configuration(tcr: tcr, ttbr0: 0, processor: .cortexA53).root(of: .lower)
    #expect(root.format.granule == .size4K)
  }

  @Test("without TTST, LVA or LPA2 the input sizes are 25 to 48 bits")
  func inputSizes() {
    for (size, granule, legal) in [
      (39, 0, true), (40, 0, false), (16, 0, true), (15, 0, false), (12, 1, false), (16, 1, true),
    ] as [(UInt64, UInt64, Bool)] {
      let root = try? Stage1Configuration(
        tcr: size | granule << 14 | 1 << 59, ttbr0: 0, processor: .cortexA72
      ).root(of: .lower)
      #expect((root != nil) == legal, "T0SZ \(size)")
      let stage2 = try? Stage2Configuration(
        vtcr: size | 3 << 6, vttbr: 0, processor: .cortexA72
      ).root()
      #expect(stage2 == nil, "4K tables that start at level 3 need TTST")
    }
  }
}
