import Machine
import VMSA

// Waits: contention_begin and contention_end, and the slow paths they are tied to a lock by.
extension TraceInterpreter {
  /// `lock=…` of a queued rwlock's slow path; the lock is a machine's mmu_lock when the address is
  /// that of its `struct kvm`, whose first member it is.
  mutating func slowPath(_ thread: Int, _ mode: LockClaim.Mode, _ fields: borrowing RecordFields)
    -> Bool
  {
    guard let address = fields[.lock] else { return false }
    let lock = lock(at: address, kind: .rwlock)
    threads[thread].slowPath = .init(mode: mode, lock: lock)
    if !facts.hasContentionEvents {
      beginWait(thread, lock: lock, mode)
    }
    return true
  }

  mutating func slowPathReturned(_ thread: Int) {
    guard let path = threads[thread].slowPath else { return }
    threads[thread].slowPath = nil
    if !facts.hasContentionEvents { endWait(thread) }
    gotLock(thread, lock: path.lock, path.mode)
  }

  /// `%p (flags=SPIN|READ)`.
  mutating func contentionBegin(_ thread: Int, _ fields: borrowing RecordFields) -> Bool {
    guard let address = fields[.lock], let flags = fields[.flags].map(ContentionFlags.init)
    else { return false }
    let lock: Int
    if let path = threads[thread].slowPath, flags.isSpinning, flags.mode == path.mode {
      // The hashed address of the event and the probe's argument are the same lock.
      lock = path.lock
      locksByAddress[address] = lock
    } else if let wanted = threads[thread].wantedMemoryMapLock, flags.kind == .rwsem {
      lock = wanted
      locksByAddress[address] = lock
    } else {
      lock = self.lock(at: address, kind: flags.kind)
    }
    beginWait(thread, lock: lock, flags.mode)
    return true
  }

  /// `%p (ret=%d)`: 0 when the lock was taken.
  mutating func contentionEnd(_ thread: Int, _ fields: borrowing RecordFields) -> Bool {
    guard let result = fields.signed(.ret) else { return false }
    guard let claim = threads[thread].contendedClaim else { return true }
    let mode = builder.state.wait(ofClaim: claim)?.mode
    endWait(thread)
    let lock = builder.cast.claims[claim].lock
    guard result == 0, let mode, builder.cast.locks[lock].kind == .rwlock else { return true }
    gotLock(thread, lock: lock, mode)
    return true
  }

  /// The thread has an rwlock since now. Only an mmu_lock's release can be told, so only its hold
  /// is noted.
  private mutating func gotLock(_ thread: Int, lock: Int, _ mode: LockClaim.Mode) {
    guard builder.cast.locks[lock].machine != nil else { return }
    let claim = builder.claim(lock: lock, thread: thread)
    guard builder.state.hold(ofClaim: claim)?.mode != mode else { return }
    hold(claim, mode, .observed)
    threads[thread].slowPathHold = claim
  }

  private mutating func beginWait(_ thread: Int, lock: Int, _ mode: LockClaim.Mode) {
    let claim = builder.claim(lock: lock, thread: thread)
    threads[thread].contendedClaim = claim
    builder.set(
      .lockWait, claim,
      to: LockClaim(mode, sinceEvent: event, isContended: true, .observed).word, .observed)
  }

  private mutating func endWait(_ thread: Int) {
    guard let claim = threads[thread].contendedClaim else { return }
    threads[thread].contendedClaim = nil
    builder.set(.lockWait, claim, to: 0, .observed)
  }

  /// The lock that is printed with an address, which joins the cast when it is new.
  private mutating func lock(at address: UInt64, kind: LockInfo.Kind) -> Int {
    if let known = locksByAddress[address] { return known }
    builder.cast.locks.append(
      LockInfo(name: kind.rawValue, kind: kind, address: Hexadecimal.plain(address)))
    let lock = builder.cast.locks.count - 1
    locksByAddress[address] = lock
    return lock
  }
}
