/// A memory walks read their descriptors from.
///
/// Types that own a mapping may be noncopyable; walks borrow.
public protocol PhysicalMemory: ~Copyable {
  /// The 64-bit word at `address`, in the walk's byte order; nil when nothing is known there.
  func descriptor(at address: PhysicalAddress) -> UInt64?
}
