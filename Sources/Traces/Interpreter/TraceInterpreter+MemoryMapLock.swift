import Machine
import VMSA

// mmap_lock: wanted, taken and released are all recorded.
extension TraceInterpreter {
  /// `mm=%p memcg_…=… write=true|false`.
  mutating func memoryMapLockWanted(_ thread: Int, _ fields: borrowing RecordFields) -> Bool {
    guard let (claim, mode) = memoryMapClaim(thread, fields) else { return false }
    threads[thread].wantedMemoryMapLock = builder.cast.claims[claim].lock
    guard builder.state.hold(ofClaim: claim) == nil else { return true }
    builder.set(
      .lockWait, claim, to: LockClaim(mode, sinceEvent: event, .observed).word, .observed)
    return true
  }

  /// The same, and ` success=true|false`.
  mutating func memoryMapLockTaken(_ thread: Int, _ fields: borrowing RecordFields) -> Bool {
    guard let (claim, mode) = memoryMapClaim(thread, fields),
      let success = fields[.success]
    else { return false }
    threads[thread].wantedMemoryMapLock = nil
    builder.set(.lockWait, claim, to: 0, .observed)
    guard success != 0 else { return true }
    builder.set(
      .lockHold, claim, to: LockClaim(mode, sinceEvent: event, .observed).word, .observed)
    return true
  }

  mutating func memoryMapLockReleased(_ thread: Int, _ fields: borrowing RecordFields) -> Bool {
    guard let (claim, _) = memoryMapClaim(thread, fields) else { return false }
    release(claim, .observed)
    return true
  }

  private mutating func memoryMapClaim(
    _ thread: Int, _ fields: borrowing RecordFields
  ) -> (claim: Int, mode: LockClaim.Mode)? {
    guard let memory = fields[.mm], let write = fields[.write]
    else { return nil }
    let mode: LockClaim.Mode = write != 0 ? .write : .read
    let lock = recentMemoryMapLocks.index(of: memory) ?? findMemoryMapLock(memory)
    return (builder.claim(lock: lock, thread: thread), mode)
  }

  private mutating func findMemoryMapLock(_ memory: UInt64) -> Int {
    if memoryMapLocks[memory] == nil {
      builder.cast.locks.append(
        LockInfo(name: "mmap_lock", kind: .rwsem, address: Hexadecimal.plain(memory)))
    }
    let lock = memoryMapLocks[memory, default: builder.cast.locks.count - 1]
    memoryMapLocks[memory] = lock
    recentMemoryMapLocks.note(lock, of: memory)
    return lock
  }
}
