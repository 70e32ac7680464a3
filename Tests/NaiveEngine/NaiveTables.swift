/// What the naive engine needs to know of an extension: names without meaning to the engine proper.
package struct NaiveProcessor {
  package var addressBits = 52
  package var kilobytes = [4, 16, 64]
  package var lpa2: [Int] = [4, 16]
  package var lva = true
  package var ttst = true
  package var flag = true
  package var dirty = true
  package var hpds = true
  package var pan3 = true
  package var fwb = true
  package var xnx = true
  package var e0pd = true
  package var pauth = true

  package init() {}
}

/// Where one stage's walk starts and what governs it, read from the registers one field at a time.
package struct NaiveTables {
  package var kilobytes = 4
  var inputBits = 48
  package var startLevel = 0
  var base: UInt64 = 0
  var isWide = false
  var physicalBits = 48
  var isUpper = false
  var tags = false
  var tagsDataOnly = false
  var deniesEL0 = false
  var ignoresLimits = false
  var setsAccessFlag = false
  var dirty = false
  var refusal: String?

  static let sizes = [32, 36, 40, 42, 44, 48, 52, 52]

  /// The start levels SL0 names without SL2.
  static let startLevels: [Int: [Int?]] = [
    4: [2, 1, 0, 3], 16: [3, 2, 1, 0], 64: [3, 2, 1, nil],
  ]

  package init(stage1Of engine: NaiveTranslator, address: UInt64) {
    func bit(_ value: UInt64, _ position: Int) -> Bool {
      engine.field(value, position, position) == 1
    }
    let cpu = engine.processor
    let tcr = engine.registers["TCR_" + engine.levelName] ?? 0
    let halves = engine.hasHalves
    isUpper = halves && bit(address, 55)
    let code = Int(isUpper ? engine.field(tcr, 31, 30) : engine.field(tcr, 15, 14))
    let named = (isUpper ? [0: 0, 1: 16, 2: 4, 3: 64] : [0: 4, 1: 64, 2: 16, 3: 0])[code] ?? 0
    kilobytes = cpu.kilobytes.contains(named) ? named : cpu.kilobytes.min() ?? 4
    let ds = bit(tcr, halves ? 59 : 32) && cpu.lpa2.contains(kilobytes)
    let size = Self.sizes[Int(halves ? engine.field(tcr, 34, 32) : engine.field(tcr, 18, 16))]
    settle(size: size, ds: ds, processor: cpu)
    inputBits = 64 - Int(isUpper ? engine.field(tcr, 21, 16) : engine.field(tcr, 5, 0))
    tags = bit(tcr, halves ? (isUpper ? 38 : 37) : 20)
    tagsDataOnly = cpu.pauth && bit(tcr, halves ? (isUpper ? 52 : 51) : 29)
    ignoresLimits = cpu.hpds && bit(tcr, halves ? (isUpper ? 42 : 41) : 24)
    setsAccessFlag = cpu.flag && bit(tcr, halves ? 39 : 21)
    dirty = setsAccessFlag && cpu.dirty && bit(tcr, halves ? 40 : 22)
    deniesEL0 = halves && cpu.e0pd && bit(tcr, isUpper ? 56 : 55)
    let most = ds || (kilobytes == 64 && cpu.lva) ? 52 : 48
    let least = cpu.ttst ? (kilobytes == 64 ? 17 : 16) : 25
    if inputBits > most || inputBits < least { refusal = "translation 0 s1" }
    if halves && bit(tcr, isUpper ? 23 : 7) { refusal = "translation 0 s1" }
    let levels = NaiveWalker.lowest[kilobytes] ?? [:]
    startLevel = levels.filter { $0.value < inputBits }.keys.min() ?? 3
    let name = (isUpper ? "TTBR1_" : "TTBR0_") + engine.levelName
    setBase(engine.registers[name] ?? 0, ds: ds, engine: engine)
  }

  init(stage2Of engine: NaiveTranslator) {
    let cpu = engine.processor
    let vtcr = engine.registers["VTCR_EL2"] ?? 0
    func bit(_ position: Int) -> Bool { engine.field(vtcr, position, position) == 1 }
    let named = [4, 64, 16, 0][Int(engine.field(vtcr, 15, 14))]
    kilobytes = cpu.kilobytes.contains(named) ? named : cpu.kilobytes.min() ?? 4
    let ds = bit(32) && cpu.lpa2.contains(kilobytes)
    settle(size: Self.sizes[Int(engine.field(vtcr, 18, 16))], ds: ds, processor: cpu)
    inputBits = 64 - Int(engine.field(vtcr, 5, 0))
    setsAccessFlag = cpu.flag && bit(21)
    dirty = setsAccessFlag && cpu.dirty && bit(22)
    let sl0 = Int(engine.field(vtcr, 7, 6))
    var level = Self.startLevels[kilobytes]?[sl0]
    if kilobytes == 4 && ds && bit(33) { level = sl0 == 0 && cpu.addressBits >= 52 ? -1 : nil }
    if kilobytes == 4 && level == 0 && cpu.addressBits < 44 { level = nil }
    if kilobytes == 4 && level == 3 && !cpu.ttst { level = nil }
    if kilobytes == 16 && level == 1 && cpu.addressBits < 42 { level = nil }
    if kilobytes == 16 && level == 0 && (!ds || cpu.addressBits < 52) { level = nil }
    if kilobytes == 64 && level == 1 && cpu.addressBits < 44 { level = nil }
    let most = min(ds || kilobytes == 64 ? 52 : 48, cpu.addressBits)
    let least = cpu.ttst ? (kilobytes == 64 ? 17 : 16) : 25
    startLevel = level ?? 3
    let stride = [4: 9, 16: 11, 64: 13][kilobytes] ?? 9
    let first = inputBits - (NaiveWalker.lowest[kilobytes]?[startLevel] ?? 0)
    if level == nil || inputBits > most || inputBits < least || first < 1 || first > stride + 4 {
      refusal = "illegal"
    }
    setBase(engine.registers["VTTBR_EL2"] ?? 0, ds: ds, engine: engine)
  }

  /// Address sizes: 52-bit descriptors with DS, or with 64K on a processor that has 52 bits.
  private mutating func settle(size: Int, ds: Bool, processor: NaiveProcessor) {
    isWide = kilobytes == 64 ? processor.addressBits >= 52 : ds
    physicalBits = min(size, processor.addressBits, isWide ? 52 : 48)
  }

  /// The base: aligned to the first table, with bits 51:48 in 5:2 where the register has them.
  private mutating func setBase(_ register: UInt64, ds: Bool, engine: NaiveTranslator) {
    let low = NaiveWalker.lowest[kilobytes]?[startLevel] ?? 0
    var alignment = max(1, inputBits - low) + 3
    let isWideBase = ds || (kilobytes == 64 && isWide && physicalBits == 52)
    if isWideBase { alignment = max(alignment, 6) }
    base = alignment > 47 ? 0 : engine.field(register, 47, alignment) * engine.power(alignment)
    if isWideBase { base += engine.field(register, 5, 2) * engine.power(48) }
  }

  func outOfRange(_ address: UInt64) -> Bool { address / (1 << UInt64(physicalBits)) > 0 }

  func leafAllowed(_ level: Int) -> Bool {
    guard level < 3, let levels = NaiveWalker.blocks[kilobytes] else { return true }
    return (isWide ? levels.wide : levels.narrow).contains(level)
  }

  package func address(_ word: UInt64, from low: Int) -> UInt64 {
    func piece(_ high: Int, _ low: Int, to place: Int) -> UInt64 {
      word / (1 << UInt64(low)) % (1 << UInt64(high - low + 1)) * (1 << UInt64(place))
    }
    let narrow = piece(47, low, to: low)
    guard isWide else { return narrow }
    if kilobytes == 64 { return narrow + piece(15, 12, to: 48) }
    return narrow + piece(49, 48, to: 48) + piece(9, 8, to: 50)
  }
}
