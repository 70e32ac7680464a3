extension ExceptionClass {
  /// The six bits.
  public var code: UInt8 { entry.code }

  /// The name the kernel prints: "DABT_LOW"; a class without one prints as a number.
  public var name: String { entry.name }

  /// "data abort from a lower exception level".
  public var words: String { entry.words }

  /// The class in one line of the table.
  private var entry: (code: UInt8, name: String, words: String) {
    switch self {
    case .unknown: (0x00, "UNKNOWN", "unknown reason")
    case .waitForEvent: (0x01, "WFx", "WFI or WFE instruction")
    case .cp15Access32: (0x03, "CP15_32", "32-bit access to a CP15 register")
    case .cp15Access64: (0x04, "CP15_64", "64-bit access to CP15 registers")
    case .cp14Access32: (0x05, "CP14_MR", "32-bit access to a CP14 register")
    case .cp14LoadStore: (0x06, "CP14_LS", "LDC or STC access to CP14")
    case .floatingPointAccess: (0x07, "FP_ASIMD", "trapped floating-point or SIMD instruction")
    case .cp10IdAccess: (0x08, "CP10_ID", "access to a floating-point ID register")
    case .pointerAuthentication:
      (0x09, "PAC", "trapped pointer authentication instruction")
    case .otherInstruction: (0x0A, "OTHER", "trapped instruction of another class")
    case .cp14Access64: (0x0C, "CP14_64", "64-bit access to CP14 registers")
    case .branchTarget: (0x0D, "BTI", "branch target exception")
    case .illegalState: (0x0E, "ILL", "illegal execution state")
    case .supervisorCall32: (0x11, "SVC32", "SVC instruction of AArch32")
    case .hypervisorCall32: (0x12, "HVC32", "HVC instruction of AArch32")
    case .secureMonitorCall32: (0x13, "SMC32", "SMC instruction of AArch32")
    case .supervisorCall64: (0x15, "SVC64", "SVC instruction")
    case .hypervisorCall64: (0x16, "HVC64", "HVC instruction")
    case .secureMonitorCall64: (0x17, "SMC64", "SMC instruction")
    case .systemInstruction: (0x18, "SYS64", "trapped system instruction or register access")
    case .scalableVectorAccess: (0x19, "SVE", "trapped SVE instruction")
    case .exceptionReturn: (0x1A, "ERET", "trapped exception return")
    case .pointerAuthenticationFailure: (0x1C, "FPAC", "pointer authentication failure")
    case .scalableMatrixAccess: (0x1D, "SME", "trapped SME instruction")
    case .implementationDefined: (0x1F, "IMP_DEF", "implementation defined exception to EL3")
    case .instructionAbortLower:
      (0x20, "IABT_LOW", "instruction abort from a lower exception level")
    case .instructionAbortCurrent:
      (0x21, "IABT_CUR", "instruction abort from the current exception level")
    case .programCounterAlignment: (0x22, "PC_ALIGN", "misaligned program counter")
    case .dataAbortLower: (0x24, "DABT_LOW", "data abort from a lower exception level")
    case .dataAbortCurrent: (0x25, "DABT_CUR", "data abort from the current exception level")
    case .stackPointerAlignment: (0x26, "SP_ALIGN", "misaligned stack pointer")
    case .memoryOperation: (0x27, "MOPS", "memory copy or set exception")
    case .floatingPoint32: (0x28, "FP_EXC32", "floating-point exception of AArch32")
    case .floatingPoint64: (0x2C, "FP_EXC64", "floating-point exception")
    case .guardedControlStack: (0x2D, "GCS", "guarded control stack exception")
    case .systemError: (0x2F, "SERROR", "SError interrupt")
    case .breakpointLower: (0x30, "BREAKPT_LOW", "breakpoint at a lower exception level")
    case .breakpointCurrent: (0x31, "BREAKPT_CUR", "breakpoint at the current exception level")
    case .softwareStepLower: (0x32, "SOFTSTP_LOW", "software step at a lower exception level")
    case .softwareStepCurrent: (0x33, "SOFTSTP_CUR", "software step at the current exception level")
    case .watchpointLower: (0x34, "WATCHPT_LOW", "watchpoint at a lower exception level")
    case .watchpointCurrent: (0x35, "WATCHPT_CUR", "watchpoint at the current exception level")
    case .breakpointInstruction32: (0x38, "BKPT32", "BKPT instruction of AArch32")
    case .vectorCatch32: (0x3A, "VECTOR32", "vector catch of AArch32")
    case .breakpointInstruction64: (0x3C, "BRK64", "BRK instruction")
    case .other(let code): (code, Hexadecimal.plain(UInt64(code)), "reserved exception class")
    }
  }
}
