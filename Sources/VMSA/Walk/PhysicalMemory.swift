/// A memory walks read their descriptors from.
///
/// Types that own a mapping may be noncopyable; walks borrow.
public protocol PhysicalMemory: ~Copyable {
  /// The 64-bit word at `address`, as a little-endian load gives it; nil when nothing is known there.
  ///
  /// ``Translator`` turns the bytes of big-endian tables round; ``Walk`` takes them as they are.
  func descriptor(at address: PhysicalAddress) -> UInt64?

  /// A word of the 4K table that `entry`, a 48-bit table entry, leads to: the one bits 11:3 of
  /// `selector` select.
  ///
  /// Nil when bits 1:0 of `entry` are not `0b11`. It may also be nil of a word that is known: then
  /// who asks has to ask ``descriptor(at:)``. A memory in one piece can tell all of this with one
  /// comparison.
  func descriptor(selectedBy selector: UInt64, inTableOf entry: UInt64) -> UInt64?
}

extension PhysicalMemory where Self: ~Copyable {
  /// The same in two steps.
  @inlinable @inline(__always)
  public func descriptor(selectedBy selector: UInt64, inTableOf entry: UInt64) -> UInt64? {
    guard entry & 0b11 == 0b11 else { return nil }
    return descriptor(at: PhysicalAddress(entry & 0x0000_FFFF_FFFF_F000 | selector & 0xFF8))
  }
}
