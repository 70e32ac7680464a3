import VMSA

/// One mmu-notifier invalidation, from range_start to range_end.
public struct InvalidationRecord: Hashable, Sendable {
  /// The thread that invalidates, an index into ``Cast/threads``.
  public var thread: Int
  /// The virtual machine notified, where it is known.
  public var machine: Int?
  /// The host virtual addresses.
  public var hostAddresses: Range<UInt64>
  /// Whether a memslot overlaps, so that KVM counts it as in progress.
  public var meetsMemslot: Bool
  /// The event of its start.
  public var event: Int
  /// The event of its end; nil when not recorded.
  public var endEvent: Int?

  /// Makes an invalidation that has just started.
  public init(thread: Int, machine: Int?, hostAddresses: Range<UInt64>, event: Int) {
    self.thread = thread
    self.machine = machine
    self.hostAddresses = hostAddresses
    self.meetsMemslot = false
    self.event = event
  }
}

/// A memslot as the recording's client told of it.
public struct MemslotRecord: Hashable, Sendable {
  /// The slot's number.
  public var number: Int
  /// The guest physical addresses; empty when the slot was deleted.
  public var guestAddresses: Range<UInt64>
  /// The host virtual address of its first byte.
  public var hostAddress: UInt64
  /// KVM_MEM_LOG_DIRTY_PAGES (bit 0) and KVM_MEM_READONLY (bit 1).
  public var flags: UInt64
  /// The event that told of it.
  public var event: Int

  /// Makes a memslot.
  public init(
    number: Int, guestAddresses: Range<UInt64>, hostAddress: UInt64, flags: UInt64, event: Int
  ) {
    self.number = number
    self.guestAddresses = guestAddresses
    self.hostAddress = hostAddress
    self.flags = flags
    self.event = event
  }

  /// Whether dirty pages are logged, which forces page mappings.
  public var logsDirtyPages: Bool { flags & 1 != 0 }
  /// Whether the guest may not write.
  public var isReadOnly: Bool { flags & 2 != 0 }

  /// Whether guest and host addresses agree modulo a size, as a block of that size needs.
  public func isAligned(to bytes: UInt64) -> Bool {
    bytes > 0 && guestAddresses.lowerBound % bytes == hostAddress % bytes
  }

  /// Whether the whole aligned block of a size around an address lies inside the slot.
  public func containsBlock(of bytes: UInt64, around address: UInt64) -> Bool {
    guard bytes > 0 else { return false }
    let start = address - address % bytes
    let (end, overflow) = start.addingReportingOverflow(bytes)
    return !overflow && start >= guestAddresses.lowerBound && end <= guestAddresses.upperBound
  }
}
