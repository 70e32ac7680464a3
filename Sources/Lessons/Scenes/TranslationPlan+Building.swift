import Memory
import VMSA

extension TranslationPlan {
  /// Builds the tables and the registers that lead to them.
  ///
  /// With two stages, stage 2 maps the pages of stage 1's tables, too: where its plan leaves them
  /// out, to memory behind its own tables.
  ///
  /// - Throws: ``MapError`` where something can't be mapped as planned.
  public func build() throws(MapError) -> TranslationCase {
    let region = AddressRegion(selectedBy: VirtualAddress(address))
    guard let shape = stage1.shape(.one, isWide: isWide, region: region) else {
      throw MapError(address, .outsideInput)
    }
    var (root, words) = try Self.build(stage1, like: shape)
    let memory = CaseMemory(words: words)
    for step in Walk.translate(address, from: root, in: memory).steps {
      guard let bits = limits[step.level], step.descriptor.kind == .table else { continue }
      words[step.entryAddress.raw] = step.descriptor.raw | bits
    }
    var registers = stage1Registers(root)
    if let stage2 {
      guard let shape = stage2.shape(.two, isWide: isWide, region: .lower) else {
        throw MapError(0, .outsideInput)
      }
      let tables = Set(words.keys.map { $0 & ~(stage1.granule.pageSizeBytes - 1) })
      let (below, own) = try Self.build(stage2.mapping(tables, of: stage1.granule), like: shape)
      words = Self.moved(words, by: below, in: CaseMemory(words: own))
      words.merge(own) { _, own in own }
      registers.hcrEL2 = 1
      registers.vttbrEL2 = below.tableAddress.raw
      registers.vtcrEL2 = stage2Control(below)
    }
    return TranslationCase(
      registers: registers, processor: isWide ? .max : .max.limited(toPhysicalAddressBits: 48),
      entries: words, address: VirtualAddress(address), access: access)
  }

  /// The words of one stage's tables.
  private static func build(
    _ tables: Tables, like shape: WalkRoot
  ) throws(MapError) -> (WalkRoot, [UInt64: UInt64]) {
    let granule = tables.granule
    let pages = UInt64(tables.leaves.count * 4 + 16 + shape.concatenatedTables * 2)
    var memory = SparseMemory()
    let pool = TablePool(
      base: PhysicalAddress(tables.tablesAt), byteCount: pages * granule.pageSizeBytes,
      granule: granule)
    var builder = try TableBuilder(like: shape, pool: pool, recorder: TableLog(), in: &memory)
    for leaf in tables.leaves {
      let isRun = leaf.bits >> 52 & 1 == 1
      let count = isRun ? granule.contiguousEntries(at: leaf.level) : nil
      guard let count else {
        try builder.map(
          leaf.at, to: PhysicalAddress(leaf.to), level: leaf.level,
          attributes: LeafAttributes(bits: leaf.bits), in: &memory)
        continue
      }
      let bytes = UInt64(count) * granule.entrySpanBytes(at: leaf.level)
      guard leaf.at % bytes == 0 else { throw MapError(leaf.at, .misalignedInput(bytes: bytes)) }
      try builder.mapRange(
        leaf.at, byteCount: bytes, to: PhysicalAddress(leaf.to), largest: leaf.level,
        attributes: LeafAttributes(bits: leaf.bits), in: &memory)
    }
    var words: [UInt64: UInt64] = [:]
    for case .write(let write) in builder.recorder.changes { words[write.entry.raw] = write.new }
    // So that the first table is known to be there even when it is empty.
    let first = builder.root.tableAddress.raw
    words[first] = words[first] ?? 0
    return (builder.root, words)
  }

  /// Stage 1's words where stage 2 has them; those it doesn't map are nowhere.
  private static func moved(
    _ words: [UInt64: UInt64], by root: WalkRoot, in memory: CaseMemory
  ) -> [UInt64: UInt64] {
    var moved: [UInt64: UInt64] = [:]
    for (address, word) in words {
      if case .mapped(let output, _) = Walk.lookUp(address, from: root, in: memory) {
        moved[output.raw] = word
      }
    }
    return moved
  }
}

extension TranslationPlan.Tables {
  /// The same with the pages of stage 1's tables mapped, too, where they aren't.
  func mapping(_ tables: Set<UInt64>, of other: Granule) -> TranslationPlan.Tables {
    var plan = self
    let size = granule.pageSizeBytes
    let pages = tables.flatMap { table in
      stride(from: table & ~(size - 1), to: table &+ other.pageSizeBytes, by: Int(size))
    }
    // Behind its own tables, the first of which may be sixteen.
    let room = (64 + UInt64(leaves.count + pages.count) * 4) * size
    var next = (tablesAt &+ room) & ~(size - 1)
    for page in Set(pages).sorted() where !covers(page) {
      let attributes = Stage2Attributes(
        memAttr: 0b1111, readable: true, writable: true, sh: .inner, accessFlag: true,
        executeNever: .nobody)
      let bits = attributes.encoded(in: DescriptorFormat(stage: .two, granule: granule))
      plan.leaves.append(TranslationPlan.Leaf(at: page, to: next, level: .three, bits: bits))
      next &+= size
    }
    return plan
  }

  /// Whether a leaf maps `page`.
  private func covers(_ page: UInt64) -> Bool {
    leaves.contains { leaf in
      let isRun = leaf.bits >> 52 & 1 == 1
      let count = isRun ? granule.contiguousEntries(at: leaf.level) ?? 1 : 1
      return page &- leaf.at < UInt64(count) * granule.entrySpanBytes(at: leaf.level)
    }
  }
}
