/// The half of the virtual address space an address lies in, and so which TTBR translates it.
///
/// Source: Arm ARM, "Selection between TTBR0_ELx and TTBR1_ELx when two VA ranges are supported".
public enum AddressRegion: UInt8, CaseIterable, Hashable, Sendable {
  /// Bit 55 clear: TTBR0, for programs.
  case lower
  /// Bit 55 set: TTBR1, for the kernel.
  case upper

  /// The region bit 55 of `address` selects.
  @inlinable
  public init(selectedBy address: VirtualAddress) {
    self = address.raw.bit(55) ? .upper : .lower
  }
}
