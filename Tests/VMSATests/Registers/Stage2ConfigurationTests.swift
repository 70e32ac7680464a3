import TestSupport
import Testing
import VMSA

@Suite("Stage 2 registers to a walk")
struct Stage2ConfigurationTests {
  @Test("a recorded 40-bit KVM guest starts with two concatenated level 1 tables")
  func recorded() throws {
    let root = try Stage2Configuration(vtcr: 0x802d_3558, vttbr: 0x0001_0000_434f_c000).root()
    #expect(root.startLevel == .one)
    #expect(root.inputBits == 40)
    #expect(root.firstTableIndexBits == 10)
    #expect(root.concatenatedTables == 2)
    #expect(root.firstTableSizeBytes == 8192)
    #expect(root.tableAddress == PhysicalAddress(0x434f_c000))
    #expect(root.physicalAddressBits == 48)
    #expect(root.setsAccessFlag)
    #expect(root.stage == .two)
  }

  /// Granule, DS, SL2, and the level each SL0 from 0 to 3 names.
  static let levels: [(Granule, ds: Bool, sl2: Bool, [Level?])] = [
    (.size4K, false, false, [.two, .one, .zero, .three]),
    (.size4K, false, true, [.two, .one, .zero, .three]),
    (.size4K, true, false, [.two, .one, .zero, .three]),
    (.size4K, true, true, [.minusOne, nil, nil, nil]),
    (.size16K, false, false, [.three, .two, .one, nil]),
    (.size16K, true, false, [.three, .two, .one, .zero]),
    (.size64K, false, false, [.three, .two, .one, nil]),
    (.size64K, true, true, [.three, .two, .one, nil]),
  ]

  @Test("SL0 and SL2 name the start level by granule")
  func startLevels() {
    for (granule, ds, sl2, expected) in Self.levels {
      for (sl0, level) in expected.enumerated() {
        let raw = UInt64(sl0) << 6 | (ds ? 1 << 32 : 0) | (sl2 ? 1 << 33 : 0)
        let named = Stage2TranslationControl(raw).startLevel(granule: granule)
        #expect(named == level, "\(granule.name) DS \(ds) SL2 \(sl2) SL0 \(sl0)")
      }
    }
  }

  @Test("the upper start levels need a processor with enough address bits")
  func smallProcessors() {
    for (granule, needed) in [(Granule.size4K, 44), (.size16K, 42), (.size64K, 44)] {
      let control = Stage2TranslationControl(2 << 6)
      #expect(
        control.startLevel(
          granule: granule, processor: .max.limited(toPhysicalAddressBits: needed)) != nil)
      #expect(
        control.startLevel(
          granule: granule, processor: .max.limited(toPhysicalAddressBits: needed - 1)) == nil)
    }
  }

  @Test(
    "KVM's choices for its address sizes are legal",
    arguments: [
      (.size4K, 40, 1, Level.one, 2), (.size16K, 40, 1, .two, 16), (.size64K, 40, 1, .two, 1),
      (.size4K, 48, 2, .zero, 1), (.size4K, 43, 1, .one, 16), (.size4K, 34, 0, .two, 16),
    ] as [(Granule, Int, UInt64, Level, Int)])
  func kvmChoices(
    granule: Granule, inputBits: Int, sl0: UInt64, level: Level, tables: Int
  ) throws {
    let vtcr = Self.vtcr(granule, inputBits: inputBits, sl0: sl0)
    let root = try Stage2Configuration(vtcr: vtcr, vttbr: 0).root()
    #expect(root.startLevel == level)
    #expect(root.concatenatedTables == tables)
  }

  @Test("a first table that would resolve no bit, or more than 16 tables, is an error in SL0")
  func mismatches() {
    for (granule, inputBits, sl0, bits) in [
      (.size4K, 44, 1, 14), (.size4K, 30, 1, 0), (.size4K, 39, 2, 0), (.size16K, 41, 1, 16),
      (.size64K, 47, 1, 18),
    ] as [(Granule, Int, UInt64, Int)] {
      let vtcr = Self.vtcr(granule, inputBits: inputBits, sl0: sl0)
      let error = #expect(throws: RegisterError.self) {
        try Stage2Configuration(vtcr: vtcr, vttbr: 0).root()
      }
      #expect(error?.place == "VTCR_EL2[7:6]")
      guard case .startLevelMismatch(_, let found, let legal) = error?.problem else {
        Issue.record("\(granule.name) \(inputBits): \(String(describing: error))")
        continue
      }
      #expect(found == bits)
      #expect(legal == 1...(granule.stride + 4))
      #expect(error?.fault == .translation(.zero))
    }
  }

  @Test("the intermediate address is no wider than the processor's physical address")
  func intermediateSize() {
    let vtcr = Self.vtcr(.size4K, inputBits: 41, sl0: 1)
    let error = #expect(throws: RegisterError.self) {
      try Stage2Configuration(
        vtcr: vtcr, vttbr: 0, processor: .max.limited(toPhysicalAddressBits: 40)
      ).root()
    }
    #expect(error?.problem == .inputSize(bits: 41, legal: 16...40))
  }

  @Test("concatenated tables are aligned to their size together")
  func alignment() throws {
    let vtcr = Self.vtcr(.size4K, inputBits: 43, sl0: 1)
    let root = try Stage2Configuration(vtcr: vtcr, vttbr: 0x4001_f000).root()
    #expect(root.tableAddress == PhysicalAddress(0x4001_0000))
  }

  @Test("no register value traps")
  func anyRegister() {
    let seed: UInt64 = 32
    var random = SplitMix64(seed: seed)
    var walkable = 0
    for _ in 0..<5000 {
      let registers = Stage2Configuration(
        vtcr: random.next(), vttbr: random.next(),
        processor: random.once(in: 2) ? nil : RandomProcessor.any(&random))
      walkable += (try? registers.root()) == nil ? 0 : 1
    }
    #expect(walkable > 100, "seed \(seed)")
  }

  /// VTCR_EL2 with a 48-bit physical address.
  static func vtcr(_ granule: Granule, inputBits: Int, sl0: UInt64) -> UInt64 {
    let field: UInt64 =
      switch granule {
      case .size4K: 0
      case .size64K: 1
      case .size16K: 2
      }
    return UInt64(64 - inputBits) | sl0 << 6 | field << 14 | 5 << 16
  }
}
