import VMSA

/// The entries of one contiguous run, whether they have the hint or not.
struct RunOfEntries {
  /// Where the first stands.
  let first: PhysicalAddress
  /// How many there are.
  let count: Int
  /// The input address of the first.
  let input: UInt64
  /// The bytes all of them translate.
  let byteCount: UInt64
  /// The shift of their level.
  let shift: UInt64

  /// Where the entry `index` after the first stands.
  func entry(_ index: Int) -> PhysicalAddress { first.advanced(by: UInt64(index) * 8) }
}

extension TableBuilder {
  /// log2 of the bytes that contiguous runs of a level span; nil where there are none.
  ///
  /// A first table too small for a whole run has none.
  @usableFromInline
  func runShift(at shift: UInt64) -> UInt64? {
    guard
      let count = root.format.granule.contiguousEntries(at: geometry.level(at: shift)),
      shift != geometry.startShift || count <= geometry.startEntries
    else { return nil }
    return shift + UInt64(count.trailingZeroBitCount)
  }

  /// The run the entry of `input` belongs to by its place.
  func run(around entry: PhysicalAddress, _ input: UInt64, at shift: UInt64) -> RunOfEntries? {
    guard let runShift = runShift(at: shift) else { return nil }
    let size = (1 as UInt64) << runShift
    let index = (input & (size - 1)) >> shift
    return RunOfEntries(
      first: PhysicalAddress(entry.raw &- index * 8), count: 1 << Int(runShift - shift),
      input: input & ~(size - 1), byteCount: size, shift: shift)
  }

  /// Which of `count` leaves from `input` on are members of whole runs, and so may have the hint:
  /// those in between the first and the last multiple of a run, if outputs are aligned like inputs.
  @usableFromInline
  func membersOfRuns(
    _ input: UInt64, to output: UInt64, count: Int, at shift: UInt64
  ) -> Range<Int> {
    guard let runShift = runShift(at: shift) else { return 0..<0 }
    let within = (1 as UInt64) << runShift - 1
    guard (input ^ output) & within == 0 else { return 0..<0 }
    let perRun = 1 << Int(runShift - shift)
    let before = Int(((0 &- input) & within) >> shift)
    return before < count ? before..<(before + (count - before) / perRun * perRun) : 0..<0
  }

  /// Takes the hint from the run that the leaf of `input` belongs to, before one member is changed.
  ///
  /// All members are made invalid, then forgotten as one, and only then rewritten. Hardware that
  /// sets access flags and dirty states does so in any member for all of them, so that each gets
  /// what one of them has.
  ///
  /// Source: Arm ARM, "Contiguous bit"; Linux, `contpte_convert` does the same.
  @usableFromInline @inline(never)
  mutating func unfold<Memory: WritablePhysicalMemory & ~Copyable>(
    _ entry: PhysicalAddress, _ input: UInt64, shift: UInt64, breaking: BreakBeforeMake,
    in memory: inout Memory
  ) {
    guard let run = run(around: entry, input, at: shift),
      let old = words(of: run, in: memory)
    else { return }
    let members = old.filter { isLeaf($0, at: shift) && $0 & LeafAttributes.hint != 0 }
    let seen = members.reduce(0) { $0 | $1 } & 1 << 10
    let anyDirty = members.contains { isDirty($0) }
    let new = old.map { word in
      guard isLeaf(word, at: shift), word & LeafAttributes.hint != 0 else { return word }
      let plain = word & ~LeafAttributes.hint | seen
      return anyDirty && word & 1 << 51 != 0 ? madeDirty(plain) : plain
    }
    rewrite(run, from: old, to: new, breaking, in: &memory)
  }

  /// Takes the hint from runs that a region has only a part of.
  @usableFromInline @inline(never)
  mutating func unfoldEdges<Memory: WritablePhysicalMemory & ~Copyable>(
    _ input: UInt64, byteCount: UInt64, breaking: BreakBeforeMake, in memory: inout Memory
  ) throws(MapError) {
    let page = (1 as UInt64) << geometry.pageShift
    for edge in [input, input &+ byteCount &- page] {
      let path = try path(to: edge, downTo: geometry.pageShift, in: memory)
      guard path.raw & 1 == 1, path.raw & LeafAttributes.hint != 0,
        let run = run(around: path.entry, edge, at: path.shift)
      else { continue }
      let isWhole =
        run.input >= input && run.input &- input <= byteCount
        && byteCount &- (run.input &- input) >= run.byteCount
      if !isWhole {
        unfold(path.entry, edge, shift: path.shift, breaking: breaking, in: &memory)
      }
    }
  }

  /// Changes all members of a run at once, if they have the hint or are to have it; false when that
  /// can't be, and nothing was done.
  mutating func changeRun<Memory: WritablePhysicalMemory & ~Copyable>(
    _ path: TablePath, _ input: UInt64, bytes: UInt64, to attributes: LeafAttributes,
    breaking: BreakBeforeMake, in memory: inout Memory
  ) -> UInt64? {
    guard (path.raw | attributes.bits) & LeafAttributes.hint != 0,
      let run = run(around: path.entry, input, at: path.shift),
      run.input == input, bytes >= run.byteCount, let old = words(of: run, in: memory),
      old.allSatisfy({ isLeaf($0, at: run.shift) })
    else { return nil }
    let outputs = old.map { geometry.address(in: $0) & (UInt64.max << run.shift) }
    let mayHaveHint =
      outputs[0] & (run.byteCount - 1) == 0
      && outputs.indices.allSatisfy { outputs[$0] == outputs[0] + UInt64($0) << run.shift }
    guard mayHaveHint || path.raw & LeafAttributes.hint != 0 else { return nil }
    let hint = mayHaveHint ? attributes.bits & LeafAttributes.hint : 0
    let new = outputs.map { leaf($0, attributes.withoutHint, at: run.shift) | hint }
    if new != old { rewrite(run, from: old, to: new, breaking, in: &memory) }
    return run.byteCount
  }
}

// MARK: - Members

extension TableBuilder {
  /// What stands in a run's entries.
  private func words<Memory: WritablePhysicalMemory & ~Copyable>(
    of run: RunOfEntries, in memory: borrowing Memory
  ) -> [UInt64]? {
    memory.withWords(at: run.first, count: run.count) { words in words.indices.map { words[$0] } }
  }

  /// Puts new words in place of a run's, all of them invalid in between unless told not to.
  private mutating func rewrite<Memory: WritablePhysicalMemory & ~Copyable>(
    _ run: RunOfEntries, from old: [UInt64], to new: [UInt64], _ breaking: BreakBeforeMake,
    in memory: inout Memory
  ) {
    let changed = old.indices.filter { old[$0] != new[$0] }
    let breaks = breaking != .never
    if breaks {
      for index in changed {
        write(0, over: old[index], at: run.entry(index), shift: run.shift, in: &memory)
      }
      forget(run)
    }
    for index in changed {
      let word = breaks ? 0 : old[index]
      write(new[index], over: word, at: run.entry(index), shift: run.shift, in: &memory)
    }
    if !breaks { forget(run) }
  }

  /// Has a run's translations forgotten.
  private mutating func forget(_ run: RunOfEntries) {
    guard Recorder.isRecording else { return }
    invalidate(run.input, bytes: run.byteCount, shift: run.shift, tables: false)
  }

  /// Whether an entry is a leaf.
  private func isLeaf(_ raw: UInt64, at shift: UInt64) -> Bool {
    raw & 0b11 == (shift == geometry.pageShift ? 0b11 : 0b01)
  }

  /// Whether hardware has made a leaf with DBM writable: AP[2] clear, at stage 2 S2AP[1] set.
  private func isDirty(_ raw: UInt64) -> Bool {
    raw & 1 << 51 != 0 && (raw & 1 << 7 != 0) == (root.stage == .two)
  }

  /// A leaf as hardware writes it when it makes it writable.
  private func madeDirty(_ raw: UInt64) -> UInt64 {
    root.stage == .two ? raw | 1 << 7 : raw & ~(1 << 7)
  }
}
