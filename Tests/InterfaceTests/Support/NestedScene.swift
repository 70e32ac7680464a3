import VMSA

/// A two-stage EL1&0 regime of 4K tables, four levels each, to which a test changes one thing.
///
/// The address is 0x2340. Stage 1 has one table a level at the intermediate addresses 0x10_0000,
/// 0x10_1000, 0x10_2000 and 0x10_3000, and a page at 0x10_4000. Stage 2 has one table a level at
/// 0x80_0000, 0x80_1000, 0x80_2000 and 0x80_3000, and puts intermediate addresses from 0x10_0000 on
/// at 0x90_0000.
struct NestedScene {
  var registers = SystemRegisters()
  var memory: RecordedEntries = [
    0x90_0000: 0x10_1003, 0x90_1000: 0x10_2003, 0x90_2000: 0x10_3003,
    0x90_3010: 0x10_4000 | leaf,
    0x80_0000: 0x80_1003, 0x80_1000: 0x80_2003, 0x80_2000: 0x80_3003,
  ]
  var address: UInt64 = 0x2340
  var access = Access(.read)

  /// A stage 1 page: EL1 reads and writes, inner shareable, AF.
  static let leaf: UInt64 = 3 << 8 | 1 << 10 | 0b11
  /// A stage 2 page: read, write, execute, Write-Back, AF.
  static let leaf2: UInt64 = 0xF << 2 | 3 << 6 | 3 << 8 | 1 << 10 | 0b11

  init() {
    registers.sctlrEL1 = 1
    registers.tcrEL1 = 16 | 16 << 16 | 2 << 30 | 5 << 32
    registers.ttbr0EL1 = 0x10_0000
    registers.mairEL1 = 0xFF
    registers.hcrEL2 = 1
    registers.vtcrEL2 = 16 | 2 << 6 | 5 << 16
    registers.vttbrEL2 = 0x80_0000
    for page in 0..<8 as Range<UInt64> {
      memory.words[0x80_3000 + (0x100 + page) * 8] = 0x90_0000 + page << 12 | Self.leaf2
    }
  }

  var translator: Translator {
    Translator(registers, regime: .el1And0, processor: .max)
  }

  var translation: Translation {
    translator.translate(VirtualAddress(address), for: access, in: memory)
  }
}
