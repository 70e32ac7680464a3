import VMSA

extension TranslationPlan {
  /// SCTLR_EL1, TCR_EL1, MAIR_EL1 and the TTBR of the address's half; the other half is off.
  ///
  /// MAIR has Normal Write-Back at 0, Device-nGnRE at 1 and Normal Non-cacheable at 2.
  ///
  /// Source: Arm ARM, "TCR_EL1, Translation Control Register (EL1)".
  func stage1Registers(_ root: WalkRoot) -> SystemRegisters {
    var registers = SystemRegisters()
    let size = UInt64(64 - root.inputBits)
    let granules: (lower: UInt64, upper: UInt64) =
      switch stage1.granule {
      case .size4K: (0b00, 0b10)
      case .size16K: (0b10, 0b01)
      case .size64K: (0b01, 0b11)
      }
    var tcr = size | size << 16 | granules.lower << 14 | granules.upper << 30
    tcr |= (isWide ? 6 : 5) << 32
    tcr |= root.region == .lower ? 1 << 23 : 1 << 7
    if setsAccessFlag { tcr |= 1 << 39 }
    if setsDirtyState { tcr |= 1 << 40 }
    if isWide && stage1.granule != .size64K { tcr |= 1 << 59 }
    registers.tcrEL1 = tcr
    registers.sctlrEL1 = writableIsNeverExecuted ? 1 << 19 | 1 : 1
    registers.mairEL1 = 0x44_04FF
    switch root.region {
    case .lower: registers.ttbr0EL1 = root.tableAddress.raw
    case .upper: registers.ttbr1EL1 = root.tableAddress.raw
    }
    return registers
  }

  /// VTCR_EL2.
  ///
  /// Source: Arm ARM, "VTCR_EL2, Virtualization Translation Control Register".
  func stage2Control(_ root: WalkRoot) -> UInt64 {
    let granule = root.format.granule
    let code: UInt64 =
      switch granule {
      case .size4K: 0b00
      case .size16K: 0b10
      case .size64K: 0b01
      }
    var vtcr = UInt64(64 - root.inputBits) | code << 14 | (isWide ? 6 : 5) << 16
    let fromLast = UInt64(3 - root.startLevel.number)
    switch (granule, root.startLevel) {
    case (.size4K, .three): vtcr |= 3 << 6
    case (.size4K, .minusOne): vtcr |= 1 << 33
    case (.size4K, _): vtcr |= (fromLast - 1) << 6
    case (_, _): vtcr |= fromLast << 6
    }
    if isWide && granule != .size64K { vtcr |= 1 << 32 }
    return vtcr
  }
}
