import VMSA

extension TableBuilder {
  /// Maps a region with the largest leaves that fit and are legal, up to level `largest`.
  ///
  /// A leaf fits where both addresses are multiples of its size. If the attributes have the
  /// contiguous hint, whole runs of leaves get it. When something is mapped already, what was made
  /// until then is taken down again.
  @inlinable
  public mutating func mapRange<Memory: WritablePhysicalMemory & ~Copyable>(
    _ input: UInt64, byteCount: UInt64, to output: PhysicalAddress, largest: Level = .minusOne,
    attributes: LeafAttributes, in memory: inout Memory
  ) throws(MapError) {
    try checkRange(input, byteCount: byteCount)
    let page = (1 as UInt64) &<< geometry.pageShift
    guard output.raw & (page &- 1) == 0 else {
      throw MapError(input, .misalignedOutput(output, bytes: page))
    }
    let (last, overflow) = output.raw.addingReportingOverflow(byteCount &- 1)
    guard !overflow, last & geometry.beyondMask == 0 else {
      throw MapError(input, .outputTooLarge(output))
    }
    let top = min(shift(of: largest), geometry.largestLeafShift, geometry.startShift)
    var done: UInt64 = 0
    while done < byteCount {
      let from = input &+ done
      let to = output.raw &+ done
      let shift = leafShift(from | to, bytes: byteCount &- done, upTo: top)
      do throws(MapError) {
        done &+= try fillTable(
          from, to: to, bytes: byteCount &- done, shift: shift, attributes: attributes, in: &memory)
      } catch {
        if done > 0 { _ = try? unmapRange(input, byteCount: done, in: &memory) }
        throw error
      }
    }
  }

  /// Refuses a region that isn't whole pages inside the tables' input.
  @usableFromInline
  func checkRange(_ input: UInt64, byteCount: UInt64) throws(MapError) {
    let page = (1 as UInt64) &<< geometry.pageShift
    guard byteCount > 0, byteCount % page == 0 else {
      throw MapError(input, .badLength(bytes: byteCount))
    }
    guard input % page == 0 else { throw MapError(input, .misalignedInput(bytes: page)) }
    let (last, overflow) = input.addingReportingOverflow(byteCount - 1)
    guard geometry.contains(input), !overflow, geometry.contains(last),
      (input & geometry.inputMask) <= (last & geometry.inputMask)
    else { throw MapError(input, .outsideInput) }
  }

  /// The shift of the largest leaf that begins at `addresses` and isn't longer than `bytes`.
  @inlinable
  func leafShift(_ addresses: UInt64, bytes: UInt64, upTo top: UInt64) -> UInt64 {
    var shift = top
    while shift > geometry.pageShift {
      let size = (1 as UInt64) &<< shift
      if addresses & (size &- 1) == 0 && bytes >= size { break }
      shift &-= geometry.stride
    }
    return shift
  }

  /// Fills one table from `input` on, as far as the region or the table goes; the bytes mapped.
  @inlinable
  mutating func fillTable<Memory: WritablePhysicalMemory & ~Copyable>(
    _ input: UInt64, to output: UInt64, bytes: UInt64, shift: UInt64,
    attributes: LeafAttributes, in memory: inout Memory
  ) throws(MapError) -> UInt64 {
    let entry = try makeTables(for: input, downTo: shift, in: &memory)
    // Of concatenated tables a page at a time, for the counts are by page.
    let slot = Int(truncatingIfNeeded: index(of: input, at: shift) & geometry.indexMask)
    let perTable = Int(truncatingIfNeeded: geometry.indexMask) &+ 1
    let count = min(perTable &- slot, Int(clamping: bytes &>> shift))
    guard let page = pool.page(of: entry) else { throw MapError(input, .foreignTable(entry)) }
    let first = leaf(output, attributes, at: shift)
    let isPlain = geometry.isPlain && attributes.bits & LeafAttributes.hint == 0
    if let fixed = isPlain ? first : nil, !Recorder.isRecording {
      // Plain addresses stand in their own bits: the next entry is a sum away.
      let step = (1 as UInt64) &<< shift
      let old: UInt64? = memory.withMutableWords(at: entry, count: count) { words in
        var seen: UInt64 = 0
        for index in words.indices { seen |= words[unchecked: index] }
        if seen & 1 == 1 { return seen }
        var next = fixed
        for index in words.indices {
          words[unchecked: index] = next
          next &+= step
        }
        return 0
      }
      guard let old else { throw MapError(input, .foreignTable(entry)) }
      if old & 1 == 1 {
        dropEmptyTables(for: input, at: shift, in: &memory)
        throw MapError(input, .alreadyMapped(geometry.level(at: shift)))
      }
    } else {
      try fillOneByOne(
        input, to: output, count: count, shift: shift, entry: entry, attributes: attributes,
        in: &memory)
    }
    pool.live[page] &+= UInt16(truncatingIfNeeded: count)
    return UInt64(truncatingIfNeeded: count) &<< shift
  }

  /// The same entry by entry, for recorders, runs, and addresses in scattered bits.
  @inlinable
  mutating func fillOneByOne<Memory: WritablePhysicalMemory & ~Copyable>(
    _ input: UInt64, to output: UInt64, count: Int, shift: UInt64, entry: PhysicalAddress,
    attributes: LeafAttributes, in memory: inout Memory
  ) throws(MapError) {
    let level = geometry.level(at: shift)
    for index in 0..<count {
      let place = entry.advanced(by: UInt64(index) &* 8)
      guard let old = memory.descriptor(at: place) else {
        throw MapError(input, .foreignTable(place))
      }
      guard old & 1 == 0 else {
        dropEmptyTables(for: input, at: shift, in: &memory)
        throw MapError(input &+ UInt64(index) &<< shift, .alreadyMapped(level))
      }
    }
    let runs =
      attributes.bits & LeafAttributes.hint == 0
      ? 0..<0 : membersOfRuns(input, to: output, count: count, at: shift)
    for index in 0..<count {
      let place = entry.advanced(by: UInt64(index) &* 8)
      let own = runs.contains(index) ? attributes : attributes.withoutHint
      let new = leaf(output &+ UInt64(index) &<< shift, own, at: shift)
      write(new, over: memory.descriptor(at: place) ?? 0, at: place, shift: shift, in: &memory)
    }
  }
}
