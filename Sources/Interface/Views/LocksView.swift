import Machine

/// What the Locks panel shows: who holds and who waits, now and around now.
struct LocksView: Sendable {
  /// A hold or a wait that stands now.
  struct Claim: Hashable, Sendable {
    /// Whether the lock is held; else it is waited for.
    var isHold: Bool
    /// For reading or writing.
    var mode: LockClaim.Mode
    /// Who.
    var thread: String
    /// For how long, in nanoseconds.
    var ageNanoseconds: Int64
    /// How it is known.
    var provenance: Provenance
    /// Whether the kernel reported contention.
    var isContended: Bool
  }

  /// One lock and its claims; none when it is free as far as is known.
  struct Lock: Hashable, Sendable {
    /// The kernel's name, with a number when several have it.
    var name: String
    /// The claims, holders first.
    var claims: [Claim]
  }

  /// What a thread did with a lock in one slice of time.
  enum Moment: Hashable, Sendable {
    /// Nothing known.
    case none
    /// Waited for it.
    case waiting
    /// Held it for reading.
    case reading
    /// Held it for writing.
    case writing
  }

  /// A thread's use of a lock over the window of time.
  struct Lane: Hashable, Sendable {
    /// The lock's name.
    var lock: String
    /// The thread's name.
    var thread: String
    /// The spans that touch the window, in nanoseconds of the recording's clock.
    var spans: [Span]
    /// What it does now.
    var now: Moment
  }

  /// A stretch of a lane.
  struct Span: Hashable, Sendable {
    /// When it began and ended; the end is left out.
    var nanoseconds: Range<Int64>
    /// What it is.
    var moment: Moment
  }

  /// An open invalidation, or the counters of a machine.
  struct Invalidation: Hashable, Sendable {
    /// “sequence +41 · in progress 1”.
    var counters: String
    /// The ranges being invalidated, and by whom.
    var open: [String]
  }

  /// A number the kernel keeps.
  struct Counter: Hashable, Sendable {
    /// The kernel's name.
    var name: String
    /// Its value, in words.
    var value: String
    /// Whether the last event changed it.
    var isChanged: Bool
  }

  /// The locks that are claimed, or were lately; mmu_lock first.
  var locks: [Lock]
  /// Invalidations, one a virtual machine.
  var invalidations: [Invalidation]
  /// The lanes, in the order of the locks.
  var lanes: [Lane]
  /// The window of the lanes.
  var window: Range<Int64>
  /// The current instant.
  var now: Int64
  /// What the clock counts.
  var unit = ClockUnit.time
  /// Every number a simulation keeps; empty for recordings, which have ``invalidations``.
  var counters: [Counter] = []
}
