extension ProcessorFeatures {
  /// Cortex-A53: Armv8.0 with 40-bit physical addresses and no 16K tables.
  public static let cortexA53 = ProcessorFeatures(mmfr0: 0x1122, mmfr1: 0, mmfr2: 0)

  /// Cortex-A72: Armv8.0 with 44-bit physical addresses and no 16K tables.
  public static let cortexA72 = ProcessorFeatures(mmfr0: 0x1124, mmfr1: 0, mmfr2: 0)

  /// Neoverse N1: Armv8.2 with 48-bit physical addresses, HAFDBS, HPDS, PAN2, XNX and VHE.
  public static let neoverseN1 = ProcessorFeatures(
    mmfr0: 0x10_1125, mmfr1: 0x1021_2122, mmfr2: 0x1011)

  /// Everything this engine knows, with 52-bit addresses; QEMU's `max` is like it.
  public static let max = ProcessorFeatures(
    physicalAddressBits: 52,
    features: [
      .lpa, .lpa2For4K, .lpa2For16K, .lva, .ttst, .hardwareAccessFlag, .hardwareDirtyState, .hpds,
      .pan, .pan2, .pan3, .fwb, .xnx, .e0pd, .bti, .vhe, .vmid16, .pauth, .mte2,
    ])

  /// The presets by the names QEMU has for them.
  public static let presets: [(name: String, processor: ProcessorFeatures)] = [
    ("cortex-a53", .cortexA53), ("cortex-a72", .cortexA72), ("neoverse-n1", .neoverseN1),
    ("max", .max),
  ]

  /// The preset of a name; nil when there is none.
  public init?(named name: String) {
    guard let preset = Self.presets.first(where: { $0.name == name }) else { return nil }
    self = preset.processor
  }
}
