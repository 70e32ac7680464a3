import VMSA

extension TableBuilder {
  /// Maps one leaf of `level`, making the tables above it.
  ///
  /// No invalidation follows: an invalid entry is in no TLB. One leaf is no run, and so never gets
  /// the contiguous hint: that is for ``mapRange(_:byteCount:to:largest:attributes:in:)``.
  @inlinable @inline(__always)
  public mutating func map<Memory: WritablePhysicalMemory & ~Copyable>(
    _ input: UInt64, to output: PhysicalAddress, level: Level = .three,
    attributes: LeafAttributes, in memory: inout Memory
  ) throws(MapError) {
    let shift = shift(of: level)
    try check(input, output, shift: shift)
    let entry = try makeTables(for: input, downTo: shift, in: &memory)
    guard let old = memory.descriptor(at: entry) else {
      throw MapError(input, .foreignTable(entry))
    }
    guard old & 1 == 0 else { throw MapError(input, .alreadyMapped(level)) }
    // Asked last: what is to be kept over the call for adopted pages is less then.
    guard let page = pool.page(of: entry) else { throw MapError(input, .foreignTable(entry)) }
    let new = leaf(output.raw, attributes.withoutHint, at: shift)
    write(new, over: old, at: entry, shift: shift, in: &memory)
    pool.live[page] &+= 1
  }

  /// Refuses a leaf that can't be.
  @inlinable @inline(__always)
  func check(_ input: UInt64, _ output: PhysicalAddress, shift: UInt64) throws(MapError) {
    let within = (1 as UInt64) &<< shift &- 1
    let isFine =
      geometry.contains(input) && (input | output.raw) & within == 0
      && output.raw & geometry.beyondMask == 0 && shift <= geometry.largestLeafShift
      && shift <= geometry.startShift
    if !isFine { throw refusal(input, output, shift: shift) }
  }

  /// What is wrong with a leaf.
  @usableFromInline @inline(never)
  func refusal(_ input: UInt64, _ output: PhysicalAddress, shift: UInt64) -> MapError {
    let size = (1 as UInt64) << shift
    if !root.contains(input) { return MapError(input, .outsideInput) }
    if shift > geometry.largestLeafShift || shift > geometry.startShift {
      return MapError(input, .noLeafAt(geometry.level(at: shift)))
    }
    if input % size != 0 { return MapError(input, .misalignedInput(bytes: size)) }
    if output.raw % size != 0 {
      return MapError(input, .misalignedOutput(output, bytes: size))
    }
    return MapError(input, .outputTooLarge(output))
  }
}
