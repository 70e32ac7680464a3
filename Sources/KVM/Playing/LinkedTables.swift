import Machine
import VMSA

/// Which lives of tables in a timeline the model's tables are at present.
struct LinkedTables: Sendable {
  /// A table's life in the cast, by where it hangs and lies.
  private var lives: [Key: Int] = [:]
  /// What each life's entries were last, by index.
  private var entries: [Int: [Int: UInt64]] = [:]

  private struct Key: Hashable, Sendable {
    var tree: RenderedTable.Tree
    var level: Level
    var inputBase: UInt64
    var address: UInt64
  }

  /// Adds the two roots to a cast; neither is in use yet.
  mutating func join(_ builder: inout TimelineBuilder) {
    for tree in RenderedTable.Tree.allCases {
      let level: Level = tree == .stage2 ? .one : .zero
      let table = builder.addTable(
        root: tree.rawValue, level: level, inputBase: 0, entryCount: tree == .stage2 ? 1024 : 512,
        parentSlot: nil, kernelAddress: TableRendering.rootAddress(of: tree), isBornEmpty: true,
        granule: .size4K)
      builder.cast.roots.append(
        RootInfo(
          name: tree == .stage2 ? "stage 2" : "the process's tables",
          format: tree == .stage2 ? TableRendering.stage2Format : TableRendering.processFormat,
          startLevel: level, forcedWriteBack: tree == .stage2 ? false : nil, table: table,
          isWhollyRecorded: true))
    }
  }

  /// Makes the timeline's tables what the model's are: new ones are linked, those gone are dropped.
  mutating func write(_ tables: [RenderedTable], to builder: inout TimelineBuilder) {
    var seen: [Key: Int] = [:]
    var numbers: [Int] = []
    for table in tables {
      let key = Key(
        tree: table.tree, level: table.level, inputBase: table.inputBase, address: table.address)
      let number = lives[key] ?? join(table, numbers, &builder)
      numbers.append(number)
      seen[key] = number
    }
    for (key, number) in lives.sorted(by: { $0.value < $1.value }) where seen[key] == nil {
      drop(number, of: key, &builder)
    }
    for (table, number) in zip(tables, numbers) { write(table, number, &builder) }
    for (key, number) in seen.sorted(by: { $0.value < $1.value }) where lives[key] == nil {
      hang(number, of: key, &builder)
    }
    lives = seen
  }

  private func join(
    _ table: RenderedTable, _ numbers: [Int], _ builder: inout TimelineBuilder
  ) -> Int {
    guard let parent = table.parent else { return builder.cast.roots[table.tree.rawValue].table }
    let above = builder.cast.tables[numbers[parent.table]]
    return builder.addTable(
      root: table.tree.rawValue, level: table.level, inputBase: table.inputBase,
      entryCount: table.entryCount, parentSlot: above.firstSlot + parent.entry,
      kernelAddress: table.address, isBornEmpty: true, granule: .size4K)
  }

  private mutating func write(
    _ table: RenderedTable, _ number: Int, _ builder: inout TimelineBuilder
  ) {
    let first = builder.cast.tables[number].firstSlot
    let before = entries[number] ?? [:]
    for index in Set(before.keys).union(table.entries.keys).sorted()
    where before[index] != table.entries[index] {
      builder.set(.descriptor, first + index, to: table.entries[index] ?? 0, .simulated)
    }
    entries[number] = table.entries
  }

  private func hang(_ number: Int, of key: Key, _ builder: inout TimelineBuilder) {
    if builder.cast.tables[number].parentSlot == nil {
      builder.set(.rootLive, key.tree.rawValue, to: 1, .simulated)
    } else {
      builder.set(.tableAttached, number, to: 1, .simulated)
    }
  }

  private mutating func drop(_ number: Int, of key: Key, _ builder: inout TimelineBuilder) {
    entries[number] = nil
    if builder.cast.tables[number].parentSlot == nil {
      builder.set(.rootLive, key.tree.rawValue, to: 0, .simulated)
    } else {
      builder.set(.tableAttached, number, to: 0, .simulated)
    }
  }
}
