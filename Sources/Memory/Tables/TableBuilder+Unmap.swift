import VMSA

extension TableBuilder {
  /// Takes away the leaf that begins at `input`, and the tables that are empty then.
  ///
  /// The other members of a contiguous run it belongs to lose their hint first, broken before they
  /// are made unless told otherwise. The answer is the leaf's level.
  @inlinable @discardableResult
  public mutating func unmap<Memory: WritablePhysicalMemory & ~Copyable>(
    _ input: UInt64, breaking: BreakBeforeMake = .whereRequired, in memory: inout Memory
  ) throws(MapError) -> Level {
    guard geometry.contains(input) else { throw MapError(input, .outsideInput) }
    var shift = geometry.startShift
    var entry = PhysicalAddress(
      root.tableAddress.raw &+ ((input & geometry.inputMask) &>> shift) &* 8)
    while true {
      guard var raw = memory.descriptor(at: entry), let page = pool.page(of: entry) else {
        throw MapError(input, .foreignTable(entry))
      }
      if raw & 0b11 == 0b11 && shift != geometry.pageShift {
        shift &-= geometry.stride
        let offset = (input &>> (shift &- 3)) & (geometry.indexMask &* 8)
        entry = PhysicalAddress(geometry.address(in: raw) &+ offset)
        continue
      }
      let level = geometry.level(at: shift)
      guard raw & 1 == 1 else { throw MapError(input, .notMapped(level)) }
      guard input & ((1 &<< shift) &- 1) == 0 else { throw MapError(input, .insideLeaf(level)) }
      if raw & LeafAttributes.hint != 0 {
        unfold(entry, input, shift: shift, breaking: breaking, in: &memory)
        raw = memory.descriptor(at: entry) ?? raw
      }
      write(0, over: raw, at: entry, shift: shift, in: &memory)
      pool.live[page] &-= 1
      let isEmpty = pool.live[page] == 0 && shift != geometry.startShift
      // The way back up is looked for only once in a table's life.
      if isEmpty { dropEmptyTables(for: input, at: shift, in: &memory) }
      if Recorder.isRecording {
        invalidate(input, bytes: 1 &<< shift, shift: shift, tables: isEmpty)
      }
      return level
    }
  }

  /// Takes away every leaf of a region, which may have holes; the bytes that were mapped.
  ///
  /// Contiguous runs that lie only partly in it lose their hint first.
  ///
  /// - Throws: ``MapError`` when a leaf lies only partly in the region.
  @inlinable @discardableResult
  public mutating func unmapRange<Memory: WritablePhysicalMemory & ~Copyable>(
    _ input: UInt64, byteCount: UInt64, breaking: BreakBeforeMake = .whereRequired,
    in memory: inout Memory
  ) throws(MapError) -> UInt64 {
    try checkRange(input, byteCount: byteCount)
    if try checkEdges(input, byteCount: byteCount, in: memory) {
      try unfoldEdges(input, byteCount: byteCount, breaking: breaking, in: &memory)
    }
    var done: UInt64 = 0
    var mapped: UInt64 = 0
    while done < byteCount {
      let from = input &+ done
      let path = try path(to: from, downTo: geometry.pageShift, in: memory)
      let cleared = try clear(path, from: from, bytes: byteCount &- done, in: &memory)
      mapped &+= UInt64(truncatingIfNeeded: cleared.leaves) &<< path.shift
      let span = UInt64(truncatingIfNeeded: cleared.entries) &<< path.shift
      // The first entry may begin before the region when nothing is mapped by it.
      done &+= span &- (from & ((1 &<< path.shift) &- 1))
    }
    return mapped
  }

  /// Clears the leaves of one table from the end of `path` on, up to the first table entry.
  @inlinable
  mutating func clear<Memory: WritablePhysicalMemory & ~Copyable>(
    _ path: TablePath, from input: UInt64, bytes: UInt64, in memory: inout Memory
  ) throws(MapError) -> (entries: Int, leaves: Int) {
    let slot = Int(truncatingIfNeeded: index(of: input, at: path.shift) & geometry.indexMask)
    let perTable = Int(truncatingIfNeeded: geometry.indexMask) &+ 1
    let before = input & ((1 &<< path.shift) &- 1)
    let span = bytes &+ before &+ ((1 &<< path.shift) &- 1)
    let limit = max(1, min(perTable &- slot, Int(clamping: span &>> path.shift)))
    let isLast = path.shift == geometry.pageShift
    let entry = path.entry
    let counted: (Int, Int)? = memory.withMutableWords(at: entry, count: limit) { words in
      var leaves = 0
      var index = 0
      while index < words.count {
        let raw = words[unchecked: index]
        if !isLast && raw & 0b11 == 0b11 { break }
        leaves &+= Int(truncatingIfNeeded: raw & 1)
        if !Recorder.isRecording { words[unchecked: index] = 0 }
        index &+= 1
      }
      return (index, leaves)
    }
    guard let (entries, leaves) = counted, entries > 0 else {
      throw MapError(input, .foreignTable(entry))
    }
    if Recorder.isRecording { clearOneByOne(path, entries: entries, in: &memory) }
    if leaves > 0 {
      let dropped = release(path, gone: UInt16(truncatingIfNeeded: leaves), in: &memory)
      if Recorder.isRecording {
        let size = UInt64(truncatingIfNeeded: entries) &<< path.shift
        invalidate(input &- before, bytes: size, shift: path.shift, tables: dropped > 0)
      }
    }
    return (entries, leaves)
  }

  /// Clears entries telling the recorder of each that was valid.
  @inlinable
  mutating func clearOneByOne<Memory: WritablePhysicalMemory & ~Copyable>(
    _ path: TablePath, entries: Int, in memory: inout Memory
  ) {
    for index in 0..<entries {
      let place = path.entry.advanced(by: UInt64(index) &* 8)
      guard let old = memory.descriptor(at: place), old != 0 else { continue }
      write(0, over: old, at: place, shift: path.shift, in: &memory)
    }
  }

  /// Refuses a region that begins or ends inside a leaf; says whether it begins or ends in a
  /// contiguous run.
  @inlinable
  func checkEdges<Memory: WritablePhysicalMemory & ~Copyable>(
    _ input: UInt64, byteCount: UInt64, in memory: borrowing Memory
  ) throws(MapError) -> Bool {
    let first = try path(to: input, downTo: geometry.pageShift, in: memory)
    if first.raw & 1 == 1, input & ((1 &<< first.shift) &- 1) != 0 {
      throw MapError(input, .insideLeaf(geometry.level(at: first.shift)))
    }
    let end = input &+ byteCount
    let last = try path(to: end &- 1, downTo: geometry.pageShift, in: memory)
    if last.raw & 1 == 1, end & ((1 &<< last.shift) &- 1) != 0 {
      throw MapError(end, .insideLeaf(geometry.level(at: last.shift)))
    }
    return (first.raw | last.raw) & LeafAttributes.hint != 0
  }
}
