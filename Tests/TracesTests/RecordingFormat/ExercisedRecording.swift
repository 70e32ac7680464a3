import Machine
import Traces
import VMSA

/// Goes everywhere a screen could go in a recording: whatever was read, nothing may trap.
func exercise(_ recording: Recording) {
  let timeline = recording.timeline
  let cast = timeline.cast
  var cursor = TimelineCursor(timeline)
  for index in -1..<timeline.count {
    cursor.seek(to: index, in: timeline)
    _ = cursor.state.holders(cast: cast)
    _ = cursor.state.waiters(cast: cast)
    _ = cursor.state.openInvalidations
    for slot in cursor.state.memslotsInForce() { _ = cast.memslots[slot].guestAddresses }
    for thread in cast.threads.indices {
      if let fault = cursor.state.fault(ofThread: thread) { _ = cast.faults[fault].outcome }
      if let call = cursor.state.call(ofThread: thread) { _ = cast.calls[call].function }
    }
    guard index >= 0 else { continue }
    _ = timeline.text.text(ofEventAt: index, in: timeline.log)
    _ = timeline.text.line(ofEventAt: index, in: timeline.log)
    _ = cast.eventKinds[timeline.log.kind(ofEventAt: index)]
    _ = cast.threads[timeline.log.thread(ofEventAt: index)].name
  }
  cursor.seek(to: -1, in: timeline)
  let state = timeline.state(at: timeline.count - 1)
  for root in 0..<cast.roots.count {
    _ = state.walk(root: root, to: 0x4020_1000, cast: cast)
    _ = state.leaves(ofRoot: root, cast: cast)
    _ = state.tables(ofRoot: root, cast: cast)
  }
  for lock in cast.locks.indices { _ = timeline.totals(ofLock: lock) }
  _ = timeline.mappedLeaves()
  for number in 0..<cast.faults.count {
    _ = timeline.log.timeNanoseconds(ofEventAt: cast.faults[number].event)
    if let end = cast.faults[number].endEvent { _ = timeline.log.timeNanoseconds(ofEventAt: end) }
  }
  for number in 0..<cast.calls.count {
    _ = timeline.log.timeNanoseconds(ofEventAt: cast.calls[number].event)
    if let end = cast.calls[number].endEvent { _ = timeline.log.timeNanoseconds(ofEventAt: end) }
  }
}
