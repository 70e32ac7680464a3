import Machine
import VMSA

/// Turns understood trace records into what became true: the events of a timeline.
///
/// The rules by which facts are inferred are those of ``InferenceRule``; each is applied in the file
/// named for its subject. The interpreter keeps what it needs of each thread in ``ThreadContext`` and
/// everything else in the timeline it builds.
struct TraceInterpreter {
  let facts: RecordingFacts
  let template: LeafTemplate
  var builder = TimelineBuilder()
  var threads: [ThreadContext] = []
  var directory = MachineDirectory()
  /// Locks by the address that contention events and probes print.
  var locksByAddress: [UInt64: Int] = [:]
  /// mmap_locks by their hashed or plain `struct mm_struct` address.
  var memoryMapLocks: [UInt64: Int] = [:]
  var recentMemoryMapLocks = RecentLookups(bits: 6)
  /// Entries that were marked LOCKED: by which thread, and what they held before.
  var brokenEntries: [Int: (thread: Int, before: UInt64)] = [:]
  /// Entries that map calls made: when, and what they held before.
  var madeEntries: [Int: (event: Int, before: UInt64)] = [:]
  /// How often an entry read was what had been inferred, and how often not.
  var verified = 0
  var corrected = 0
  /// Whether it mattered that the recording names one `struct kvm` in all.
  var needsSoleKVM = false

  /// The entry slots that all tables may have together.
  static let mostSlots = 1 << 27

  init(facts: RecordingFacts) {
    self.facts = facts
    template = LeafTemplate(
      format: facts.format,
      normalMemoryAttribute: Stage2MemoryAttribute(
        UInt8(truncatingIfNeeded: facts.normalMemoryAttribute)))
  }

  /// The event now being interpreted.
  var event: Int { builder.event }

  /// Interprets the record of the event that was just begun.
  ///
  /// - Returns: false when the record's fields can't be read; it then changes nothing.
  mutating func take(_ meaning: EventMeaning, thread: Int, fields: borrowing RecordFields) -> Bool {
    while threads.count <= thread { threads.append(ThreadContext()) }
    switch meaning {
    case .other: return true
    case .tracepoint(let tracepoint):
      if tracepoint.endsStage2Work {
        closeUnreturnedCalls(of: thread)
        releaseSlowPathHold(of: thread)
      }
      return take(tracepoint, thread: thread, fields: fields)
    case .call(let function): return take(callOf: function, thread: thread, fields: fields)
    case .returned(let function):
      take(returnOf: function, thread: thread, fields: fields)
      return true
    }
  }

  /// Forgets what threads were doing: events were lost here.
  mutating func loseTrack() {
    for thread in threads.indices {
      threads[thread] = ThreadContext()
      builder.set(.threadCall, thread, to: 0, .inferred(.lostEvents))
      builder.set(.threadFault, thread, to: 0, .inferred(.lostEvents))
    }
    for claim in builder.cast.claims.indices {
      builder.set(.lockHold, claim, to: 0, .inferred(.lostEvents))
      builder.set(.lockWait, claim, to: 0, .inferred(.lostEvents))
    }
    brokenEntries = [:]
    madeEntries = [:]
  }

  private mutating func take(
    _ tracepoint: Tracepoint, thread: Int, fields: borrowing RecordFields
  ) -> Bool {
    switch tracepoint {
    case .guestFault: guestFault(thread, fields)
    case .accessFault: accessFault(thread, fields)
    case .guestEntry: guestEntry(thread)
    case .guestExit: guestExit(thread)
    case .memoryMappedAccess: memoryMappedAccess(thread)
    case .userspaceExit: userspaceExit(thread)
    case .unmapHostRange, .ageHostRange, .testAgeHostRange: true
    case .contentionBegin: contentionBegin(thread, fields)
    case .contentionEnd: contentionEnd(thread, fields)
    case .memoryMapLockWanted: memoryMapLockWanted(thread, fields)
    case .memoryMapLockTaken: memoryMapLockTaken(thread, fields)
    case .memoryMapLockReleased: memoryMapLockReleased(thread, fields)
    case .marker: marker(fields)
    }
  }
}
