import Testing
import VMSA

@testable import Verification

/// Each excuse against tables made for it: it holds there, and not one bit beside it.
@Suite("Excuses")
struct ExcuseTests {
  /// EL1&0 with 4K tables, 39 bits and the root at 0x4000_0000.
  static func registers(tcr: UInt64 = 25 | 5 << 32 | 1 << 23) -> SystemRegisters {
    var registers = SystemRegisters()
    registers.sctlrEL1 = 1
    registers.tcrEL1 = tcr
    registers.ttbr0EL1 = 0x4000_0000
    registers.mairEL1 = 0x0C_44_FF
    return registers
  }

  static func excuse(
    _ registers: SystemRegisters, _ memory: [UInt64: UInt64],
    processor: ProcessorFeatures = .max, access: Access = Access(.read, origin: .addressTranslation)
  ) -> Excuse? {
    let translator = Translator(registers, regime: .el1And0, processor: processor)
    let memory = RecordedMemory(memory)
    let translation = translator.translate(VirtualAddress(0), for: access, in: memory)
    return Excuse.of(
      translation, by: translator, registers: registers, stages: .all,
      isProgram: access.origin == .program, memory: memory)
  }

  @Test("a table where a device may answer; where nothing answers an AT's abort is compared")
  func outsideMemory() {
    let registers = Self.registers()
    #expect(Self.excuse(registers, [0x4000_0000: 0x1000_0003]) == .tableOutsideMemory)
    #expect(Self.excuse(registers, [0x4000_0000: 0x40_1000_0003]) == .tableOutsideMemory)
    #expect(Self.excuse(registers, [0x4000_0000: 0xC000_0003]) == nil)
    #expect(
      Self.excuse(registers, [0x4000_0000: 0xC000_0003], access: Access(.read))
        == .tableOutsideMemory)
  }

  @Test("address bits 51:48 above IPS, if the others are in range")
  func highBits() {
    let wide = Self.registers(tcr: 25 | 2 << 32 | 1 << 59 | 1 << 23)
    #expect(Self.excuse(wide, [0x4000_0000: 0x1_0000_0000_0401]) == .highAddressBits)
    #expect(Self.excuse(wide, [0x4000_0000: 0x1_8000_0000_0401]) == nil)
    #expect(Self.excuse(wide, [0x4000_0000: 0x8000_0000_0401]) == nil)
  }

  @Test("the output of a real access outside RAM, not of an AT")
  func outsideOutput() {
    let entries: [UInt64: UInt64] = [0x4000_0000: 0xC000_0401]
    #expect(Self.excuse(Self.registers(), entries, access: Access(.read)) == .outputOutsideMemory)
    #expect(Self.excuse(Self.registers(), entries) == nil)
  }

  @Test("HPD on a processor without it, where it makes a difference")
  func hierarchy() {
    let registers = Self.registers(tcr: 25 | 2 << 32 | 1 << 41 | 1 << 23)
    let memory: [UInt64: UInt64] = [0x4000_0000: 0x4000_1003 | 1 << 62, 0x4000_1000: 0x401]
    let write = Access(.write, origin: .addressTranslation)
    #expect(
      Self.excuse(registers, memory, processor: .cortexA53, access: write) == .hierarchyDisabled)
    #expect(Self.excuse(registers, memory, processor: .cortexA53) == nil)
    #expect(Self.excuse(registers, memory, access: write) == nil)
  }

  @Test("a Device type beside a Normal stage, and the level of a PTW fault")
  func nested() {
    // Stage 2: 4K, 39 bits, level 1 at 0x5000_0000, the first gigabyte and the tables' one.
    var registers = Self.registers()
    registers.vtcrEL2 = 25 | 1 << 6 | 5 << 16
    registers.vttbrEL2 = 0x5000_0000
    registers.hcrEL2 = 1
    func excuse(leaf: UInt64, output: UInt64, tables: UInt64) -> Excuse? {
      Self.excuse(
        registers,
        [0x4000_0000: leaf, 0x5000_0000: output, 0x5000_0008: 0x4000_0000 | tables])
    }
    let plain: UInt64 = 0x4C1
    let writeBack: UInt64 = 0xF << 2 | plain
    // AttrIndx 2 is Device-GRE; MemAttr 0b0101 Non-cacheable, 0b0011 Device-GRE.
    #expect(
      excuse(leaf: 0x409, output: 5 << 2 | plain, tables: writeBack) == .deviceBesideNormal)
    #expect(excuse(leaf: 0x409, output: writeBack, tables: writeBack) == nil)
    #expect(
      excuse(leaf: 0x405, output: 3 << 2 | plain, tables: writeBack) == .deviceBesideNormal)
    #expect(excuse(leaf: 0x401, output: 3 << 2 | plain, tables: writeBack) == nil)
    registers.hcrEL2 = 1 | 1 << 2
    #expect(excuse(leaf: 0x401, output: writeBack, tables: plain) == .deviceTableLevel)
    #expect(excuse(leaf: 0x401, output: writeBack, tables: writeBack) == nil)
  }
}
