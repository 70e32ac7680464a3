import NaiveEngine
import TestSupport
import VMSA

/// Random registers of one regime on a random processor, in both engines' terms.
struct RandomRegime {
  let values: [String: UInt64]
  let regime: TranslationRegime
  let processor: ProcessorFeatures
  let naive: NaiveProcessor
  let memory: RandomEntries

  static let names: [TranslationRegime: String] = [
    .el1And0: "EL1&0", .el2: "EL2", .el2And0: "EL2&0", .el3: "EL3",
  ]

  init(_ random: inout SplitMix64) {
    regime =
      random.once(in: 3)
      ? TranslationRegime.allCases.randomElement(using: &random) ?? .el1And0
      : .el1And0
    (processor, naive) = Self.processor(&random)
    var values: [String: UInt64] = [:]
    let level = String((Self.names[regime] ?? "EL1").prefix(3))
    let sctlr: UInt64 = Self.some(&random, of: [1 << 19, 1 << 57, 1 << 12], 3)
    values["SCTLR_" + level] = sctlr | (random.once(in: 12) ? 0 : 1)
    if random.once(in: 8) { values["SCTLR_" + level, default: 0] |= 1 << 25 }
    values["TCR_" + level] =
      regime.hasUnprivileged ? Self.twoHalves(&random) : Self.oneHalf(&random)
    values["TTBR0_" + level] = Self.base(&random)
    values["TTBR1_" + level] = Self.base(&random)
    values["MAIR_" + level] = random.next()
    values["HCR_EL2"] =
      (random.once(in: 3) ? 0 : 1)
      | Self.some(&random, of: [1 << 2, 1 << 12, 1 << 27, 1 << 46, 1 << 32], 16)
    values["VTTBR_EL2"] = Self.base(&random)
    values["VTCR_EL2"] = Self.vtcr(&random)
    if random.once(in: 16) { values["SCTLR_EL2", default: 0] |= 1 << 25 }
    self.values = values
    let isSwapped = values["SCTLR_" + level, default: 0] >> 25 & 1 == 1
    memory = RandomEntries(seed: random.next(), isSwapped: isSwapped)
  }

  var registers: SystemRegisters {
    var registers = SystemRegisters()
    for (name, value) in values {
      if let path = SystemRegisters.path(named: name) { registers[keyPath: path] = value }
    }
    return registers
  }

  /// Each of `bits` once in `n` times.
  private static func some(_ random: inout SplitMix64, of bits: [UInt64], _ n: UInt64) -> UInt64 {
    bits.reduce(0) { $0 | (random.once(in: n) ? $1 : 0) }
  }

  private static func base(_ random: inout SplitMix64) -> UInt64 {
    let base = random.next() >> (random.once(in: 32) ? 12 : 36) | random.next() & 0xFFFF << 48
    return random.once(in: 16) ? base : base & ~0x3E
  }

  /// A size field, mostly of a common size.
  private static func sizeOffset(_ random: inout SplitMix64) -> UInt64 {
    random.once(in: 16) ? random.next() & 63 : [16, 16, 17, 24, 25, 28, 12][Int(random.next() % 7)]
  }

  private static func twoHalves(_ random: inout SplitMix64) -> UInt64 {
    var tcr = sizeOffset(&random) | sizeOffset(&random) << 16
    tcr |= random.next() & 3 << 14 | random.next() & 3 << 30
    tcr |= [5, 5, 6, random.next() & 7][Int(random.next() % 4)] << 32
    tcr |= some(&random, of: [37, 38, 39, 40, 41, 42, 59].map { 1 << $0 }, 2)
    return tcr | some(&random, of: [7, 23, 51, 52, 55, 56].map { 1 << $0 }, 16)
  }

  private static func oneHalf(_ random: inout SplitMix64) -> UInt64 {
    sizeOffset(&random) | random.next() & 3 << 14
      | [5, 6, random.next() & 7][Int(random.next() % 3)] << 16
      | some(&random, of: [20, 21, 22, 24, 29, 32].map { 1 << $0 }, 2)
  }

  /// VTCR with a start level that fits, mostly.
  private static func vtcr(_ random: inout SplitMix64) -> UInt64 {
    let fitting: [UInt64] = [
      16 | 2 << 6, 24 | 1 << 6, 25 | 1 << 6, 22 | 1 << 6, 24 | 1 << 6 | 2 << 14,
      17 | 2 << 6 | 2 << 14,
      24 | 1 << 6 | 1 << 14, 16 | 2 << 6 | 1 << 14, 12 | 1 << 32 | 1 << 33, 31,
    ]
    let start =
      random.once(in: 6)
      ? random.next() & (0xC0FF | 3 << 32) : fitting[Int(random.next() % UInt64(fitting.count))]
    return start | [5, 6, 4, random.next() & 7][Int(random.next() % 4)] << 16
      | some(&random, of: [21, 21, 22, 32].map { 1 << $0 }, 3)
  }

  private static func processor(
    _ random: inout SplitMix64
  ) -> (ProcessorFeatures, NaiveProcessor) {
    var processor = ProcessorFeatures.max
    var naive = NaiveProcessor()
    if random.once(in: 2) { return (processor, naive) }
    func drop(_ feature: ArchitectureFeatures) -> Bool {
      guard random.once(in: 3) else { return true }
      processor.features.subtract(feature)
      return false
    }
    naive.addressBits = [32, 36, 40, 42, 44, 48, 52][Int(random.next() % 7)]
    processor.physicalAddressBits = naive.addressBits
    naive.lpa2 = (drop(.lpa2For4K) ? [4] : []) + (drop(.lpa2For16K) ? [16] : [])
    naive.lva = drop(.lva)
    naive.ttst = drop(.ttst)
    naive.flag = drop(.hardwareAccessFlag)
    naive.dirty = drop(.hardwareDirtyState)
    naive.hpds = drop(.hpds)
    naive.pan3 = drop(.pan3)
    naive.fwb = drop(.fwb)
    naive.xnx = drop(.xnx)
    naive.e0pd = drop(.e0pd)
    naive.pauth = drop(.pauth)
    if random.once(in: 4) {
      processor.has16K = false
      naive.kilobytes = [4, 64]
    }
    return (processor, naive)
  }

  /// An address in one of the halves, mostly; the engine's idea of their sizes serves to aim only.
  func address(_ random: inout SplitMix64, of engine: Translator) -> UInt64 {
    let any = random.next()
    if random.once(in: 16) { return any }
    let isUpper = regime.hasUnprivileged && Bool.random(using: &random)
    let bits = (isUpper ? engine.upper : engine.lower).root?.inputBits ?? 39
    let mask = UInt64.max >> UInt64(64 - bits)
    let address = isUpper ? any | ~mask : any & mask
    return random.once(in: 8) ? address ^ 0xA5 << 56 : address
  }
}

/// A memory of random entries that let a walk through two stages go on, mostly.
struct RandomEntries: PhysicalMemory {
  let seed: UInt64
  let isSwapped: Bool

  func descriptor(at address: PhysicalAddress) -> UInt64? {
    var random = SplitMix64(seed: SplitMix64.mixed(seed &+ address.raw))
    if random.once(in: 256) { return nil }
    var word = random.next()
    if !random.once(in: 32) { word &= 0xFFF0_0000_FFFF_0CFF }
    if !random.once(in: 6) { word |= 1 << 10 }
    if !random.once(in: 6) { word |= 0xC0 }
    if !random.once(in: 4) { word &= ~(0x1F << 59) }
    if !random.once(in: 4) { word |= 0x30 }
    switch random.next() % 64 {
    case 0: word &= ~1
    case 1...4: word = word & ~0b11 | 0b01
    default: word |= 0b11
    }
    return isSwapped ? word.byteSwapped : word
  }
}
