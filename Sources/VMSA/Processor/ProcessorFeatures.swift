/// What a processor implements of address translation.
///
/// Source: Arm ARM, "ID_AA64MMFR0_EL1, AArch64 Memory Model Feature Register 0" and its siblings.
public struct ProcessorFeatures: Hashable, Sendable {
  /// Bits of a physical address: 32 to 52.
  public var physicalAddressBits: Int
  /// Whether 4K tables can be walked.
  public var has4K: Bool
  /// Whether 16K tables can be walked.
  public var has16K: Bool
  /// Whether 64K tables can be walked.
  public var has64K: Bool
  /// The extensions present.
  public var features: ArchitectureFeatures
  /// How it decides what the architecture leaves open.
  public var choices: ImplementationChoices

  /// Makes a description from its parts.
  public init(
    physicalAddressBits: Int, has4K: Bool = true, has16K: Bool = true, has64K: Bool = true,
    features: ArchitectureFeatures = [], choices: ImplementationChoices = ImplementationChoices()
  ) {
    self.physicalAddressBits = physicalAddressBits
    self.has4K = has4K
    self.has16K = has16K
    self.has64K = has64K
    self.features = features
    self.choices = choices
  }

  /// Reads the ID registers; extensions they don't name (BTI, PAuth, MTE) are absent.
  ///
  /// MMFR0: PARange 3:0, TGran16 23:20, TGran64 27:24, TGran4 31:28. MMFR1: HAFDBS 3:0, VMIDBits
  /// 7:4, VH 11:8, HPDS 15:12, PAN 23:20, XNX 31:28. MMFR2: VARange 19:16, TTST 31:28, FWB 43:40,
  /// E0PD 63:60.
  ///
  /// Source: Arm ARM, "ID_AA64MMFR0_EL1" to "ID_AA64MMFR2_EL1".
  public init(mmfr0: UInt64, mmfr1: UInt64, mmfr2: UInt64) {
    let bits = PhysicalAddressSize(code: min(mmfr0.bits(0...3), 7)).bits
    let (tgran16, tgran64, tgran4) = (mmfr0.bits(20...23), mmfr0.bits(24...27), mmfr0.bits(28...31))
    var features: ArchitectureFeatures = []
    func add(_ feature: ArchitectureFeatures, if present: Bool) {
      if present { features.insert(feature) }
    }
    add(.lpa, if: bits == 52)
    add(.lpa2For4K, if: tgran4 == 1)
    add(.lpa2For16K, if: tgran16 == 2)
    add(.lva, if: mmfr2.bits(16...19) >= 1)
    add(.ttst, if: mmfr2.bits(28...31) >= 1)
    add(.hardwareAccessFlag, if: mmfr1.bits(0...3) >= 1)
    add(.hardwareDirtyState, if: mmfr1.bits(0...3) >= 2)
    add(.hpds, if: mmfr1.bits(12...15) >= 1)
    add(.pan, if: mmfr1.bits(20...23) >= 1)
    add(.pan2, if: mmfr1.bits(20...23) >= 2)
    add(.pan3, if: mmfr1.bits(20...23) >= 3)
    add(.xnx, if: mmfr1.bits(28...31) >= 1)
    add(.vhe, if: mmfr1.bits(8...11) >= 1)
    add(.vmid16, if: mmfr1.bits(4...7) == 2)
    add(.fwb, if: mmfr2.bits(40...43) >= 1)
    add(.e0pd, if: mmfr2.bits(60...63) >= 1)
    self.init(
      physicalAddressBits: bits, has4K: tgran4 != 0xF, has16K: tgran16 != 0,
      has64K: tgran64 != 0xF, features: features)
  }

  /// Whether the processor has all of `feature`.
  public func has(_ feature: ArchitectureFeatures) -> Bool { features.isSuperset(of: feature) }

  /// Whether tables of `granule` can be walked.
  public func has(_ granule: Granule) -> Bool {
    switch granule {
    case .size4K: has4K
    case .size16K: has16K
    case .size64K: has64K
    }
  }

  /// The granule a reserved or missing one acts as: the smallest there is.
  ///
  /// The architecture lets the processor choose among those it has.
  public var granuleForReserved: Granule {
    Granule.allCases.first(where: has) ?? .size4K
  }

  /// Whether DS widens the descriptors of `granule`.
  public func hasLPA2(_ granule: Granule) -> Bool {
    switch granule {
    case .size4K: has(.lpa2For4K)
    case .size16K: has(.lpa2For16K)
    case .size64K: false
    }
  }

  /// The same processor with another physical address size, and without LPA when that is small.
  public func limited(toPhysicalAddressBits bits: Int) -> ProcessorFeatures {
    var copy = self
    copy.physicalAddressBits = bits
    if bits < 52 { copy.features.subtract([.lpa, .lpa2For4K, .lpa2For16K]) }
    return copy
  }
}
