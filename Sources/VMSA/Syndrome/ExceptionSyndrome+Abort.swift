extension ExceptionSyndrome {
  /// Whether this is an instruction or data abort; the rest of the page means nothing if not.
  public var isAbort: Bool { abort != nil }

  /// Whether an instruction fetch aborted.
  public var isInstruction: Bool { abort?.isInstruction ?? false }

  /// Whether the access came from a lower exception level.
  public var isFromLowerLevel: Bool { abort?.isFromLowerLevel ?? false }

  /// Whether a data access wrote: WnR, bit 6. Cache maintenance counts as a write.
  public var isWrite: Bool { isDataAbort && raw.bit(6) }

  /// What went wrong, bits 5:0; nil when this is no abort.
  public var faultStatus: FaultStatus? {
    isAbort ? FaultStatus(code: UInt8(truncatingIfNeeded: raw.bits(0...5))) : nil
  }

  /// Whether stage 2 faulted on the address of a stage 1 table: S1PTW, bit 7.
  public var isStage1TableWalk: Bool { isAbort && raw.bit(7) }

  /// Whether a cache maintenance instruction caused the abort: CM, bit 8.
  public var cacheMaintenance: Bool { isDataAbort && raw.bit(8) }

  /// Whether FAR holds no valid address: FnV, bit 10.
  public var isFaultAddressInvalid: Bool { isAbort && raw.bit(10) }

  /// Whether the syndrome describes the instruction too: ISV, bit 24.
  public var hasInstructionSyndrome: Bool { isDataAbort && raw.bit(24) }

  /// The size of the access: SAS, bits 23:22; nil without an instruction syndrome.
  public var accessSizeBytes: Int? {
    hasInstructionSyndrome ? 1 << Int(raw.bits(22...23)) : nil
  }

  /// The number of the register loaded or stored: SRT, bits 20:16, 31 being the zero register.
  ///
  /// Nil without an instruction syndrome.
  public var register: Int? { hasInstructionSyndrome ? Int(raw.bits(16...20)) : nil }

  /// The register as assembly names it: "x1", "w1", "xzr"; `x` when SF, bit 15, is set.
  public var registerName: String? {
    register.map { number in
      (raw.bit(15) ? "x" : "w") + (number == 31 ? "zr" : String(number))
    }
  }

  /// Whether this is a data abort.
  var isDataAbort: Bool { abort.map { !$0.isInstruction } ?? false }
}
