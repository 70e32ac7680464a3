import Machine

// mmu notifiers: invalidations begun, met by a memslot, ended.
extension TraceInterpreter {
  mutating func beginInvalidation(_ thread: Int, machine: Int?, _ fields: borrowing RecordFields)
    -> Bool
  {
    guard let start = fields[.start], let end = fields[.end] else {
      return false
    }
    builder.cast.invalidations.append(
      InvalidationRecord(
        thread: thread, machine: machine, hostAddresses: start..<max(start, end), event: event))
    let number = builder.cast.invalidations.count - 1
    threads[thread].invalidations.append(number)
    builder.set(.invalidationOpen, number, to: 1, .observed)
    return true
  }

  /// The first memslot a range meets raises `mmu_invalidate_in_progress`.
  ///
  /// Source: kvm_mmu_invalidate_begin, virt/kvm/kvm_main.c, v6.12.
  mutating func invalidationMeetsMemslot(_ thread: Int, machine: Int?) {
    guard let machine, let number = threads[thread].invalidations.last,
      !builder.cast.invalidations[number].meetsMemslot
    else { return }
    builder.cast.invalidations[number].meetsMemslot = true
    builder.cast.invalidations[number].machine = machine
    let counter = builder.cast.machines[machine].inProgressCounter
    builder.set(
      .counter, counter, to: builder.state.value(ofCounter: counter) &+ 1,
      .inferred(.notifierProtocol))
  }

  /// The end of a range that met a memslot advances the sequence and lowers the count.
  mutating func endInvalidation(_ thread: Int, _ fields: borrowing RecordFields) -> Bool {
    guard let start = fields[.start] else { return false }
    guard
      let position = threads[thread].invalidations.lastIndex(where: {
        builder.cast.invalidations[$0].hostAddresses.lowerBound == start
      })
    else { return true }
    let number = threads[thread].invalidations.remove(at: position)
    builder.cast.invalidations[number].endEvent = event
    builder.set(.invalidationOpen, number, to: 0, .observed)
    let record = builder.cast.invalidations[number]
    guard record.meetsMemslot, let machine = record.machine else { return true }
    let info = builder.cast.machines[machine]
    let sequence = builder.state.value(ofCounter: info.sequenceCounter)
    let inProgress = builder.state.value(ofCounter: info.inProgressCounter)
    builder.set(.counter, info.sequenceCounter, to: sequence &+ 1, .inferred(.notifierProtocol))
    builder.set(
      .counter, info.inProgressCounter, to: inProgress > 0 ? inProgress - 1 : 0,
      .inferred(.notifierProtocol))
    return true
  }

  /// `memslot slot=N gpa=… hva=… size=… flags=…`, as a client may write into trace_marker.
  mutating func marker(_ fields: borrowing RecordFields) -> Bool {
    guard let number = fields.signed(.slot),
      (0..<0x1_0000).contains(number), let guest = fields[.gpa],
      let host = fields[.hva], let size = fields[.size],
      guest.addingReportingOverflow(size).overflow == false
    else { return true }
    builder.cast.memslots.append(
      MemslotRecord(
        number: number, guestAddresses: guest..<guest + size, hostAddress: host,
        flags: fields[.flags] ?? 0, event: event))
    let word = size == 0 ? 0 : UInt64(builder.cast.memslots.count)
    builder.set(.memslot, number, to: word, .observed)
    return true
  }
}
