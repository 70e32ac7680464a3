import VMSA

extension MachineState {
  /// Takes a change: its register gets the new word.
  public mutating func apply(_ change: Change, cast: Cast) {
    write(change, word: change.new, forwards: true, cast: cast)
  }

  /// Takes a change back: its register gets the old word.
  ///
  /// Changes must be undone in the reverse of the order they were applied in.
  public mutating func undo(_ change: Change, cast: Cast) {
    write(change, word: change.old, forwards: false, cast: cast)
  }

  private mutating func write(_ change: Change, word: UInt64, forwards: Bool, cast: Cast) {
    let subject = Int(change.subject)
    switch change.kind {
    case .descriptor:
      writeEntry(subject, word: word, known: true, cast: cast)
    case .descriptorLearned:
      writeEntry(subject, word: word, known: forwards, cast: cast)
    case .tableAttached:
      attach(table: subject, word != 0, cast: cast)
    case .rootLive:
      setRoot(subject, live: word != 0, cast: cast)
    case .lockHold:
      guard holds.indices.contains(subject) else { return }
      holds[subject] = word
    case .lockWait:
      guard waits.indices.contains(subject) else { return }
      waits[subject] = word
    case .threadFault:
      guard threadFault.indices.contains(subject) else { return }
      threadFault[subject] = word
    case .threadCall:
      guard threadCall.indices.contains(subject) else { return }
      threadCall[subject] = word
    case .threadGuest:
      guard threadGuest.indices.contains(subject) else { return }
      threadGuest[subject] = word != 0
    case .invalidationOpen:
      setOpen(invalidation: change.subject, word != 0)
    case .counter:
      guard counters.indices.contains(subject) else { return }
      counters[subject] = word
    case .memslot:
      memslots[change.subject] = word == 0 ? nil : word
    }
  }
}

// MARK: - Tables

extension MachineState {
  private mutating func writeEntry(_ slot: Int, word: UInt64, known: Bool, cast: Cast) {
    guard pages.contains(slot), let table = cast.table(ofSlot: slot) else { return }
    let info = cast.tables[table]
    let format = cast.roots[info.root].format
    let page = slot >> EntryPage.shift
    let index = slot & (EntryPage.length - 1)
    let (oldEntry, oldLink) = pages.slot(slot)
    var leaves = 0
    if oldLink & EntryPage.known != 0 { leaves -= isLeaf(oldEntry, info.level, format) ? 1 : 0 }
    if known { leaves += isLeaf(word, info.level, format) ? 1 : 0 }
    if oldEntry != word { pages[page].entries[index] = word }
    let link = known ? oldLink | EntryPage.known : oldLink & ~EntryPage.known
    if link != oldLink { pages[page].links[index] = link }
    if leaves != 0, isReachable(table: table, cast: cast) {
      leafCounts[info.root * MachineState.levelCount + Int(info.level.rawValue) + 1] += leaves
    }
  }

  private func isLeaf(_ entry: UInt64, _ level: Level, _ format: DescriptorFormat) -> Bool {
    entry & 1 != 0 && Descriptor(raw: entry, level: level, format: format).isLeaf
  }

  private mutating func attach(table: Int, _ attached: Bool, cast: Cast) {
    guard cast.tables.indices.contains(table), isAttached(table, cast: cast) != attached else {
      return
    }
    let info = cast.tables[table]
    if !attached && isReachable(table: table, cast: cast) {
      countLeaves(below: table, by: -1, cast: cast)
    }
    pages[info.firstSlot >> EntryPage.shift].isAttached = attached
    if let parent = info.parentSlot {
      let page = parent >> EntryPage.shift
      let index = parent & (EntryPage.length - 1)
      let known = pages.slot(parent).link & EntryPage.known
      pages[page].links[index] = known | (attached ? UInt32(table + 1) : 0)
    }
    if attached && isReachable(table: table, cast: cast) {
      countLeaves(below: table, by: 1, cast: cast)
    }
  }

  /// Whether a table is attached to its parent entry.
  func isAttached(_ table: Int, cast: Cast) -> Bool {
    let slot = cast.tables[table].firstSlot
    return pages.contains(slot) && pages[slot >> EntryPage.shift].isAttached
  }

  private mutating func setRoot(_ root: Int, live: Bool, cast: Cast) {
    guard rootLive.indices.contains(root), rootLive[root] != live else { return }
    rootLive[root] = live
    countLeaves(below: cast.roots[root].table, by: live ? 1 : -1, cast: cast)
  }

  /// Whether a walk from a live root can come to a table.
  func isReachable(table: Int, cast: Cast) -> Bool {
    var current = table
    for _ in 0..<MachineState.levelCount {
      let info = cast.tables[current]
      guard let parent = info.parentSlot else { return rootLive[info.root] }
      guard isAttached(current, cast: cast), let above = cast.table(ofSlot: parent) else {
        return false
      }
      current = above
    }
    return false
  }

  private mutating func countLeaves(below table: Int, by delta: Int, cast: Cast) {
    let info = cast.tables[table]
    let format = cast.roots[info.root].format
    var leaves = 0
    for slot in info.firstSlot..<info.firstSlot + info.entryCount {
      let (entry, link) = pages.slot(slot)
      if link & EntryPage.known != 0, isLeaf(entry, info.level, format) { leaves += delta }
      let child = link & ~EntryPage.known
      if child != 0 { countLeaves(below: Int(child) - 1, by: delta, cast: cast) }
    }
    leafCounts[info.root * MachineState.levelCount + Int(info.level.rawValue) + 1] += leaves
  }

  private mutating func setOpen(invalidation: UInt32, _ isOpen: Bool) {
    let place = invalidationsOpen.firstIndex { $0 >= invalidation } ?? invalidationsOpen.count
    let isThere = place < invalidationsOpen.count && invalidationsOpen[place] == invalidation
    if isOpen && !isThere { invalidationsOpen.insert(invalidation, at: place) }
    if !isOpen && isThere { invalidationsOpen.remove(at: place) }
  }
}
