/// A lock that threads of a timeline take or wait for.
public struct LockInfo: Hashable, Sendable {
  /// What sort of lock the kernel says it is.
  public enum Kind: String, Hashable, Sendable {
    /// A spinning reader-writer lock, as mmu_lock is since v5.18.
    case rwlock
    /// A sleeping reader-writer semaphore, as mmap_lock is.
    case rwsem
    /// A spinlock, as mmu_lock was until v5.17.
    case spinlock
    /// A mutex.
    case mutex
    /// Not told.
    case unknown
  }

  /// The kernel's name: “mmu_lock”, “mmap_lock”, or the kind's name when no more is known.
  public var name: String
  /// What sort of lock.
  public var kind: Kind
  /// The address it was recorded with, hashed or not, as text; empty when never recorded.
  public var address: String
  /// The virtual machine whose mmu_lock it is: an index into ``Cast/machines``.
  public var machine: Int?

  /// Makes a lock.
  public init(name: String, kind: Kind, address: String = "", machine: Int? = nil) {
    self.name = name
    self.kind = kind
    self.address = address
    self.machine = machine
  }
}

/// One thread's claims on one lock; what holds and waits are recorded against.
public struct ClaimInfo: Hashable, Sendable {
  /// An index into ``Cast/locks``.
  public var lock: Int
  /// An index into ``Cast/threads``.
  public var thread: Int

  /// Makes a claim's identity.
  public init(lock: Int, thread: Int) {
    self.lock = lock
    self.thread = thread
  }
}

/// A hold of, or a wait for, a lock: its mode, how it is known and since when.
///
/// Packed in a register's word: bits 1:0 the mode, bit 2 whether the kernel reported contention,
/// bits 18:3 the provenance, bits 63:19 the event since which it stands.
public struct LockClaim: Hashable, Sendable {
  /// For what a lock is held or wanted.
  public enum Mode: UInt8, Hashable, Sendable {
    /// Shared, among readers.
    case read = 1
    /// Alone.
    case write = 2

    /// “read” or “write”.
    public var word: String { self == .read ? "read" : "write" }
  }

  /// For reading or for writing.
  public var mode: Mode
  /// Whether the kernel reported contention for it (`contention_begin`).
  public var isContended: Bool
  /// The event since which it stands.
  public var sinceEvent: Int
  /// How it is known.
  public var provenance: Provenance

  /// Makes a claim.
  public init(
    _ mode: Mode, sinceEvent: Int, isContended: Bool = false, _ provenance: Provenance
  ) {
    self.mode = mode
    self.isContended = isContended
    self.sinceEvent = sinceEvent
    self.provenance = provenance
  }

  /// Reads a register's word; nil when nothing is claimed.
  public init?(word: UInt64) {
    guard let mode = Mode(rawValue: UInt8(word & 0b11)) else { return nil }
    self.init(
      mode, sinceEvent: Int(word >> 19), isContended: word & 0b100 != 0,
      Provenance(code: UInt16(truncatingIfNeeded: word >> 3)))
  }

  /// The claim as a register's word; never 0.
  public var word: UInt64 {
    UInt64(mode.rawValue) | (isContended ? 0b100 : 0) | UInt64(provenance.code) << 3
      | UInt64(max(0, sinceEvent)) << 19
  }
}
