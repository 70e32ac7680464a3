import VMSA

/// What is known of one table entry at one instant.
public enum EntryContent: Hashable, Sendable {
  /// Never seen, and not known to be empty.
  case unknown
  /// Its content.
  case known(Descriptor)
  /// A table hangs below it, but its own bits were never seen.
  case tableOfUnknownAddress
}

/// One leaf of a translation tree.
public struct Leaf: Hashable, Sendable {
  /// The first input address it maps.
  public var inputAddress: UInt64
  /// Its descriptor.
  public var descriptor: Descriptor
  /// The slot it stands in.
  public var slot: Int
}

extension MachineState {
  /// Whether a root is in use.
  public func isLive(root: Int) -> Bool {
    rootLive.indices.contains(root) && rootLive[root]
  }

  /// What is known of an entry.
  public func content(ofSlot slot: Int, cast: Cast) -> EntryContent {
    guard pages.contains(slot), let table = cast.table(ofSlot: slot) else { return .unknown }
    let (entry, link) = pages.slot(slot)
    let hasChild = link & ~EntryPage.known != 0
    if link & EntryPage.known == 0 { return hasChild ? .tableOfUnknownAddress : .unknown }
    let info = cast.tables[table]
    if hasChild, entry & ~0b11 == 0 { return .tableOfUnknownAddress }
    return .known(
      Descriptor(raw: entry, level: info.level, format: cast.roots[info.root].format))
  }

  /// The table that hangs below an entry; nil when none does.
  public func table(belowSlot slot: Int) -> Int? {
    guard pages.contains(slot) else { return nil }
    let child = pages.slot(slot).link & ~EntryPage.known
    return child == 0 ? nil : Int(child) - 1
  }

  /// How many leaves of a level a live root reaches.
  public func leafCount(root: Int, level: Level) -> Int {
    let index = root * MachineState.levelCount + Int(level.rawValue) + 1
    return leafCounts.indices.contains(index) ? leafCounts[index] : 0
  }

  /// Every leaf below a live root, by input address.
  public func leaves(ofRoot root: Int, cast: Cast) -> [Leaf] {
    guard isLive(root: root) else { return [] }
    var found: [Leaf] = []
    collectLeaves(below: cast.roots[root].table, cast: cast, into: &found)
    return found
  }

  private func collectLeaves(below table: Int, cast: Cast, into found: inout [Leaf]) {
    let info = cast.tables[table]
    let format = cast.roots[info.root].format
    for index in 0..<info.entryCount {
      let slot = info.firstSlot + index
      let (entry, link) = pages.slot(slot)
      if link & ~EntryPage.known != 0 {
        let child = Int(link & ~EntryPage.known) - 1
        collectLeaves(below: child, cast: cast, into: &found)
      } else if link & EntryPage.known != 0, entry != 0 {
        let descriptor = Descriptor(raw: entry, level: info.level, format: format)
        guard descriptor.isLeaf else { continue }
        found.append(
          Leaf(
            inputAddress: info.inputAddress(ofEntry: index), descriptor: descriptor, slot: slot))
      }
    }
  }

  /// The tables below a live root, top down, the root's own first.
  public func tables(ofRoot root: Int, cast: Cast) -> [Int] {
    guard isLive(root: root) else { return [] }
    var found = [cast.roots[root].table]
    var next = 0
    while next < found.count {
      let info = cast.tables[found[next]]
      for slot in info.firstSlot..<info.firstSlot + info.entryCount {
        if let child = table(belowSlot: slot) { found.append(child) }
      }
      next += 1
    }
    return found
  }
}

extension MachineState {
  /// Whether every entry of a table is known.
  public func isWhollyKnown(table: Int, cast: Cast) -> Bool {
    let info = cast.tables[table]
    return (info.firstSlot..<info.firstSlot + info.entryCount).allSatisfy(isKnown(slot:))
  }

  /// Whether every entry of a table is known to be 0, with no table below it.
  public func isKnownEmpty(table: Int, cast: Cast) -> Bool {
    let info = cast.tables[table]
    return pages.isKnownEmpty(info.firstSlot..<info.firstSlot + info.entryCount)
  }
}

extension MachineState {
  /// Whether an entry's content is known.
  public func isKnown(slot: Int) -> Bool {
    pages.contains(slot) && pages.slot(slot).link & EntryPage.known != 0
  }

  /// An entry's content; meaningful where ``isKnown(slot:)``.
  public func entry(ofSlot slot: Int) -> UInt64 {
    pages.contains(slot) ? pages.slot(slot).entry : 0
  }
}
