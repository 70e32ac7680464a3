/// A memory walks read their descriptors from.
///
/// Types that own a mapping may be noncopyable; walks borrow.
public protocol PhysicalMemory: ~Copyable {
  /// The 64-bit word at `address`, as a little-endian load gives it; nil when nothing is known there.
  ///
  /// ``Translator`` turns the bytes of big-endian tables round; ``Walk`` takes them as they are.
  func descriptor(at address: PhysicalAddress) -> UInt64?
}
