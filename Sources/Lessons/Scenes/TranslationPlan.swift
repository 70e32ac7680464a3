import VMSA

/// What the tables of a case are to map, and how: a case is built from it with real tables.
public struct TranslationPlan: Sendable {
  /// One leaf, or one contiguous run of leaves, to be mapped.
  public struct Leaf: Sendable {
    /// The first input address.
    public var at: UInt64
    /// The first output address.
    public var to: UInt64
    /// The level of its entry.
    public var level: Level
    /// The attributes in their places; bit 52 asks for the whole run.
    public var bits: UInt64

    /// Makes a leaf.
    public init(at: UInt64, to: UInt64, level: Level, bits: UInt64) {
      self.at = at
      self.to = to
      self.level = level
      self.bits = bits
    }
  }

  /// The tables of one stage.
  public struct Tables: Sendable {
    /// The granule.
    public var granule: Granule
    /// Bits of an input address.
    public var inputBits: Int
    /// What is mapped.
    public var leaves: [Leaf]
    /// From where on its tables stand; at stage 1 of two this is an intermediate address.
    public var tablesAt: UInt64

    /// Makes the tables of a stage.
    public init(granule: Granule, inputBits: Int, leaves: [Leaf], tablesAt: UInt64) {
      self.granule = granule
      self.inputBits = inputBits
      self.leaves = leaves
      self.tablesAt = tablesAt
    }
  }

  /// Stage 1.
  public var stage1: Tables
  /// Stage 2; nil for none.
  public var stage2: Tables?
  /// Whether descriptors hold 52-bit addresses: FEAT_LPA2 with 4K and 16K, FEAT_LPA with 64K.
  public var isWide = false
  /// The address asked for.
  public var address: UInt64
  /// What is asked.
  public var access: Access
  /// SCTLR_EL1.WXN.
  public var writableIsNeverExecuted = false
  /// TCR_EL1.HA.
  public var setsAccessFlag = false
  /// TCR_EL1.HD.
  public var setsDirtyState = false
  /// Bits 63:59 of the table entry of a level on the way to the address.
  public var limits: [Level: UInt64] = [:]

  /// Makes a plan.
  public init(stage1: Tables, stage2: Tables? = nil, address: UInt64, access: Access) {
    self.stage1 = stage1
    self.stage2 = stage2
    self.address = address
    self.access = access
  }
}

extension TranslationPlan.Tables {
  /// Where walks start, with the first table at 0; nil for a geometry that doesn't exist.
  ///
  /// Stage 2 starts as far down as concatenated tables allow, as Linux has it.
  func shape(_ stage: Stage, isWide: Bool, region: AddressRegion) -> WalkRoot? {
    let format = DescriptorFormat(
      stage: stage, granule: granule, outputAddressBits: isWide ? 52 : 48)
    let levels = Level.allCases.filter { granule.shift(at: $0) < inputBits }
    let most = granule.stride + 4
    let start =
      stage == .one
      ? levels.first : levels.last { inputBits - granule.shift(at: $0) <= most }
    guard let start else { return nil }
    return WalkRoot(
      format: format, inputBits: inputBits, startLevel: start, tableAddress: PhysicalAddress(0),
      physicalAddressBits: isWide ? 52 : 48, region: region)
  }
}
