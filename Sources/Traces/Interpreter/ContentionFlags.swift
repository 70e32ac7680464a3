import Machine

/// What `contention_begin` says of a lock: `LCB_F_*`.
///
/// READ and WRITE without SPIN are the rwsem's, with SPIN the rwlock's; a mutex and a spinlock are
/// always taken alone. Source: include/trace/events/lock.h, v6.12.
struct ContentionFlags: OptionSet {
  let rawValue: UInt64
  static let spin = ContentionFlags(rawValue: 1)
  static let read = ContentionFlags(rawValue: 2)
  static let write = ContentionFlags(rawValue: 4)
  static let realTime = ContentionFlags(rawValue: 8)
  static let perCPU = ContentionFlags(rawValue: 16)
  static let mutex = ContentionFlags(rawValue: 32)

  /// Whether whoever waits spins.
  var isSpinning: Bool { contains(.spin) }

  /// For what the lock is wanted.
  var mode: LockClaim.Mode { contains(.read) ? .read : .write }

  /// What sort of lock it is.
  var kind: LockInfo.Kind {
    if contains(.mutex) { return .mutex }
    if contains(.perCPU) { return .rwsem }
    guard !isDisjoint(with: [.read, .write]) else { return isSpinning ? .spinlock : .unknown }
    return isSpinning || contains(.realTime) ? .rwlock : .rwsem
  }
}
