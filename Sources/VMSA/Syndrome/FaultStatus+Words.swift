extension FaultStatus {
  /// The level reported; nil when the kind has none.
  public var level: Level? {
    switch self {
    case .addressSize(let level), .translation(let level), .accessFlag(let level),
      .permission(let level), .externalAbortOnWalk(let level), .parityOnWalk(let level):
      level
    case .externalAbort, .tagCheck, .parity, .alignment, .tlbConflict,
      .unsupportedHardwareUpdate, .unsupportedExclusive, .other:
      nil
    }
  }

  /// The kind without the level: "translation fault".
  public var kindWords: String {
    switch self {
    case .addressSize: "address size fault"
    case .translation: "translation fault"
    case .accessFlag: "access flag fault"
    case .permission: "permission fault"
    case .externalAbort: "external abort"
    case .tagCheck: "tag check fault"
    case .externalAbortOnWalk: "external abort on the table walk"
    case .parity: "parity or ECC error"
    case .parityOnWalk: "parity or ECC error on the table walk"
    case .alignment: "alignment fault"
    case .tlbConflict: "TLB conflict abort"
    case .unsupportedHardwareUpdate: "unsupported hardware update fault"
    case .unsupportedExclusive: "unsupported exclusive or atomic access"
    case .other(let code): "unnamed fault status \(Hexadecimal.plain(UInt64(code)))"
    }
  }

  /// "translation fault, level 2".
  public var words: String { level.map { "\(kindWords), \($0.words)" } ?? kindWords }

  /// The six bits; nil for a fault at level −1 of a kind that has no such code.
  public var code: UInt8? {
    switch self {
    case .addressSize(.minusOne): 0x29
    case .translation(.minusOne): 0x2B
    case .externalAbortOnWalk(.minusOne): 0x13
    case .parityOnWalk(.minusOne): 0x1B
    case .accessFlag(.minusOne), .permission(.minusOne): nil
    case .addressSize(let level): Self.code(0x00, level)
    case .translation(let level): Self.code(0x04, level)
    case .accessFlag(let level): Self.code(0x08, level)
    case .permission(let level): Self.code(0x0C, level)
    case .externalAbort: 0x10
    case .tagCheck: 0x11
    case .externalAbortOnWalk(let level): Self.code(0x14, level)
    case .parity: 0x18
    case .parityOnWalk(let level): Self.code(0x1C, level)
    case .alignment: 0x21
    case .tlbConflict: 0x30
    case .unsupportedHardwareUpdate: 0x31
    case .unsupportedExclusive: 0x35
    case .other(let code): code
    }
  }

  /// The code of a kind at a level from 0 to 3.
  private static func code(_ first: UInt8, _ level: Level) -> UInt8 {
    first | UInt8(truncatingIfNeeded: level.number & 0b11)
  }
}
