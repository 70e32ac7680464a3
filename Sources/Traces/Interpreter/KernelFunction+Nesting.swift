extension KernelFunction {
  /// Whether a call of this function may contain a call of another.
  ///
  /// Recordings often lack return probes. A call whose return is not recorded has ended as soon as
  /// its thread calls something it never contains.
  func mayContain(_ inner: KernelFunction) -> Bool {
    switch self {
    case .handleGuestAbort:
      // Faulting a host page in may itself invalidate: copy-on-write does.
      inner != .handleGuestAbort
    case .invalidateRangeStart: inner == .unmapGuestRange || inner.isTLBInvalidation || inner.isLock
    case .invalidateRangeEnd: inner.isLock
    case .notifierRelease: inner == .flushShadowAll || inner == .freeStage2Root
    case .flushShadowAll: inner == .freeStage2Root || inner.isLock
    case .freeStage2Root: inner == .destroyStage2 || inner.isLock
    case .flushShadowMemslot: inner == .unmapRange || inner == .unmapStage2 || inner.isLock
    case .unmapGuestRange, .unmapRange: inner == .unmapStage2 || inner.isTLBInvalidation
    case .ageGuestRange, .testAgeGuestRange:
      inner == .testClearYoungStage2 || inner == .makeOldStage2 || inner.isTLBInvalidation
    case .writeProtectRange: inner == .writeProtectStage2
    case .mapStage2: inner == .mapWalker || inner.isEntryUpdate || inner.isTLBInvalidation
    case .unmapStage2: inner == .unmapWalker || inner.isTLBInvalidation
    case .writeProtectStage2: inner == .attributeWalker || inner == .trySet
    case .relaxStage2, .makeYoungStage2, .makeOldStage2:
      inner == .attributeWalker || inner == .trySet || inner.isTLBInvalidation
    case .testClearYoungStage2: inner == .ageWalker || inner == .attributeWalker
    case .splitStage2:
      inner == .splitWalker || inner == .mapWalker || inner.isEntryUpdate
        || inner.isTLBInvalidation
    default: false
    }
  }

  /// One of the ways KVM invalidates translations of a VM.
  var isTLBInvalidation: Bool {
    switch self {
    case .flushTLB, .flushTLBAddress, .flushTLBAddressLocally, .flushTLBRange: true
    default: false
    }
  }

  /// One of the slow paths of a queued rwlock.
  var isLock: Bool { self == .readLockSlowPath || self == .writeLockSlowPath }

  private var isEntryUpdate: Bool {
    self == .tryBreak || self == .trySet || self == .makeEntry
  }
}

extension Tracepoint {
  /// Whether the event shows that its thread is in no call that works on stage-2 tables.
  var endsStage2Work: Bool {
    switch self {
    case .guestFault, .guestEntry, .guestExit, .userspaceExit, .memoryMappedAccess, .marker,
      .memoryMapLockWanted, .memoryMapLockTaken, .memoryMapLockReleased:
      true
    default: false
    }
  }
}
