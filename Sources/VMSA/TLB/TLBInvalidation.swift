/// A TLB maintenance operation with its operands.
///
/// It is one instruction, or, for a region that no single range instruction spans, as many as
/// ``instructions(withRanges:)`` says.
public struct TLBInvalidation: Hashable, Sendable {
  /// Whose TLBs an instruction reaches.
  public enum Reach: Hashable, Sendable {
    /// The processor's own.
    case local
    /// The inner shareable domain's (IS).
    case innerShareable
    /// The outer shareable domain's (OS).
    case outerShareable
  }

  /// What it does.
  public var operation: TLBOperation
  /// The first address, a VA or an IPA; of no meaning to operations that take none.
  public var address: UInt64
  /// The bytes from there on; nil for the plain form, which names one address.
  public var byteCount: UInt64?
  /// TG: the granule whose pages a range counts; of no meaning to the plain form.
  public var granule: Granule
  /// The address space, bits 63:48 of the operand.
  public var asid: UInt16
  /// The virtual machine, of `VTTBR_EL2` when the instruction runs.
  public var vmid: UInt16
  /// TTL: the granule and level of the leaf; nil without a hint.
  public var hint: Hint?
  /// Whose TLBs it reaches.
  public var reach: Reach
  /// The regime whose entries go: the operation's, or EL2&0.
  ///
  /// That is what EL2's operations are about with `HCR_EL2.E2H` = 1, and EL1's when EL2 runs them
  /// with `HCR_EL2.TGE` = 1 as well.
  public var regime: TranslationRegime

  /// Where the leaf stands that an instruction is about (FEAT_TTL).
  public struct Hint: Hashable, Sendable {
    /// The granule of the tables.
    public var granule: Granule
    /// The level of the leaf.
    public var level: Level

    /// Makes a hint.
    @inlinable
    public init(granule: Granule, level: Level) {
      self.granule = granule
      self.level = level
    }
  }

  /// Makes an instruction.
  @inlinable
  public init(
    _ operation: TLBOperation, address: UInt64 = 0, byteCount: UInt64? = nil, asid: UInt16 = 0,
    vmid: UInt16 = 0, hint: Hint? = nil, granule: Granule? = nil,
    reach: Reach = .innerShareable, regime: TranslationRegime? = nil
  ) {
    self.operation = operation
    self.address = address
    self.byteCount = byteCount
    self.asid = asid
    self.vmid = vmid
    self.hint = hint
    self.granule = granule ?? hint?.granule ?? .size4K
    self.reach = reach
    self.regime = regime ?? operation.regime
  }

  /// The instruction's name: "VALE1IS", "RVAE1", "ALLE1OS".
  public var name: String {
    let suffix =
      switch reach {
      case .local: ""
      case .innerShareable: "IS"
      case .outerShareable: "OS"
      }
    return (byteCount == nil ? "" : "R") + operation.rawValue + suffix
  }
}
