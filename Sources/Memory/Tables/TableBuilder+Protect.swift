import VMSA

extension TableBuilder {
  /// Gives every leaf of a region new attributes; where it leads stays. The bytes that are mapped.
  ///
  /// A change of permissions, access flag or software bits needs no break; an invalidation follows
  /// every leaf. Contiguous runs that lie only partly in the region lose their hint first. Whole
  /// ones, of which all members change at once, keep it or get it if the attributes have it.
  @discardableResult
  public mutating func protect<Memory: WritablePhysicalMemory & ~Copyable>(
    _ input: UInt64, byteCount: UInt64, attributes: LeafAttributes,
    breaking: BreakBeforeMake = .whereRequired, in memory: inout Memory
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
      if path.raw & 1 == 1,
        let bytes = changeRun(
          path, from, bytes: byteCount &- done, to: attributes, breaking: breaking, in: &memory)
      {
        mapped &+= bytes
        done &+= bytes
        continue
      }
      if path.raw & 1 == 1 {
        change(path, from, to: attributes, breaking: breaking, in: &memory)
        mapped &+= 1 << path.shift
      }
      done &+= (1 << path.shift) &- (from & ((1 << path.shift) &- 1))
    }
    return mapped
  }

  /// Changes one leaf's attributes.
  private mutating func change<Memory: WritablePhysicalMemory & ~Copyable>(
    _ path: TablePath, _ input: UInt64, to attributes: LeafAttributes, breaking: BreakBeforeMake,
    in memory: inout Memory
  ) {
    let output = geometry.address(in: path.raw) & (UInt64.max << path.shift)
    let new = leaf(output, attributes.withoutHint, at: path.shift)
    if new == path.raw { return }
    let needsBreak =
      switch breaking {
      case .never: false
      case .always: true
      case .whereRequired: (path.raw ^ new) & root.format.bitsThatNeedBreak != 0
      }
    if needsBreak { breakEntry(path, input, in: &memory) }
    let old = needsBreak ? 0 : path.raw
    write(new, over: old, at: path.entry, shift: path.shift, in: &memory)
    if !needsBreak && Recorder.isRecording {
      invalidate(input, bytes: 1 << path.shift, shift: path.shift, tables: false)
    }
  }

  /// Makes a live entry invalid and has its translations forgotten.
  mutating func breakEntry<Memory: WritablePhysicalMemory & ~Copyable>(
    _ path: TablePath, _ input: UInt64, tables: Bool = false, in memory: inout Memory
  ) {
    write(0, over: path.raw, at: path.entry, shift: path.shift, in: &memory)
    let size = (1 as UInt64) << path.shift
    if Recorder.isRecording {
      invalidate(input & ~(size - 1), bytes: size, shift: path.shift, tables: tables)
    }
  }
}
