import VMSA

extension TableBuilder {
  /// Puts in place of the block that maps `input` a table of leaves one level down that map the
  /// same. The answer is the new leaves' level.
  ///
  /// A contiguous run the block belongs to loses its hint first, and nT goes, which pages lack.
  @inlinable @discardableResult
  public mutating func split<Memory: WritablePhysicalMemory & ~Copyable>(
    _ input: UInt64, breaking: BreakBeforeMake = .whereRequired, in memory: inout Memory
  ) throws(MapError) -> Level {
    var path = try path(to: input, downTo: geometry.pageShift, in: memory)
    guard path.raw & 0b11 == 0b01, path.shift > geometry.pageShift else {
      throw MapError(input, .notBlock(geometry.level(at: path.shift)))
    }
    guard let table = pool.take() else { throw MapError(input, .noTablesLeft) }
    if path.raw & LeafAttributes.hint != 0 {
      unfold(path.entry, input, shift: path.shift, breaking: breaking, in: &memory)
      path.raw = memory.descriptor(at: path.entry) ?? path.raw
    }
    let shift = path.shift &- geometry.stride
    let output = geometry.address(in: path.raw) & (UInt64.max &<< path.shift)
    let attributes = LeafAttributes(bits: path.raw).withoutHint
    guard fill(table, from: output, shift: shift, attributes: attributes, in: &memory),
      table.raw & geometry.beyondMask == 0, let page = pool.page(of: table)
    else {
      pool.giveBack(table)
      throw MapError(input, .foreignTable(table))
    }
    pool.live[page] = UInt16(truncatingIfNeeded: geometry.indexMask &+ 1)
    replace(path, input, by: geometry.bits(of: table.raw) | 0b11, breaking, in: &memory)
    return geometry.level(at: shift)
  }

  /// Fills a table nothing leads to yet with leaves side by side.
  @inlinable
  mutating func fill<Memory: WritablePhysicalMemory & ~Copyable>(
    _ table: PhysicalAddress, from output: UInt64, shift: UInt64, attributes: LeafAttributes,
    in memory: inout Memory
  ) -> Bool {
    let count = Int(truncatingIfNeeded: geometry.indexMask) &+ 1
    let step = (1 as UInt64) &<< shift
    if Recorder.isRecording || !geometry.isPlain {
      for index in 0..<count {
        let place = table.advanced(by: UInt64(truncatingIfNeeded: index) &* 8)
        guard let old = memory.descriptor(at: place) else { return false }
        let new = leaf(
          output &+ UInt64(truncatingIfNeeded: index) &* step, attributes, at: shift)
        write(new, over: old, at: place, shift: shift, in: &memory)
      }
      return true
    }
    let first = leaf(output, attributes, at: shift)
    let filled: Void? = memory.withMutableWords(at: table, count: count) { words in
      var next = first
      for index in words.indices {
        words[unchecked: index] = next
        next &+= step
      }
    }
    return filled != nil
  }

  /// Puts `new` in place of a live entry, breaking it first unless told not to.
  @inlinable
  mutating func replace<Memory: WritablePhysicalMemory & ~Copyable>(
    _ path: TablePath, _ input: UInt64, by new: UInt64, _ breaking: BreakBeforeMake,
    in memory: inout Memory
  ) {
    let isTable = path.raw & 0b11 == 0b11 && path.shift > geometry.pageShift
    let size = (1 as UInt64) &<< path.shift
    if breaking != .never {
      write(0, over: path.raw, at: path.entry, shift: path.shift, in: &memory)
      if Recorder.isRecording {
        invalidate(input & ~(size &- 1), bytes: size, shift: path.shift, tables: isTable)
      }
      write(new, over: 0, at: path.entry, shift: path.shift, in: &memory)
    } else {
      write(new, over: path.raw, at: path.entry, shift: path.shift, in: &memory)
      if Recorder.isRecording {
        invalidate(input & ~(size &- 1), bytes: size, shift: path.shift, tables: isTable)
      }
    }
  }
}
