import Machine
import Testing
import Traces

/// Holds two recordings to be the same: the cast, the events, the changes, and the state at every
/// instant.
func expectSame(_ one: Recording, _ other: Recording, _ comment: String) {
  expectSameCast(one.timeline.cast, other.timeline.cast, comment)
  expectSameLog(one.timeline, other.timeline, comment)
  expectSameStates(one.timeline, other.timeline, comment)
  #expect(one.kind == other.kind)
  #expect(one.lines == other.lines)
  #expect(one.lost == other.lost)
  #expect(one.kindCounts == other.kindCounts)
  #expect(one.understoodKinds == other.understoodKinds)
  #expect(one.verifiedEntries == other.verifiedEntries)
  #expect(one.correctedEntries == other.correctedEntries)
  #expect(one.isMissingTables == other.isMissingTables)
  #expect(one.isCutOff == other.isCutOff)
  #expect(one.notRecorded == other.notRecorded)
  #expect(one.machineNotes == other.machineNotes)
  #expect(one.unparsed == other.unparsed)
}

private func expectSameCast(_ one: Cast, _ other: Cast, _ comment: String) {
  #expect(one.threads == other.threads, "\(comment)")
  #expect(one.eventKinds == other.eventKinds, "\(comment)")
  #expect(one.counters == other.counters, "\(comment)")
  #expect(one.locks == other.locks, "\(comment)")
  #expect(one.claims == other.claims, "\(comment)")
  #expect(one.machines == other.machines, "\(comment)")
  #expect(one.roots == other.roots, "\(comment)")
  #expect(one.tables == other.tables, "\(comment)")
  #expect(one.memslots == other.memslots, "\(comment)")
  #expect(one.slotCount == other.slotCount, "\(comment)")
  #expect(one.invalidations.count == other.invalidations.count)
  for number in 0..<min(one.invalidations.count, other.invalidations.count) {
    #expect(one.invalidations[number] == other.invalidations[number], "\(comment)")
  }
  #expect(one.faults.count == other.faults.count)
  for number in 0..<min(one.faults.count, other.faults.count) {
    #expect(one.faults[number] == other.faults[number], "\(comment): fault \(number)")
  }
  #expect(one.calls.count == other.calls.count)
  for number in 0..<min(one.calls.count, other.calls.count) {
    #expect(one.calls[number] == other.calls[number], "\(comment): call \(number)")
  }
}

private func expectSameLog(_ one: Timeline, _ other: Timeline, _ comment: String) {
  #expect(one.count == other.count, "\(comment)")
  for index in 0..<min(one.count, other.count) {
    let (left, right) = (one.log, other.log)
    let isSame =
      left.timeNanoseconds(ofEventAt: index) == right.timeNanoseconds(ofEventAt: index)
      && left.cpu(ofEventAt: index) == right.cpu(ofEventAt: index)
      && left.thread(ofEventAt: index) == right.thread(ofEventAt: index)
      && left.kind(ofEventAt: index) == right.kind(ofEventAt: index)
      && one.text.line(ofEventAt: index, in: left)
        == other.text.line(ofEventAt: index, in: right)
      && left.workAddress(ofEventAt: index) == right.workAddress(ofEventAt: index)
      && Array(left.changes(ofEventAt: index)) == Array(right.changes(ofEventAt: index))
      && one.text.text(ofEventAt: index, in: left) == other.text.text(ofEventAt: index, in: right)
    if !isSame { return #expect(isSame, "\(comment): event \(index)") }
  }
}

/// Steps through both side by side.
private func expectSameStates(_ one: Timeline, _ other: Timeline, _ comment: String) {
  var (left, right) = (TimelineCursor(one), TimelineCursor(other))
  #expect(left.state == right.state, "\(comment)")
  for index in 0..<min(one.count, other.count) {
    left.seek(to: index, in: one)
    right.seek(to: index, in: other)
    // Whole states are large: every one is compared where there are few events.
    guard one.count < 400 || index % 31 == 0 else { continue }
    if left.state != right.state {
      return #expect(left.state == right.state, "\(comment): instant \(index)")
    }
  }
  for index in stride(from: one.count - 1, through: -1, by: -37) {
    left.seek(to: index, in: one)
    right.seek(to: index, in: other)
    if left.state != right.state {
      return #expect(left.state == right.state, "\(comment): back at \(index)")
    }
  }
}
