extension Descriptor {
  /// A table entry that leads to the table at `table`, all other bits clear.
  ///
  /// Nil when there is no such entry: at level 3, or when the address isn't aligned to the granule
  /// or doesn't fit the format.
  public static func table(
    at table: PhysicalAddress, level: Level, format: DescriptorFormat
  ) -> Descriptor? {
    guard level != .three,
      let address = format.encoded(table.raw, from: format.granule.pageShift)
    else { return nil }
    return Descriptor(raw: address | 0b11, level: level, format: format)
  }

  /// A stage 2 block or page that maps the memory at `output`.
  ///
  /// Nil when the format is not stage 2's or has no leaf at `level`, or when the address isn't
  /// aligned to the leaf's size or doesn't fit.
  public static func leaf(
    to output: PhysicalAddress, level: Level, format: DescriptorFormat,
    attributes: Stage2Attributes
  ) -> Descriptor? {
    guard format.stage == .two else { return nil }
    return leaf(to: output, level: level, format: format, bits: attributes.encoded(in: format))
  }

  /// A stage 1 block or page that maps the memory at `output`.
  ///
  /// Nil when the format is not stage 1's or has no leaf at `level`, or when the address isn't
  /// aligned to the leaf's size or doesn't fit.
  public static func leaf(
    to output: PhysicalAddress, level: Level, format: DescriptorFormat,
    attributes: Stage1Attributes
  ) -> Descriptor? {
    guard format.stage == .one else { return nil }
    return leaf(to: output, level: level, format: format, bits: attributes.encoded(in: format))
  }

  /// A leaf from attribute bits already in their places.
  private static func leaf(
    to output: PhysicalAddress, level: Level, format: DescriptorFormat, bits: UInt64
  ) -> Descriptor? {
    guard format.permitsLeaf(at: level),
      let address = format.encoded(output.raw, from: format.granule.shift(at: level))
    else { return nil }
    // nT (bit 16) is an attribute of blocks; in a page's entry the bit belongs to the address.
    let attributes = level == .three ? bits & ~UInt64.mask(16...16) : bits
    let type: UInt64 = level == .three ? 0b11 : 0b01
    return Descriptor(raw: address | attributes | type, level: level, format: format)
  }
}
