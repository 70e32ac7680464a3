import Machine
import VMSA

// Events that the cast speaks of and that the file, cut off, does not have.
extension RecordingReader {
  /// Makes every event that the cast speaks of one that there is.
  ///
  /// - Returns: whether there was one that is not: the recording ends before it.
  mutating func checkEnds() -> Bool {
    let count = builder.log.count
    guard count > 0 else { return forgetOccurrences() }
    var isCut = false
    for number in 0..<builder.cast.faults.count {
      let fault = builder.cast.faults[number]
      guard isBeyond(fault.event, fault.endEvent) else { continue }
      builder.cast.faults[number] = fault.before(event: count)
      isCut = true
    }
    for number in 0..<builder.cast.calls.count {
      let call = builder.cast.calls[number]
      guard isBeyond(call.event, call.endEvent) else { continue }
      builder.cast.calls[number] = call.before(event: count)
      isCut = true
    }
    for number in 0..<builder.cast.invalidations.count {
      let invalidation = builder.cast.invalidations[number]
      guard isBeyond(invalidation.event, invalidation.endEvent) else { continue }
      builder.cast.invalidations[number] = invalidation.before(event: count)
      isCut = true
    }
    for number in 0..<builder.cast.memslots.count
    where isBeyond(builder.cast.memslots[number].event, nil) {
      builder.cast.memslots[number].event = count - 1
      isCut = true
    }
    for number in 0..<builder.cast.machines.count
    where isBeyond(builder.cast.machines[number].firstEvent, nil) {
      builder.cast.machines[number].firstEvent = count - 1
      isCut = true
    }
    return isCut
  }

  private func isBeyond(_ event: Int, _ endEvent: Int?) -> Bool {
    max(event, endEvent ?? 0) >= builder.log.count
  }

  /// Without events nothing occurs.
  private mutating func forgetOccurrences() -> Bool {
    let (cast, empty) = (builder.cast, Cast())
    builder.cast.faults = empty.faults
    builder.cast.calls = empty.calls
    builder.cast.invalidations = empty.invalidations
    builder.cast.memslots = empty.memslots
    builder.cast.machines = empty.machines
    for number in 0..<cast.locks.count { builder.cast.locks[number].machine = nil }
    for number in 0..<cast.counters.count { builder.cast.counters[number].machine = nil }
    return cast.machines.count + cast.faults.count + cast.calls.count > 0
  }
}

extension FaultRecord {
  /// The fault as a recording tells of it that ends before an event.
  fileprivate func before(event end: Int) -> FaultRecord {
    var fault = FaultRecord(
      thread: thread, machine: machine, address: address, syndrome: syndrome,
      virtualAddress: virtualAddress, programCounter: programCounter, event: min(event, end - 1))
    fault.endEvent = endEvent.flatMap { $0 < end ? $0 : nil }
    fault.outcome = outcome
    return fault
  }
}

extension CallRecord {
  fileprivate func before(event end: Int) -> CallRecord {
    var call = CallRecord(
      function: function, thread: thread, parent: parent, fault: fault, event: min(event, end - 1),
      addresses: addresses, output: output)
    call.machine = machine
    call.endEvent = endEvent.flatMap { $0 < end ? $0 : nil }
    call.returned = returned
    return call
  }
}

extension InvalidationRecord {
  fileprivate func before(event end: Int) -> InvalidationRecord {
    var invalidation = InvalidationRecord(
      thread: thread, machine: machine, hostAddresses: hostAddresses, event: min(event, end - 1))
    invalidation.meetsMemslot = meetsMemslot
    invalidation.endEvent = endEvent.flatMap { $0 < end ? $0 : nil }
    return invalidation
  }
}
