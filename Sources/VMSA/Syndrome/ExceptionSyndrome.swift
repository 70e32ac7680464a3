/// An exception syndrome register, ESR_ELx: why an exception was taken, in bits.
///
/// Source: Arm ARM, "ESR_EL2, Exception Syndrome Register (EL2)".
public struct ExceptionSyndrome: Hashable, Sendable {
  /// The register.
  public let raw: UInt64

  /// Wraps a register's value.
  public init(raw: UInt64) { self.raw = raw }

  /// EC, bits 31:26.
  public var exceptionClass: ExceptionClass {
    ExceptionClass(code: UInt8(truncatingIfNeeded: raw.bits(26...31)))
  }

  /// The kind of abort the class stands for; nil for a class that is none.
  var abort: Abort? {
    switch exceptionClass {
    case .instructionAbortLower: Abort(isInstruction: true, isFromLowerLevel: true)
    case .instructionAbortCurrent: Abort(isInstruction: true, isFromLowerLevel: false)
    case .dataAbortLower: Abort(isInstruction: false, isFromLowerLevel: true)
    case .dataAbortCurrent: Abort(isInstruction: false, isFromLowerLevel: false)
    default: nil
    }
  }

  /// What an abort's class says.
  struct Abort {
    /// A fetch, not a load or store.
    let isInstruction: Bool
    /// Taken from below, as a guest's are.
    let isFromLowerLevel: Bool
  }
}
