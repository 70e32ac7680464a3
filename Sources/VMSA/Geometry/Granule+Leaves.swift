extension Granule {
  /// The levels at which an entry may map memory: blocks at the upper ones, pages at level 3.
  ///
  /// The topmost block size (512G, 64G, 4T) exists only when output addresses are wide: with LPA2
  /// (`TCR.DS` or `VTCR.DS`) for 4K and 16K, with a 52-bit physical address (LPA) for 64K.
  ///
  /// Source: Arm ARM, "VMSAv8-64 translation table format descriptors" (Block descriptors).
  @inlinable
  public func leafLevels(wideOutput: Bool) -> ClosedRange<Level> {
    switch (self, wideOutput) {
    case (.size4K, true): .zero ... .three
    case (.size4K, false), (.size16K, true), (.size64K, true): .one ... .three
    case (.size16K, false), (.size64K, false): .two ... .three
    }
  }

  /// The name of the memory one entry of `level` spans: "2M" for 4K at level 2, "4T" for 64K at 1.
  ///
  /// Says nothing about whether a leaf is legal there; `leafLevels` does.
  public func leafSizeName(at level: Level) -> String { ByteSize.text(entrySpanBytes(at: level)) }
}
