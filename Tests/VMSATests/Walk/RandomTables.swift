import NaiveEngine
import TestSupport
import VMSA

/// A memory full of random tables: every word follows from the seed and its address.
///
/// Words lean to what keeps a walk going, tables and leaves at low addresses.
struct RandomTables: PhysicalMemory {
  let seed: UInt64

  func descriptor(at address: PhysicalAddress) -> UInt64? {
    var random = SplitMix64(seed: SplitMix64.mixed(seed &+ address.raw))
    let choice = random.next() % 32
    if choice == 0 { return nil }
    var word = random.next()
    // Without this nearly every address would be above the physical size.
    if !random.once(in: 8) { word &= 0xfff0_000f_ffff_fcff }
    if !random.once(in: 4) { word |= 1 << 10 }
    switch choice {
    case 1...2: return word & ~1
    case 3...9: return (word & ~0b11) | 0b01
    default: return word | 0b11
    }
  }
}

/// A random legal root, made for both walkers.
struct RandomRoot {
  let root: WalkRoot
  let naive: NaiveWalker

  init?(_ random: inout SplitMix64) {
    let granule = Granule.allCases.randomElement(using: &random) ?? .size4K
    let pageKilobytes = [4, 16, 64][Int(granule.rawValue)]
    let stride = [9, 11, 13][Int(granule.rawValue)]
    let isStage2 = Bool.random(using: &random)
    let isWide = Bool.random(using: &random)
    let most = isWide || granule == .size64K ? 52 : 48
    guard
      let (level, low) = NaiveWalker.lowest[pageKilobytes]?
        .filter({ $0.value < most })
        .sorted(by: { $0.key < $1.key })
        .randomElement(using: &random),
      let startLevel = Level(rawValue: Int8(level))
    else { return nil }
    let widest = min(low + stride + (isStage2 ? 4 : 0), most)
    let inputBits = Int.random(in: (low + 1)...widest, using: &random)
    let physicalAddressBits = [32, 36, 40, 42, 44, 48, 52].randomElement(using: &random) ?? 48
    let heldBits = min(physicalAddressBits, isWide ? 52 : 48)
    let tableBytes = max(UInt64(8) << UInt64(inputBits - low), 64)
    let base = (random.next() >> (random.once(in: 16) ? 12 : 32)) / tableBytes * tableBytes
    let isUpper = !isStage2 && Bool.random(using: &random)
    let ignoresTopByte = !isStage2 && Bool.random(using: &random)
    let setsAccessFlag = random.once(in: 4)
    guard
      let root = WalkRoot(
        format: DescriptorFormat(
          stage: isStage2 ? .two : .one, granule: granule, outputAddressBits: isWide ? 52 : 48),
        inputBits: inputBits, startLevel: startLevel, tableAddress: PhysicalAddress(base),
        physicalAddressBits: physicalAddressBits, region: isUpper ? .upper : .lower,
        ignoresTopByte: ignoresTopByte, setsAccessFlag: setsAccessFlag)
    else { return nil }
    self.root = root
    naive = NaiveWalker(
      pageKilobytes: pageKilobytes, isStage2: isStage2, isWide: isWide, inputBits: inputBits,
      startLevel: level, base: base, physicalAddressBits: heldBits, isUpper: isUpper,
      ignoresTopByte: ignoresTopByte, setsAccessFlag: setsAccessFlag)
  }

  /// An address in the root's range, and now and then one that isn't.
  func address(_ random: inout SplitMix64) -> UInt64 {
    let any = random.next()
    if random.once(in: 8) { return any }
    let mask = (1 as UInt64) << UInt64(root.inputBits) - 1
    let within = root.region == .upper ? any | ~mask : any & mask
    return root.ignoresTopByte && random.once(in: 4) ? within ^ 0x5a << 56 : within
  }
}
