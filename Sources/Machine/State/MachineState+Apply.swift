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
      guard invalidationOpen.indices.contains(subject) else { return }
      invalidationOpen[subject] = word != 0
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
    guard entries.indices.contains(slot), let table = cast.table(ofSlot: slot) else { return }
    let reachable = isReachable(table: table, cast: cast)
    if reachable { countLeaf(slot, of: table, by: -1, cast: cast) }
    entries[slot] = word
    entryKnown[slot] = known
    if reachable { countLeaf(slot, of: table, by: 1, cast: cast) }
  }

  private mutating func attach(table: Int, _ attached: Bool, cast: Cast) {
    guard tableAttached.indices.contains(table), tableAttached[table] != attached else { return }
    if !attached && isReachable(table: table, cast: cast) {
      countLeaves(below: table, by: -1, cast: cast)
    }
    tableAttached[table] = attached
    if let parent = cast.tables[table].parentSlot {
      childTable[parent] = attached ? UInt32(table + 1) : 0
    }
    if attached && isReachable(table: table, cast: cast) {
      countLeaves(below: table, by: 1, cast: cast)
    }
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
      guard tableAttached[current], let above = cast.table(ofSlot: parent) else { return false }
      current = above
    }
    return false
  }

  private mutating func countLeaves(below table: Int, by delta: Int, cast: Cast) {
    let info = cast.tables[table]
    for slot in info.firstSlot..<info.firstSlot + info.entryCount {
      if entries[slot] != 0 { countLeaf(slot, of: table, by: delta, cast: cast) }
      let child = childTable[slot]
      if child != 0 { countLeaves(below: Int(child) - 1, by: delta, cast: cast) }
    }
  }

  private mutating func countLeaf(_ slot: Int, of table: Int, by delta: Int, cast: Cast) {
    guard entryKnown[slot] else { return }
    let info = cast.tables[table]
    let descriptor = Descriptor(
      raw: entries[slot], level: info.level, format: cast.roots[info.root].format)
    guard descriptor.isLeaf else { return }
    leafCounts[info.root * MachineState.levelCount + Int(info.level.rawValue) + 1] += delta
  }
}
