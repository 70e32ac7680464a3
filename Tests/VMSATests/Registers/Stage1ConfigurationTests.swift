import TestSupport
import Testing
import VMSA

@Suite("Stage 1 registers to a walk")
struct Stage1ConfigurationTests {
  /// Granule, input bits, expected start level, expected bits of the first table.
  static let starts: [(Granule, Int, Level, Int)] = [
    (.size4K, 25, .two, 4), (.size4K, 36, .one, 6), (.size4K, 39, .one, 9),
    (.size4K, 42, .zero, 3), (.size4K, 48, .zero, 9), (.size4K, 52, .minusOne, 4),
    (.size16K, 36, .two, 11), (.size16K, 39, .one, 3), (.size16K, 47, .one, 11),
    (.size16K, 48, .zero, 1), (.size16K, 52, .zero, 5),
    (.size64K, 42, .two, 13), (.size64K, 48, .one, 6), (.size64K, 52, .one, 10),
    (.size4K, 16, .three, 4), (.size4K, 21, .three, 9), (.size4K, 22, .two, 1),
    (.size16K, 16, .three, 2), (.size64K, 17, .three, 1),
  ]

  @Test("start level and first table follow from granule and input bits, in both halves")
  func startLevels() throws {
    for (granule, inputBits, level, tableBits) in Self.starts {
      for region in AddressRegion.allCases {
        let tcr = Self.tcr(granule, inputBits: inputBits, region: region, ds: true)
        let root = try Stage1Configuration(tcr: tcr, ttbr0: 0).root(of: region)
        #expect(root.startLevel == level, "\(granule.name) \(inputBits)")
        #expect(root.firstTableIndexBits == tableBits, "\(granule.name) \(inputBits)")
        #expect(root.inputBits == inputBits)
        #expect(root.region == region)
        #expect(root.concatenatedTables == 1)
      }
    }
  }

  @Test("bit 55 of the address chooses the TTBR, whatever bits 63:56 say")
  func selection() throws {
    let tcr =
      Self.tcr(.size4K, inputBits: 48, region: .lower)
      | Self.tcr(.size64K, inputBits: 42, region: .upper)
    let registers = Stage1Configuration(tcr: tcr, ttbr0: 0x4000_0000, ttbr1: 0x8000_0000)
    let lower = try registers.root(for: VirtualAddress(0xff00_0000_0000_1000))
    #expect(lower.tableAddress == PhysicalAddress(0x4000_0000))
    #expect(lower.format.granule == .size4K)
    let upper = try registers.root(for: VirtualAddress(0x0080_0000_0000_0000))
    #expect(upper.tableAddress == PhysicalAddress(0x8000_0000))
    #expect(upper.format.granule == .size64K)
  }

  @Test("ASID and CnP are no part of the base address")
  func baseAddress() throws {
    let tcr = Self.tcr(.size4K, inputBits: 48, region: .lower)
    let registers = Stage1Configuration(tcr: tcr, ttbr0: 0x1234_0000_4349_f001)
    #expect(registers.ttbr0.identifier == 0x1234)
    #expect(registers.ttbr0.isCommon)
    let root = try registers.root(of: .lower)
    #expect(root.tableAddress == PhysicalAddress(0x4349_f000))
  }

  @Test("with DS, TTBR bits 5:2 are base address bits 51:48")
  func wideBase() throws {
    let tcr = Self.tcr(.size4K, inputBits: 52, region: .lower, ds: true) | 6 << 32
    let root = try Stage1Configuration(tcr: tcr, ttbr0: 0x4349_f000 | 0b1010 << 2).root(of: .lower)
    #expect(root.tableAddress == PhysicalAddress(0x000a_0000_4349_f000))
    #expect(root.format.isWide)
    #expect(root.physicalAddressBits == 52)
  }

  @Test(
    "IPS names the physical address size, which the format and the processor cap",
    arguments: zip(0...7 as ClosedRange<UInt64>, [32, 36, 40, 42, 44, 48, 48, 48]))
  func physicalAddressSize(ips: UInt64, bits: Int) throws {
    let tcr = Self.tcr(.size4K, inputBits: 48, region: .lower) | ips << 32
    let free = try Stage1Configuration(tcr: tcr, ttbr0: 0).root(of: .lower)
    #expect(free.physicalAddressBits == bits)
    let capped = try Stage1Configuration(
      tcr: tcr, ttbr0: 0, processor: .max.limited(toPhysicalAddressBits: 40)
    )
    .root(of: .lower)
    #expect(capped.physicalAddressBits == min(bits, 40))
  }

  @Test("64K descriptors are wide on a 52-bit processor, or when IPS asks for it")
  func wide64K() throws {
    for (ips, implemented, wide) in [
      (5, nil, false), (6, nil, true), (5, 52, true), (6, 48, false),
    ] as [(UInt64, Int?, Bool)] {
      let tcr = Self.tcr(.size64K, inputBits: 48, region: .lower) | ips << 32
      let root = try Stage1Configuration(
        tcr: tcr, ttbr0: 0,
        processor: implemented.map(ProcessorFeatures.max.limited(toPhysicalAddressBits:))
      )
      .root(of: .lower)
      #expect(root.format.isWide == wide)
    }
  }

  @Test(
    "an input size outside the legal range is an error in T0SZ, and a fault at level 0",
    arguments: [
      (.size4K, 49, false), (.size4K, 15, false), (.size4K, 53, true), (.size16K, 49, false),
      (.size64K, 16, false), (.size64K, 53, false),
    ] as [(Granule, Int, Bool)])
  func illegalSize(granule: Granule, inputBits: Int, ds: Bool) throws {
    let tcr = Self.tcr(granule, inputBits: inputBits, region: .lower, ds: ds)
    let error = #expect(throws: RegisterError.self) {
      try Stage1Configuration(tcr: tcr, ttbr0: 0).root(of: .lower)
    }
    #expect(error?.place == "TCR_EL1[5:0]")
    #expect(error?.fault == .translation(.zero))
  }

  @Test("EPD switches a half off; a reserved granule field is an error")
  func otherErrors() {
    let disabled = Self.tcr(.size4K, inputBits: 48, region: .upper) | 1 << 23
    let error = #expect(throws: RegisterError.self) {
      try Stage1Configuration(tcr: disabled, ttbr0: 0).root(of: .upper)
    }
    #expect(error == RegisterError(register: .tcr, bits: 23...23, problem: .walksDisabled))
    let reserved = #expect(throws: RegisterError.self) {
      try Stage1Configuration(tcr: 16 | 3 << 14, ttbr0: 0).root(of: .lower)
    }
    #expect(reserved?.problem == .reservedGranule(3))
    #expect(reserved?.fault == nil)
  }

  @Test("no register value traps")
  func anyRegister() {
    let seed: UInt64 = 31
    var random = SplitMix64(seed: seed)
    var walkable = 0
    for _ in 0..<5000 {
      let registers = Stage1Configuration(
        tcr: random.next(), ttbr0: random.next(), ttbr1: random.next(),
        processor: random.once(in: 2) ? nil : RandomProcessor.any(&random))
      let root = try? registers.root(for: VirtualAddress(random.next()))
      walkable += root == nil ? 0 : 1
    }
    #expect(walkable > 500, "seed \(seed)")
  }

  /// TCR_EL1 with the fields of one half.
  static func tcr(
    _ granule: Granule, inputBits: Int, region: AddressRegion, ds: Bool = false
  ) -> UInt64 {
    let size = UInt64(64 - inputBits)
    let isLower = region == .lower
    let field: UInt64 =
      switch granule {
      case .size4K: isLower ? 0 : 2
      case .size16K: isLower ? 2 : 1
      case .size64K: isLower ? 1 : 3
      }
    return (isLower ? size | field << 14 : size << 16 | field << 30) | (ds ? 1 << 59 : 0)
  }
}
