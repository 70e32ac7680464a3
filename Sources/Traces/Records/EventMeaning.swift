/// A tracepoint whose fields we read.
enum Tracepoint: String, CaseIterable {
  case guestFault = "kvm_guest_fault"
  case accessFault = "kvm_access_fault"
  case guestEntry = "kvm_entry"
  case guestExit = "kvm_exit"
  case memoryMappedAccess = "kvm_mmio"
  case userspaceExit = "kvm_userspace_exit"
  case unmapHostRange = "kvm_unmap_hva_range"
  case ageHostRange = "kvm_age_hva"
  case testAgeHostRange = "kvm_test_age_hva"
  case contentionBegin = "contention_begin"
  case contentionEnd = "contention_end"
  case memoryMapLockWanted = "mmap_lock_start_locking"
  case memoryMapLockTaken = "mmap_lock_acquire_returned"
  case memoryMapLockReleased = "mmap_lock_released"
  case marker = "tracing_mark_write"
}

extension Tracepoint {
  /// Whether anything is read of it besides that it happened.
  var hasFields: Bool {
    switch self {
    case .guestEntry, .guestExit, .memoryMappedAccess, .userspaceExit, .unmapHostRange,
      .ageHostRange, .testAgeHostRange:
      false
    default: true
    }
  }
}

/// What an event's kind stands for.
enum EventMeaning: Equatable {
  /// A tracepoint whose fields we read.
  case tracepoint(Tracepoint)
  /// The entry of a kernel function.
  case call(KernelFunction)
  /// The return of a kernel function.
  case returned(KernelFunction)
  /// Shown and counted, not understood.
  case other

  /// Whether anything is read of it besides that it happened.
  var hasFields: Bool {
    switch self {
    case .call, .returned: true
    case .tracepoint(let tracepoint): tracepoint.hasFields
    case .other: false
    }
  }
}
