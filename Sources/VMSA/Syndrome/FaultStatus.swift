/// What kind of fault an abort reports, and at which level: DFSC or IFSC, bits 5:0 of ESR.
///
/// Source: Arm ARM, "ISS encoding for an exception from a Data Abort", DFSC.
public enum FaultStatus: Hashable, Sendable {
  /// 0x00–0x03, and 0x29 for level −1. At level 0 also the base register itself.
  case addressSize(Level)
  /// 0x04–0x07, and 0x2B for level −1.
  case translation(Level)
  /// 0x08–0x0B.
  case accessFlag(Level)
  /// 0x0C–0x0F.
  case permission(Level)
  /// 0x10: external abort of the access itself.
  case externalAbort
  /// 0x11.
  case tagCheck
  /// 0x14–0x17, and 0x13 for level −1: external abort of the walk's own read.
  case externalAbortOnWalk(Level)
  /// 0x18: parity or ECC error of the access itself.
  case parity
  /// 0x1C–0x1F, and 0x1B for level −1: parity or ECC error of the walk's own read.
  case parityOnWalk(Level)
  /// 0x21.
  case alignment
  /// 0x30: two TLB entries match.
  case tlbConflict
  /// 0x31: hardware could not update the access flag or dirty state.
  case unsupportedHardwareUpdate
  /// 0x35: exclusive or atomic access to memory that has none.
  case unsupportedExclusive
  /// A code without a name here, 0 to 63.
  case other(UInt8)

  /// Reads the low six bits of `code`.
  public init(code: UInt8) {
    let level = Self.levels[Int(code & 0b11)]
    switch code & 0x3F {
    case 0x00...0x03: self = .addressSize(level)
    case 0x04...0x07: self = .translation(level)
    case 0x08...0x0B: self = .accessFlag(level)
    case 0x0C...0x0F: self = .permission(level)
    case 0x10: self = .externalAbort
    case 0x11: self = .tagCheck
    case 0x13: self = .externalAbortOnWalk(.minusOne)
    case 0x14...0x17: self = .externalAbortOnWalk(level)
    case 0x18: self = .parity
    case 0x1B: self = .parityOnWalk(.minusOne)
    case 0x1C...0x1F: self = .parityOnWalk(level)
    case 0x21: self = .alignment
    // Linux 7.1 defines 0x25 for this; the architecture and its own message table say 0x29.
    case 0x29: self = .addressSize(.minusOne)
    case 0x2B: self = .translation(.minusOne)
    case 0x30: self = .tlbConflict
    case 0x31: self = .unsupportedHardwareUpdate
    case 0x35: self = .unsupportedExclusive
    case let code: self = .other(code)
    }
  }

  /// Levels by the low two bits of a code.
  private static let levels: InlineArray<4, Level> = [.zero, .one, .two, .three]
}
