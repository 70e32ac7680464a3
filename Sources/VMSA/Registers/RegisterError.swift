/// Why registers start no walk, and in which bits of which register the reason stands.
public struct RegisterError: Error, Hashable, Sendable {
  /// The register at fault.
  public let register: TranslationRegister
  /// Its bits at fault; where fields are apart (SL0 and SL2), the main one.
  public let bits: ClosedRange<Int>
  /// What is wrong.
  public let problem: Problem

  /// Makes an error from its parts.
  public init(register: TranslationRegister, bits: ClosedRange<Int>, problem: Problem) {
    self.register = register
    self.bits = bits
    self.problem = problem
  }

  /// What can be wrong with registers.
  public enum Problem: Hashable, Sendable {
    /// The granule field holds a value that names no granule.
    case reservedGranule(UInt64)
    /// The input address would have `bits` bits; `legal` are possible.
    case inputSize(bits: Int, legal: ClosedRange<Int>)
    /// Walks of this half are switched off (EPD).
    case walksDisabled
    /// The start level field has no meaning with this granule.
    case reservedStartLevel
    /// The first table at `level` would resolve `bits` bits; `legal` are possible.
    case startLevelMismatch(level: Level, bits: Int, legal: ClosedRange<Int>)
  }

  /// The fault an access takes when the registers are so.
  ///
  /// Always a translation fault at level 0. Nil for a reserved granule, which acts as some
  /// granule of the processor's choice.
  ///
  /// Source: Arm ARM pseudocode, AArch64.S1Walk and AArch64.S2Walk.
  public var fault: WalkFault? {
    if case .reservedGranule = problem { return nil }
    return .translation(.zero)
  }

  /// "TCR_EL1[5:0]".
  public var place: String { "\(register.rawValue)[\(bits.upperBound):\(bits.lowerBound)]" }
}
