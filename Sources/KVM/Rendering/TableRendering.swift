import VMSA

/// Turns the variables of a model into real tables: 4K granule, stage 2 of 40-bit addresses from
/// two concatenated level 1 tables, the process's stage 1 of 48-bit addresses from level 0.
public struct TableRendering: Sendable {
  private let words: VariableReader
  private let layout: Layout
  /// How stage-2 descriptors are read.
  public static let stage2Format = DescriptorFormat(stage: .two, granule: .size4K)
  /// How the process's descriptors are read.
  public static let processFormat = DescriptorFormat(stage: .one, granule: .size4K)

  /// Takes a model and its addresses.
  public init(model: Model, layout: Layout) {
    words = VariableReader(model)
    self.layout = layout
  }

  /// Every table that exists, roots before what hangs below them. A table that is freed is gone,
  /// though an entry may still lead to it.
  public func tables(in state: ModelState) -> [RenderedTable] {
    var tables: [RenderedTable] = []
    if words["tableRef", 0, in: state] > 0 { appendStage2(to: &tables, state) }
    if words["userRoot", in: state] != 0 { appendProcess(to: &tables, state) }
    return tables
  }

  // MARK: - Stage 2

  /// Where a tree's root lies; stage 2's two pages are aligned to their total size.
  static func rootAddress(of tree: RenderedTable.Tree) -> UInt64 {
    tree == .stage2 ? 0x4800_0000 : topAddress
  }

  /// The address of a stage-2 table page.
  private func address(ofTable table: Int) -> UInt64 {
    TableRendering.rootAddress(of: .stage2) + (table == 0 ? 0 : UInt64(table + 1) << 12)
  }

  private func appendStage2(to tables: inout [RenderedTable], _ state: ModelState) {
    let root = RenderedTable(
      tree: .stage2, level: .one, inputBase: 0, address: address(ofTable: 0))
    append(root, of: 0, groups: layout.guest.gigs, to: &tables, state)
  }

  /// Adds a table and what hangs below it; its entries stand for groups of pages in order.
  private func append(
    _ table: RenderedTable, of number: Int, groups: [UInt64], to tables: inout [RenderedTable],
    _ state: ModelState
  ) {
    var table = table
    let place = tables.count
    tables.append(table)
    for (ordinal, group) in groups.enumerated() {
      let entry = TableEntry(word: words["ent", number, ordinal, in: state])
      let index = Int((group - table.inputBase) >> UInt64(Granule.size4K.shift(at: table.level)))
      let word = stage2Word(entry, level: table.level)
      if word != 0 { table.entries[index] = word }
      guard entry.kind == .table, let next = table.level.next,
        words["tableRef", Int(entry.target), in: state] > 0
      else { continue }
      let child = RenderedTable(
        tree: .stage2, level: next, inputBase: group, address: address(ofTable: Int(entry.target)),
        parent: RenderedTable.Parent(table: place, entry: index))
      append(
        child, of: Int(entry.target), groups: layout.groups(below: group, level: next),
        to: &tables, state)
    }
    tables[place] = table
  }

  /// KVM's mark of an entry that a thread is changing: invalid, with bit 10 set.
  ///
  /// Source: arch/arm64/kvm/hyp/pgtable.c, KVM_INVALID_PTE_LOCKED, v6.2 to v6.19.
  static let lockedWord: UInt64 = 1 << 10

  /// An entry of stage 2 as it stands in memory.
  func stage2Word(_ entry: TableEntry, level: Level) -> UInt64 {
    switch entry.kind {
    case .empty: return 0
    case .locked: return TableRendering.lockedWord
    case .table:
      return Descriptor.table(
        at: PhysicalAddress(address(ofTable: Int(entry.target))), level: level,
        format: TableRendering.stage2Format)?.raw ?? 0
    case .leaf:
      let attributes = Stage2Attributes(
        memAttr: Stage2MemoryAttribute(0xf), readable: true, writable: entry.isWritable,
        sh: .inner, accessFlag: entry.isYoung,
        executeNever: entry.isExecutable ? .everyone : .nobody)
      return Descriptor.leaf(
        to: output(entry, level), level: level, format: TableRendering.stage2Format,
        attributes: attributes)?.raw ?? 0
    }
  }

  /// Where a leaf leads: its first frame, or the block around it.
  private func output(_ entry: TableEntry, _ level: Level) -> PhysicalAddress {
    let frame = layout.frameAddresses[Int(entry.target)]
    return PhysicalAddress(frame.down(to: Granule.size4K.entrySpanBytes(at: level)))
  }

  // MARK: - The process

  private static let topAddress: UInt64 = 0x4900_0000

  private func appendProcess(to tables: inout [RenderedTable], _ state: ModelState) {
    let root = tables.count
    tables.append(
      RenderedTable(
        tree: .process, level: .zero, inputBase: 0, address: TableRendering.topAddress))
    let regions = Set(layout.host.gigs.map { $0.down(to: 1 << 39) }).sorted()
    for (number, region) in regions.enumerated() {
      let index = Int(region >> 39)
      let child = RenderedTable(
        tree: .process, level: .one, inputBase: region,
        address: TableRendering.topAddress + UInt64(number + 1) << 12,
        parent: RenderedTable.Parent(table: root, entry: index))
      tables[root].entries[index] = tableWord(child.address, .zero)
      appendUpper(child, region: region, to: &tables, state)
    }
  }

  private func appendUpper(
    _ table: RenderedTable, region: UInt64, to tables: inout [RenderedTable], _ state: ModelState
  ) {
    let place = tables.count
    tables.append(table)
    for (number, gig) in layout.host.gigs.enumerated() where gig.down(to: 1 << 39) == region {
      let entry = TableEntry(word: words["pud", number, in: state])
      let index = Int(gig - region) >> 30
      let below = TableRendering.topAddress + 0x10_0000 + UInt64(number) << 12
      set(entry, index, of: place, leadingTo: below, in: &tables)
      guard entry.kind == .table else { continue }
      tables.append(
        RenderedTable(
          tree: .process, level: .two, inputBase: gig, address: below,
          parent: RenderedTable.Parent(table: place, entry: index)))
      appendLower(gig: gig, at: tables.count - 1, to: &tables, state)
    }
  }

  private func appendLower(
    gig: UInt64, at place: Int, to tables: inout [RenderedTable], _ state: ModelState
  ) {
    for (number, block) in layout.host.blocks.enumerated()
    where block.down(to: PageGroups.gigBytes) == gig {
      let entry = TableEntry(word: words["pmd", number, in: state])
      let index = Int(block - gig) >> 21
      let below = TableRendering.topAddress + 0x20_0000 + UInt64(max(0, entry.target)) << 12
      set(entry, index, of: place, leadingTo: below, in: &tables)
      guard entry.kind == .table, words["userTable", Int(entry.target), in: state] != 0 else {
        continue
      }
      tables.append(
        RenderedTable(
          tree: .process, level: .three, inputBase: block, address: below,
          parent: RenderedTable.Parent(table: place, entry: index)))
      let pages = layout.host.pages.filter { $0.down(to: PageGroups.blockBytes) == block }
      for (ordinal, page) in pages.enumerated() {
        let leaf = TableEntry(word: words["pte", Int(entry.target), ordinal, in: state])
        set(leaf, Int(page - block) >> 12, of: tables.count - 1, leadingTo: 0, in: &tables)
      }
    }
  }

  private func set(
    _ entry: TableEntry, _ index: Int, of place: Int, leadingTo below: UInt64,
    in tables: inout [RenderedTable]
  ) {
    let level = tables[place].level
    let word: UInt64 =
      switch entry.kind {
      case .empty, .locked: 0
      case .table: tableWord(below, level)
      case .leaf: processLeafWord(entry, level)
      }
    if word != 0 { tables[place].entries[index] = word }
  }

  private func tableWord(_ address: UInt64, _ level: Level) -> UInt64 {
    Descriptor.table(
      at: PhysicalAddress(address), level: level, format: TableRendering.processFormat)?.raw ?? 0
  }

  /// A leaf as Linux makes it for a process's anonymous memory: inner shareable, not global, never
  /// executed.
  private func processLeafWord(_ entry: TableEntry, _ level: Level) -> UInt64 {
    let attributes = Stage1Attributes(
      attrIndex: 0, ap: entry.isWritable ? .readWrite : .readOnly, sh: .inner,
      accessFlag: entry.isYoung, notGlobal: true, pxn: true, uxn: true)
    return Descriptor.leaf(
      to: output(entry, level), level: level, format: TableRendering.processFormat,
      attributes: attributes)?.raw ?? 0
  }
}

extension Layout {
  /// The groups of guest pages that a table's entries stand for, in the order of their places.
  fileprivate func groups(below base: UInt64, level: Level) -> [UInt64] {
    level == .two
      ? guest.blocks.filter { $0.down(to: PageGroups.gigBytes) == base }
      : guest.pages.filter { $0.down(to: PageGroups.blockBytes) == base }
  }
}
