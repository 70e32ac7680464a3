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
    switch change.kind {
    case .descriptor: writeEntry(Int(change.subject), word: word, known: true, cast: cast)
    case .descriptorLearned:
      writeEntry(Int(change.subject), word: word, known: forwards, cast: cast)
    default:
      let subject = Int(change.subject)
      if exchange(change.kind, subject, with: word) == nil {
        _ = exchangeLink(change.kind, subject, with: word, cast: cast)
      }
    }
  }

  /// Gives a register a new word, where that alters nothing else.
  ///
  /// - Returns: the word before, 0 for a register no change has named yet; nil for the kinds of
  ///   registers that entries and ``exchangeLink(_:_:with:cast:)`` are.
  mutating func exchange(_ kind: Change.Kind, _ subject: Int, with word: UInt64) -> UInt64? {
    switch kind {
    case .lockHold: return holds.exchange(subject, with: word)
    case .lockWait: return waits.exchange(subject, with: word)
    case .threadFault: return threadFault.exchange(subject, with: word)
    case .threadCall: return threadCall.exchange(subject, with: word)
    case .threadGuest: return threadGuest.exchange(subject, with: word != 0) == true ? 1 : 0
    case .counter: return counters.exchange(subject, with: word)
    case .invalidationOpen:
      return setOpen(invalidation: UInt32(truncatingIfNeeded: subject), word != 0) ? 1 : 0
    case .memslot:
      let number = UInt32(truncatingIfNeeded: subject)
      let old = memslots[number]
      memslots[number] = word == 0 ? nil : word
      return old ?? 0
    case .descriptor, .descriptorLearned, .tableAttached, .rootLive: return nil
    }
  }

  /// Hangs a table below its parent entry or takes it away, takes a root in use or out of it.
  ///
  /// - Returns: the word before; 0 for other registers, which stay as they are.
  mutating func exchangeLink(
    _ kind: Change.Kind, _ subject: Int, with word: UInt64, cast: Cast
  ) -> UInt64 {
    switch kind {
    case .tableAttached:
      guard cast.tables.indices.contains(subject) else { return 0 }
      let old = isAttached(subject, cast: cast)
      attach(table: subject, word != 0, cast: cast)
      return old ? 1 : 0
    case .rootLive:
      let old = isLive(root: subject)
      setRoot(subject, live: word != 0, cast: cast)
      return old ? 1 : 0
    default: return 0
    }
  }
}

extension Array where Element: Equatable {
  /// Puts another element in a place, where it differs: what is written is not shared any more.
  ///
  /// - Returns: the element before; nil where there is no such place.
  @inline(__always)
  fileprivate mutating func exchange(_ place: Int, with element: Element) -> Element? {
    guard place >= 0, place < count else { return nil }
    let old = self[place]
    if old != element { self[place] = element }
    return old
  }
}

extension [UInt64] {
  @inline(__always)
  fileprivate mutating func exchange(_ place: Int, with word: UInt64) -> UInt64 {
    let old: UInt64? = exchange(place, with: word)
    return old ?? 0
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

  /// - Returns: whether it was open before.
  private mutating func setOpen(invalidation: UInt32, _ isOpen: Bool) -> Bool {
    let place = invalidationsOpen.firstIndex { $0 >= invalidation } ?? invalidationsOpen.count
    let isThere = place < invalidationsOpen.count && invalidationsOpen[place] == invalidation
    if isOpen && !isThere { invalidationsOpen.insert(invalidation, at: place) }
    if !isOpen && isThere { invalidationsOpen.remove(at: place) }
    return isThere
  }
}
