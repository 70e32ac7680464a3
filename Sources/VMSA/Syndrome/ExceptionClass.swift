/// Why an exception was taken: the EC field of ESR, bits 31:26.
///
/// Source: Arm ARM, "ESR_EL2, Exception Syndrome Register (EL2)", EC; names as in Linux,
/// arch/arm64/include/asm/esr.h and kvm_arm.h.
public enum ExceptionClass: Hashable, Sendable {
  /// 0x00: unknown reason.
  case unknown
  /// 0x01: WFI or WFE instruction.
  case waitForEvent
  /// 0x03: 32-bit access to a CP15 register.
  case cp15Access32
  /// 0x04: 64-bit access to CP15 registers.
  case cp15Access64
  /// 0x05: 32-bit access to a CP14 register.
  case cp14Access32
  /// 0x06: LDC or STC access to CP14.
  case cp14LoadStore
  /// 0x07: trapped floating-point or SIMD instruction.
  case floatingPointAccess
  /// 0x08: access to a floating-point ID register.
  case cp10IdAccess
  /// 0x09: trapped pointer authentication instruction.
  case pointerAuthentication
  /// 0x0A: trapped instruction of another class.
  case otherInstruction
  /// 0x0C: 64-bit access to CP14 registers.
  case cp14Access64
  /// 0x0D: branch target exception.
  case branchTarget
  /// 0x0E: illegal execution state.
  case illegalState
  /// 0x11: SVC instruction of AArch32.
  case supervisorCall32
  /// 0x12: HVC instruction of AArch32.
  case hypervisorCall32
  /// 0x13: SMC instruction of AArch32.
  case secureMonitorCall32
  /// 0x15: SVC instruction.
  case supervisorCall64
  /// 0x16: HVC instruction.
  case hypervisorCall64
  /// 0x17: SMC instruction.
  case secureMonitorCall64
  /// 0x18: trapped system instruction or register access.
  case systemInstruction
  /// 0x19: trapped SVE instruction.
  case scalableVectorAccess
  /// 0x1A: trapped exception return.
  case exceptionReturn
  /// 0x1C: pointer authentication failure.
  case pointerAuthenticationFailure
  /// 0x1D: trapped SME instruction.
  case scalableMatrixAccess
  /// 0x1F: implementation defined exception to EL3.
  case implementationDefined
  /// 0x20: instruction abort from a lower exception level.
  case instructionAbortLower
  /// 0x21: instruction abort from the current exception level.
  case instructionAbortCurrent
  /// 0x22: misaligned program counter.
  case programCounterAlignment
  /// 0x24: data abort from a lower exception level.
  case dataAbortLower
  /// 0x25: data abort from the current exception level.
  case dataAbortCurrent
  /// 0x26: misaligned stack pointer.
  case stackPointerAlignment
  /// 0x27: memory copy or set exception.
  case memoryOperation
  /// 0x28: floating-point exception of AArch32.
  case floatingPoint32
  /// 0x2C: floating-point exception.
  case floatingPoint64
  /// 0x2D: guarded control stack exception.
  case guardedControlStack
  /// 0x2F: SError interrupt.
  case systemError
  /// 0x30: breakpoint at a lower exception level.
  case breakpointLower
  /// 0x31: breakpoint at the current exception level.
  case breakpointCurrent
  /// 0x32: software step at a lower exception level.
  case softwareStepLower
  /// 0x33: software step at the current exception level.
  case softwareStepCurrent
  /// 0x34: watchpoint at a lower exception level.
  case watchpointLower
  /// 0x35: watchpoint at the current exception level.
  case watchpointCurrent
  /// 0x38: BKPT instruction of AArch32.
  case breakpointInstruction32
  /// 0x3A: vector catch of AArch32.
  case vectorCatch32
  /// 0x3C: BRK instruction.
  case breakpointInstruction64
  /// A code without a name here, 0 to 63.
  case other(UInt8)

  /// Reads the low six bits of `code`.
  public init(code: UInt8) {
    self = Self.named.first { $0.code == code & 0x3F } ?? .other(code & 0x3F)
  }

  /// Every class that has a name.
  public static let named: [ExceptionClass] = [
    .unknown, .waitForEvent, .cp15Access32, .cp15Access64, .cp14Access32, .cp14LoadStore,
    .floatingPointAccess, .cp10IdAccess, .pointerAuthentication, .otherInstruction, .cp14Access64,
    .branchTarget, .illegalState, .supervisorCall32, .hypervisorCall32, .secureMonitorCall32,
    .supervisorCall64, .hypervisorCall64, .secureMonitorCall64, .systemInstruction,
    .scalableVectorAccess, .exceptionReturn, .pointerAuthenticationFailure, .scalableMatrixAccess,
    .implementationDefined, .instructionAbortLower, .instructionAbortCurrent,
    .programCounterAlignment, .dataAbortLower, .dataAbortCurrent, .stackPointerAlignment,
    .memoryOperation, .floatingPoint32, .floatingPoint64, .guardedControlStack, .systemError,
    .breakpointLower, .breakpointCurrent, .softwareStepLower, .softwareStepCurrent,
    .watchpointLower, .watchpointCurrent, .breakpointInstruction32, .vectorCatch32,
    .breakpointInstruction64,
  ]
}
