extension Granule {
  /// The lowest address bit that selects an entry at `level`: 21 for 4K at level 2.
  ///
  /// It is 68 for 64K at level −1, a level that granule does not have.
  @inlinable
  public func shift(at level: Level) -> Int { pageShift &+ (3 &- level.number) &* stride }

  /// The bytes one entry of `level` spans: 2 MiB for 4K at level 2.
  ///
  /// 2^63 stands in for 64K at level −1, which would not fit, so that the answer is always a
  /// power of two and never 0.
  @inlinable
  public func entrySpanBytes(at level: Level) -> UInt64 { 1 &<< UInt64(min(shift(at: level), 63)) }

  /// The index of `address` in a full table of `level`.
  ///
  /// A first table may be shorter, or be several side by side: see `WalkRoot.index(of:)`.
  @inlinable
  public func index(of address: UInt64, at level: Level) -> Int {
    Int(truncatingIfNeeded: (address >> UInt64(shift(at: level))) & UInt64(entriesPerTable &- 1))
  }

  /// The address bits that index a full table of `level`, clipped to `inputBits` bits of address.
  ///
  /// Nil when the address has no bit for that level. `inputBits` is 52 at most today: level 0 of
  /// 16K tables resolves 51:47, level 1 of 64K tables 51:42.
  public func indexBits(at level: Level, inputBits: Int) -> ClosedRange<Int>? {
    let lowest = shift(at: level)
    let end = min(lowest + stride, max(0, min(inputBits, 64)))
    return lowest < end ? lowest...(end - 1) : nil
  }

  /// The address bits that index a full table of `level`: 29...21 for 4K at level 2.
  ///
  /// Bits that would lie above bit 63 are left out.
  public func indexBits(at level: Level) -> ClosedRange<Int> {
    indexBits(at: level, inputBits: 64) ?? 63...63
  }
}
