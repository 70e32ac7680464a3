import Machine
import VMSA

// mmap_lock: wanted, taken and released are all recorded.
extension TraceInterpreter {
  /// `mm=%p memcg_…=… write=true|false`.
  mutating func memoryMapLockWanted(_ thread: Int, _ body: RecordBody) -> Bool {
    guard let (claim, mode) = memoryMapClaim(thread, body) else { return false }
    threads[thread].wantedMemoryMapLock = builder.cast.claims[claim].lock
    guard builder.state.hold(ofClaim: claim) == nil else { return true }
    builder.set(
      .lockWait, claim, to: LockClaim(mode, sinceEvent: event, .observed).word, .observed)
    return true
  }

  /// The same, and ` success=true|false`.
  mutating func memoryMapLockTaken(_ thread: Int, _ body: RecordBody) -> Bool {
    guard let (claim, mode) = memoryMapClaim(thread, body),
      let success = body.value(after: "success=")
    else { return false }
    threads[thread].wantedMemoryMapLock = nil
    builder.set(.lockWait, claim, to: 0, .observed)
    guard success.byte == 0x74 else { return true }
    builder.set(
      .lockHold, claim, to: LockClaim(mode, sinceEvent: event, .observed).word, .observed)
    return true
  }

  mutating func memoryMapLockReleased(_ thread: Int, _ body: RecordBody) -> Bool {
    guard let (claim, _) = memoryMapClaim(thread, body) else { return false }
    release(claim, .observed)
    return true
  }

  private mutating func memoryMapClaim(
    _ thread: Int, _ body: RecordBody
  ) -> (claim: Int, mode: LockClaim.Mode)? {
    guard let memory = body.hexadecimal("mm="), let write = body.value(after: "write="),
      let letter = write.byte
    else { return nil }
    let mode: LockClaim.Mode = letter == 0x74 ? .write : .read
    let lock: Int
    if let known = memoryMapLocks[memory] {
      lock = known
    } else {
      builder.cast.locks.append(
        LockInfo(name: "mmap_lock", kind: .rwsem, address: Hexadecimal.plain(memory)))
      lock = builder.cast.locks.count - 1
      memoryMapLocks[memory] = lock
    }
    return (builder.claim(lock: lock, thread: thread), mode)
  }
}
