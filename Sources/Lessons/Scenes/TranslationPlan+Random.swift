import VMSA

extension TranslationPlan {
  /// A plan that is drawn; see ``TranslationCase/random(using:difficulty:stages:canFault:)``.
  static func random(
    using random: inout SeededRandom, difficulty: Int, isTwo: Bool
  ) -> TranslationPlan {
    let granule: Granule =
      difficulty >= 2 ? random.one(of: Granule.allCases) ?? .size4K : .size4K
    let isWide = difficulty >= 3 && !isTwo && random.number(below: 4) == 0
    let bits = isWide ? 52 : random.one(of: sizes(granule, difficulty: difficulty)) ?? 48
    let outputBits = isTwo ? 39 : isWide ? 52 : 44
    var stage1 = Tables(
      granule: granule, inputBits: bits, leaves: [],
      tablesAt: page(below: 38, granule, &random) | 1 << 30)
    let isUpper = random.coin()
    let within = random.next() & (UInt64.max >> UInt64(64 - bits))
    let address = isUpper ? within | UInt64.max << UInt64(bits) : within
    let format = DescriptorFormat(
      stage: .one, granule: granule, outputAddressBits: isWide ? 52 : 48)
    let start = stage1.shape(.one, isWide: isWide, region: .lower)?.startLevel ?? .zero
    let level = leafLevel(format, start: start, difficulty: difficulty, &random)
    let attributes = Stage1Attributes.random(using: &random, difficulty: difficulty)
    stage1.addLeaves(
      around: address, level: level, outputBits: outputBits,
      bits: attributes.encoded(in: format), &random)
    let kind = random.one(of: Access.Kind.allCases) ?? .read
    let pan = difficulty >= 3 && random.number(below: 3) == 0
    var plan = TranslationPlan(
      stage1: stage1, address: address,
      access: Access(kind, isUnprivileged: random.coin(), pan: pan))
    plan.isWide = isWide
    if difficulty >= 3 { plan.addControls(from: start, to: level, &random) }
    if isTwo { plan.addStage2(difficulty: difficulty, &random) }
    return plan
  }

  /// Sizes of virtual address spaces that systems use.
  private static func sizes(_ granule: Granule, difficulty: Int) -> [Int] {
    if difficulty < 2 { return [48] }
    return switch granule {
    case .size4K: [48, 39, 42, 36]
    case .size16K: [48, 47, 36, 40]
    case .size64K: [48, 42, 45]
    }
  }

  private static func page(
    below bits: UInt64, _ granule: Granule, _ random: inout SeededRandom
  ) -> UInt64 {
    (random.next() & ((1 << bits) - 1)) & ~(granule.pageSizeBytes * 16 - 1)
  }

  /// Pages mostly; with a higher difficulty every second time a block.
  private static func leafLevel(
    _ format: DescriptorFormat, start: Level, difficulty: Int, _ random: inout SeededRandom
  ) -> Level {
    guard difficulty >= 2, random.coin() else { return .three }
    let levels = Level.allCases.filter {
      $0 >= start && $0 < .three && format.permitsLeaf(at: $0)
    }
    return random.one(of: levels) ?? .three
  }

  private mutating func addControls(
    from start: Level, to leaf: Level, _ random: inout SeededRandom
  ) {
    writableIsNeverExecuted = random.number(below: 4) == 0
    setsAccessFlag = random.number(below: 3) == 0
    setsDirtyState = setsAccessFlag && random.coin()
    let tables = Level.allCases.filter { $0 >= start && $0 < leaf }
    if random.coin(), let level = random.one(of: tables) {
      limits[level] = 1 << UInt64(random.number(in: 59...62))
    }
  }

  private mutating func addStage2(difficulty: Int, _ random: inout SeededRandom) {
    let granule = stage1.granule
    let bits = difficulty >= 3 ? random.one(of: [40, 44, 39]) ?? 40 : 40
    var stage2 = Tables(
      granule: granule, inputBits: bits, leaves: [],
      tablesAt: 1 << 40 | Self.page(below: 39, granule, &random))
    let format = DescriptorFormat(stage: .two, granule: granule)
    let attributes = Stage2Attributes.random(using: &random)
    guard let leaf = stage1.leaves.first else { return }
    let offset = address & (granule.entrySpanBytes(at: leaf.level) - 1)
    stage2.addLeaves(
      around: leaf.to + offset, level: .three, outputBits: 44,
      bits: attributes.encoded(in: format), isAlone: true, &random)
    self.stage2 = stage2
  }

  /// Makes what is asked succeed, without changing where anything leads.
  mutating func allowAccess() {
    let isUser = access.isUnprivileged
    let kind = access.kind
    access = Access(kind, isUnprivileged: isUser)
    writableIsNeverExecuted = writableIsNeverExecuted && kind != .execute
    limits = [:]
    for index in stage1.leaves.indices {
      var bits = stage1.leaves[index].bits | 1 << 10
      if isUser { bits |= 1 << 6 }
      if kind == .write { bits &= ~(1 << 7) }
      if kind == .execute { bits = bits & ~(1 << 51 | 3 << 53) | 1 << 7 }
      stage1.leaves[index].bits = bits
    }
    for index in stage2?.leaves.indices ?? 0..<0 {
      let bits = (stage2?.leaves[index].bits ?? 0) | 1 << 10 | 3 << 6
      stage2?.leaves[index].bits = bits & ~(3 << 53)
    }
  }
}

extension TranslationPlan.Tables {
  /// Maps the leaf around an address to somewhere, and its neighbours in the table to elsewhere.
  mutating func addLeaves(
    around address: UInt64, level: Level, outputBits: Int, bits: UInt64, isAlone: Bool = false,
    _ random: inout SeededRandom
  ) {
    let size = granule.entrySpanBytes(at: level)
    let start = address & ~(size - 1)
    // A first table has fewer entries than others where few bits are left for it.
    let count = 1 << max(0, min(granule.stride, inputBits - granule.shift(at: level)))
    let index = granule.index(of: address, at: level) & (count - 1)
    for neighbour in isAlone ? [0] : [0, 1, -1] {
      // Neighbours beyond the table's ends would need tables of their own, or be no addresses at all.
      guard (0..<count).contains(index + neighbour) else { continue }
      let output = random.next() & (UInt64.max >> UInt64(64 - outputBits)) & ~(size - 1)
      leaves.append(
        TranslationPlan.Leaf(
          at: start &+ UInt64(bitPattern: Int64(neighbour)) &* size, to: output, level: level,
          bits: bits))
    }
  }
}
