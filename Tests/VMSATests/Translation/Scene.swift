import VMSA

/// An EL1&0 regime with small tables, to which a test changes one thing.
///
/// Stage 1: 4K, 39 bits, level 1 at 0x1000, level 2 at 0x2000, level 3 at 0x3000, and one page at
/// 0x8000. Stage 2, when on: 4K, 39 bits from level 1 at 0x10_0000, with level 2 at 0x10_1000 and
/// level 3 at 0x10_2000, where the first 64K map to themselves.
struct Scene {
  var registers = SystemRegisters()
  var processor = ProcessorFeatures.max
  var memory: RecordedEntries = [
    0x1000: 0x2003, 0x2000: 0x3003, 0x3000: leaf, 0x10_0000: 0x10_1003, 0x10_1000: 0x10_2003,
  ]

  /// The stage 1 leaf at 0x3000: EL1 and EL0 read and write, inner shareable, AttrIndx 0, AF.
  static let leaf: UInt64 = 0x8000 | 1 << 6 | 3 << 8 | 1 << 10 | 0b11

  /// A stage 2 leaf: read, write and execute, Write-Back, AF.
  static let leaf2: UInt64 = 0xF << 2 | 3 << 6 | 3 << 8 | 1 << 10 | 0b11

  init() {
    registers.sctlrEL1 = 1
    registers.tcrEL1 = 25 | 25 << 16 | 2 << 30 | 5 << 32
    registers.ttbr0EL1 = 0x1000
    registers.ttbr1EL1 = 0x1000
    registers.mairEL1 = 0x0000_0000_0044_04FF
    registers.vtcrEL2 = 25 | 1 << 6 | 5 << 16
    registers.vttbrEL2 = 0x10_0000
    for page in 0..<16 as Range<UInt64> {
      memory.words[0x10_2000 + page * 8] = page << 12 | Self.leaf2
    }
  }

  /// The same with stage 2 on.
  static var nested: Scene {
    var scene = Scene()
    scene.registers.hcrEL2 = 1
    return scene
  }

  /// The upper half's first address.
  static let upper: UInt64 = 0xFFFF_FF80_0000_0000

  func translator(_ regime: TranslationRegime = .el1And0) -> Translator {
    Translator(registers, regime: regime, processor: processor)
  }

  func translate(
    _ address: UInt64 = 0, _ access: Access = Access(.read), regime: TranslationRegime = .el1And0,
    stages: StageSelection = .all
  ) -> Translation {
    translator(regime).translate(VirtualAddress(address), for: access, stages: stages, in: memory)
  }

  /// The status of the fault, and the output address when there is none.
  func outcome(_ address: UInt64 = 0, _ access: Access = Access(.read)) -> String {
    let translation = translate(address, access)
    return translation.mapping?.output.grouped ?? translation.fault?.words ?? "unknown"
  }

  /// PAR_EL1 after an AT.
  func par(_ address: UInt64 = 0, _ access: Access = Access(.read)) -> UInt64? {
    translator().parEL1(of: translate(address, access))?.raw
  }
}
