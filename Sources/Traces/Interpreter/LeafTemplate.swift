import VMSA

/// Makes the descriptors KVM makes, from the address and permissions of a map call.
///
/// Source: stage2_set_prot_attr and kvm_init_valid_leaf_pte, arch/arm64/kvm/hyp/pgtable.c, v6.12.
struct LeafTemplate {
  var format: DescriptorFormat
  /// MemAttr[3:0] of normal memory.
  var normalMemoryAttribute: Stage2MemoryAttribute

  /// `enum kvm_pgtable_prot`.
  struct Protection: OptionSet {
    let rawValue: UInt64
    static let execute = Protection(rawValue: 1)
    static let write = Protection(rawValue: 2)
    static let read = Protection(rawValue: 4)
    static let device = Protection(rawValue: 8)
    static let nonCacheable = Protection(rawValue: 16)
  }

  /// The leaf that maps an output address at a level; nil when the address can't be held there.
  func leaf(output: UInt64, level: Level, protection: Protection) -> UInt64? {
    let attributes = Stage2Attributes(
      memAttr: memoryAttribute(protection),
      readable: protection.contains(.read), writable: protection.contains(.write),
      sh: format.hasAddressInShareabilityBits ? nil : .inner, accessFlag: true,
      executeNever: protection.contains(.execute) ? .everyone : .nobody)
    return Descriptor.leaf(
      to: PhysicalAddress(output), level: level, format: format, attributes: attributes)?.raw
  }

  /// A table descriptor that points to a page; nil when the address can't be held.
  func table(at address: UInt64, level: Level) -> UInt64? {
    Descriptor.table(at: PhysicalAddress(address), level: level, format: format)?.raw
  }

  private func memoryAttribute(_ protection: Protection) -> Stage2MemoryAttribute {
    if protection.contains(.device) { return 0b0001 }
    if protection.contains(.nonCacheable) { return 0b0101 }
    return normalMemoryAttribute
  }

  /// Bits of a stage-2 leaf that KVM's calls change.
  enum Bit {
    static let readable: UInt64 = 1 << 6
    static let writable: UInt64 = 1 << 7
    static let accessFlag: UInt64 = 1 << 10
    static let executeNeverField: UInt64 = 3 << 53
  }

  /// KVM's mark of an entry that is being broken: invalid, bit 10 set (v6.2 to v6.19 at least).
  static let locked: UInt64 = 1 << 10
}
