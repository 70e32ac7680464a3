/// The exception a fault becomes: the level it is taken to, and the registers it fills there.
///
/// Source: Arm ARM pseudocode, AArch64.DataAbort, AArch64.InstructionAbort and
/// AArch64.FaultSyndrome.
public struct Abort: Hashable, Sendable {
  /// The exception level that handles it, 1 to 3.
  public let exceptionLevel: Int
  /// ESR_ELx.
  public let syndrome: ExceptionSyndrome
  /// FAR_ELx.
  public let faultAddress: UInt64
  /// HPFAR_EL2, FIPA in bits 47:4 being the intermediate address from bit 12 up; nil when stage 2
  /// wasn't at fault.
  ///
  /// The architecture promises it for all faults but permission faults that aren't S1PTW; the
  /// machines we know of fill it for those too.
  public let intermediateFaultAddress: UInt64?

  /// Makes an abort from its parts.
  public init(
    exceptionLevel: Int, syndrome: ExceptionSyndrome, faultAddress: UInt64,
    intermediateFaultAddress: UInt64?
  ) {
    self.exceptionLevel = exceptionLevel
    self.syndrome = syndrome
    self.faultAddress = faultAddress
    self.intermediateFaultAddress = intermediateFaultAddress
  }
}

/// What a load or store was, as a stage 2 data abort tells a hypervisor: ISS bits 23:14.
public struct InstructionSyndrome: Hashable, Sendable {
  /// SAS, bits 23:22: log2 of the bytes accessed.
  public var sizeShift: UInt8
  /// SSE, bit 21: the value is sign-extended.
  public var isSignExtended: Bool
  /// SRT, bits 20:16: the register loaded or stored.
  public var register: UInt8
  /// SF, bit 15: the register is 64 bits wide.
  public var is64Bit: Bool
  /// AR, bit 14: acquire or release.
  public var isOrdered: Bool

  /// Describes a load or store of one general register.
  public init(
    sizeShift: UInt8, register: UInt8, is64Bit: Bool, isSignExtended: Bool = false,
    isOrdered: Bool = false
  ) {
    self.sizeShift = sizeShift
    self.isSignExtended = isSignExtended
    self.register = register
    self.is64Bit = is64Bit
    self.isOrdered = isOrdered
  }

  /// ISV, bit 24, and bits 23:14.
  var bits: UInt64 {
    .placing(true, at: 24) | .placing(UInt64(sizeShift), in: 22...23)
      | .placing(isSignExtended, at: 21) | .placing(UInt64(register), in: 16...20)
      | .placing(is64Bit, at: 15) | .placing(isOrdered, at: 14)
  }
}

extension Translator {
  /// The exception `fault` becomes when `access` to `address` meets it.
  ///
  /// `routesToEL2` is `HCR_EL2.TGE`. EC 31:26, IL 25 set; a data abort has ISV and what follows
  /// (24:14) when stage 2 is at fault and not on a table, CM 8, WnR 6; both have S1PTW 7, FSC 5:0.
  public func abort(
    for fault: TranslationFault, at address: VirtualAddress, access: Access,
    instruction: InstructionSyndrome? = nil, routesToEL2: Bool = false
  ) -> Abort {
    let isStage2 = fault.stage == .two
    let isFetch = access.kind == .execute
    let fromEL0 = access.isUnprivileged && regime.hasUnprivileged
    let target = isStage2 || routesToEL2 ? max(2, regime.exceptionLevel) : regime.exceptionLevel
    let isFromBelow = fromEL0 || target > regime.exceptionLevel
    let exceptionClass: ExceptionClass =
      switch (isFetch, isFromBelow) {
      case (true, true): .instructionAbortLower
      case (true, false): .instructionAbortCurrent
      case (false, true): .dataAbortLower
      case (false, false): .dataAbortCurrent
      }
    var raw = UInt64(exceptionClass.code) << 26 | .placing(true, at: 25)
    raw |= UInt64(fault.status.code ?? 0) | .placing(fault.isStage1TableWalk, at: 7)
    if !isFetch {
      let maintains = access.origin != .program
      raw |= .placing(maintains, at: 8) | .placing(maintains || access.kind == .write, at: 6)
      if isStage2 && !fault.isStage1TableWalk, let instruction { raw |= instruction.bits }
    }
    return Abort(
      exceptionLevel: target, syndrome: ExceptionSyndrome(raw: raw),
      faultAddress: isFetch ? half(of: address).untagged(address.raw, for: access) : address.raw,
      intermediateFaultAddress: fault.intermediateAddress.map {
        UInt64.placing($0.raw >> 12, in: 4...47)
      })
  }
}
