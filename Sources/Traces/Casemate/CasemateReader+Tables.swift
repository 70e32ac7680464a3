import Machine
import VMSA

// Tables: which pages are, and what a word written into one changes.
extension CasemateReader {
  /// Most entry slots that all lives of tables have together.
  private static let mostSlots = 1 << 22
  /// Most tables that one record may link.
  private static let mostLinked = 1 << 12

  // MARK: - Memory

  /// A word is written.
  mutating func write(_ value: UInt64, at address: UInt64) -> Bool {
    guard address % 8 == 0, memory.write(value, at: address) else { return false }
    for table in tablesByPage[address >> 12] ?? [] { setWord(value, at: address, in: table) }
    return true
  }

  /// A word is read: what was read counts.
  mutating func read(_ value: UInt64, at address: UInt64) -> Bool {
    guard address % 8 == 0 else { return false }
    if let known = memory.word(at: address) {
      if known == value { verified += 1 } else { corrected += 1 }
    }
    return write(value, at: address)
  }

  /// A region is filled, or given back and so no longer known.
  mutating func fill(_ record: CasemateRecord, with value: UInt64?) -> Bool {
    guard let start = record.number("address"), let size = record.number("size") else {
      return false
    }
    let (end, overflow) = start.addingReportingOverflow(size)
    guard !overflow, start % 8 == 0, size % 8 == 0, memory.fill(start..<end, with: value) else {
      return false
    }
    guard let value, size > 0 else { return true }
    let pages = start >> 12...(end - 1) >> 12
    let used =
      pages.count < tablesByPage.count
      ? pages.filter { tablesByPage[$0] != nil }
      : tablesByPage.keys.filter(pages.contains).sorted()
    for page in used {
      for table in tablesByPage[page] ?? [] {
        let first = max(start, page << 12)
        for address in stride(from: first, to: min(end, first | 0xFFF), by: 8) {
          setWord(value, at: address, in: table)
        }
      }
    }
    return true
  }

  /// Writes an entry of a table that is still in use.
  private mutating func setWord(_ value: UInt64, at address: UInt64, in table: Int) {
    let info = builder.cast.tables[table]
    guard let base = info.kernelAddress, address >= base,
      address - base < UInt64(info.entryCount) * 8, isUsed(table, address)
    else { return }
    let index = Int((address - base) / 8)
    builder.noteWorkAddress(info.inputAddress(ofEntry: index))
    setEntry(index, of: table, to: value)
  }

  private func isUsed(_ table: Int, _ address: UInt64) -> Bool {
    tablesByPage[address >> 12]?.contains(table) ?? false
  }

  // MARK: - Trees

  /// A base register is written: its tree is in use from now on.
  mutating func use(_ geometry: CasemateGeometry, _ stage: Stage, _ base: UInt64) {
    let key = RootKey(stage: stage, address: geometry.address)
    if roots[key] != nil { return }
    guard hasRoom(geometry.entryCount) else { return isMissingTables = true }
    let root = builder.cast.roots.count
    let table = addTable(
      root: root, level: geometry.startLevel, inputBase: 0, entryCount: geometry.entryCount,
      parentSlot: nil, address: geometry.address, granule: geometry.format.granule)
    let name =
      stage == .two ? "stage 2 of VMID \(TableBase(base).identifier)" : "stage 1 of EL2"
    builder.cast.roots.append(
      RootInfo(
        name: name, format: geometry.format, startLevel: geometry.startLevel, table: table,
        isWhollyRecorded: builder.cast.tables[table].isBornEmpty))
    roots[key] = root
    fill(table)
    builder.set(.rootLive, root, to: 1, .observed)
  }

  private func hasRoom(_ entries: Int) -> Bool {
    builder.cast.slotCount + entries <= CasemateReader.mostSlots
      && linkedTables < CasemateReader.mostLinked
  }

  /// A table joins; it counts as born empty when the log has told all of its words.
  private mutating func addTable(
    root: Int, level: Level, inputBase: UInt64, entryCount: Int, parentSlot: Int?,
    address: UInt64, granule: Granule
  ) -> Int {
    let isKnown = (0..<entryCount).allSatisfy {
      memory.word(at: address &+ UInt64($0) * 8) != nil
    }
    let table = builder.addTable(
      root: root, level: level, inputBase: inputBase, entryCount: entryCount,
      parentSlot: parentSlot, kernelAddress: address, isBornEmpty: isKnown, granule: granule)
    linkedTables += 1
    for page in pages(of: table) { tablesByPage[page, default: []].append(table) }
    return table
  }

  private func pages(of table: Int) -> ClosedRange<UInt64> {
    let info = builder.cast.tables[table]
    let base = info.kernelAddress ?? 0
    // Addresses have at most 52 bits and tables at most 2 MiB: no overflow.
    return base >> 12...(base + UInt64(max(1, info.entryCount)) * 8 - 1) >> 12
  }

  /// A table holds what memory holds.
  private mutating func fill(_ table: Int) {
    let info = builder.cast.tables[table]
    let base = info.kernelAddress ?? 0
    for index in 0..<info.entryCount {
      guard let word = memory.word(at: base + UInt64(index) * 8) else { continue }
      if word != 0 || !info.isBornEmpty { setEntry(index, of: table, to: word) }
    }
  }

  /// An entry's content; a table hangs below a table descriptor, and below nothing else.
  private mutating func setEntry(_ index: Int, of table: Int, to word: UInt64) {
    let info = builder.cast.tables[table]
    let slot = info.firstSlot + index
    let root = builder.cast.roots.indices.contains(info.root) ? info.root : 0
    let format = builder.cast.roots[root].format
    let descriptor = Descriptor(raw: word, level: info.level, format: format)
    let next = descriptor.kind == .table ? descriptor.nextTableAddress.raw : nil
    let child = builder.state.table(belowSlot: slot)
    if let child, builder.cast.tables[child].kernelAddress != next { drop(child) }
    builder.set(.descriptor, slot, to: word, .observed)
    guard let next, let level = info.level.next, builder.state.table(belowSlot: slot) == nil
    else { return }
    let entries = info.granule.entriesPerTable
    guard hasRoom(entries), !isAtOrAbove(table, next) else { return isMissingTables = true }
    let new = addTable(
      root: info.root, level: level, inputBase: info.inputAddress(ofEntry: index),
      entryCount: entries, parentSlot: slot, address: next, granule: info.granule)
    fill(new)
    builder.set(.tableAttached, new, to: 1, .observed)
  }

  /// Whether a table or one above it lies at an address: a tree that leads to itself is not
  /// followed, it would have a table for every way through it.
  private func isAtOrAbove(_ table: Int, _ address: UInt64) -> Bool {
    var current: Int? = table
    while let number = current {
      let info = builder.cast.tables[number]
      if info.kernelAddress == address { return true }
      current = info.parentSlot.flatMap { builder.cast.table(ofSlot: $0) }
    }
    return false
  }

  /// A table leaves its tree, with all below it.
  private mutating func drop(_ table: Int) {
    builder.set(.tableAttached, table, to: 0, .observed)
    var dropped = [table]
    while let next = dropped.popLast() {
      for page in pages(of: next) {
        tablesByPage[page]?.removeAll { $0 == next }
        if tablesByPage[page]?.isEmpty == true { tablesByPage[page] = nil }
      }
      let info = builder.cast.tables[next]
      for slot in info.firstSlot..<info.firstSlot + info.entryCount {
        if let child = builder.state.table(belowSlot: slot) { dropped.append(child) }
      }
    }
  }
}
