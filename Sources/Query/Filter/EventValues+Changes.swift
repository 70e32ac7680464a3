import Machine
import VMSA

extension EventValues {
  /// Hands the values that a change gives a field of numbers to `body`, until it is enough.
  func visit(
    _ field: QueryField, of change: Change, at event: Int, in timeline: Timeline,
    _ body: (UInt64, UInt64) -> Bool
  ) -> Bool {
    let cast = timeline.cast
    switch change.kind {
    case .descriptor, .descriptorLearned, .tableAttached:
      guard let table = change.table(in: cast) else { return false }
      return visit(field, of: change, in: cast.tables[table], number: table, cast, body)
    case .threadFault: return visitFaults(field, of: change, timeline, body)
    case .threadCall:
      for call in change.calls(at: event, in: cast) {
        if visit(field, ofCall: cast.calls[call], at: event, timeline, body) { return true }
      }
      return false
    case .memslot:
      for number in change.memslots(in: cast) {
        let slot = cast.memslots[number]
        let length = slot.guestAddresses.upperBound &- slot.guestAddresses.lowerBound
        if field == .ipa, span(slot.guestAddresses.lowerBound, length, body) { return true }
        if field == .hva, span(slot.hostAddress, length, body) { return true }
      }
      return false
    case .invalidationOpen:
      guard field == .hva, let number = change.invalidation(in: cast) else { return false }
      let range = cast.invalidations[number].hostAddresses
      return span(range.lowerBound, range.upperBound &- range.lowerBound, body)
    case .rootLive, .lockHold, .lockWait, .threadGuest, .counter: return false
    }
  }

  /// Values of an entry that is written, or of a table that is linked in or taken out.
  private func visit(
    _ field: QueryField, of change: Change, in table: TableInfo, number: Int, _ cast: Cast,
    _ body: (UInt64, UInt64) -> Bool
  ) -> Bool {
    let isEntry = change.kind != .tableAttached
    let entryBytes = table.granule.entrySpanBytes(at: table.level)
    switch field {
    case .level:
      let level = Intervals.ordinal(Int64(table.level.number))
      return body(level, level)
    case .table:
      if body(UInt64(number), UInt64(number)) { return true }
      return table.kernelAddress.map { body($0, $0) } ?? false
    case .ipa:
      guard isEntry else {
        return span(
          table.inputBase, entryBytes &* UInt64(truncatingIfNeeded: table.entryCount), body)
      }
      let entry = Int(change.subject) - table.firstSlot
      return span(table.inputAddress(ofEntry: entry), entryBytes, body)
    case .pa, .size:
      guard isEntry, cast.roots.indices.contains(table.root) else { return false }
      let descriptor = Descriptor(
        raw: change.new, level: table.level, format: cast.roots[table.root].format)
      if field == .size { return descriptor.isLeaf && body(entryBytes, entryBytes) }
      if descriptor.isLeaf { return span(descriptor.outputAddress.raw, entryBytes, body) }
      guard descriptor.kind == .table else { return false }
      return span(descriptor.nextTableAddress.raw, table.granule.pageSizeBytes, body)
    default: return false
    }
  }

  private func visitFaults(
    _ field: QueryField, of change: Change, _ timeline: Timeline,
    _ body: (UInt64, UInt64) -> Bool
  ) -> Bool {
    let cast = timeline.cast
    if field == .duration {
      guard let fault = change.fault(beginningIn: cast), let end = cast.faults[fault].endEvent
      else { return false }
      return duration(cast.faults[fault].event, end, timeline, body)
    }
    for number in change.faults(in: cast) {
      let fault = cast.faults[number]
      let value: UInt64? =
        switch field {
        case .ipa: fault.address.raw
        case .va: fault.syndrome.isFaultAddressInvalid ? nil : fault.virtualAddress.raw
        case .size: fault.mappedBytes
        default: nil
        }
      if let value, body(value, value) { return true }
    }
    return false
  }

  private func visit(
    _ field: QueryField, ofCall call: CallRecord, at event: Int, _ timeline: Timeline,
    _ body: (UInt64, UInt64) -> Bool
  ) -> Bool {
    let length = call.addresses.upperBound &- call.addresses.lowerBound
    switch field {
    case .ipa:
      // A range that is empty at 0 was not told.
      guard call.addresses != 0..<0 else { return false }
      return span(call.addresses.lowerBound, length, body)
    case .pa: return call.output.map { span($0.raw, length, body) } ?? false
    case .duration:
      guard call.event == event, let end = call.endEvent else { return false }
      return duration(call.event, end, timeline, body)
    default: return false
    }
  }

  private func duration(
    _ start: Int, _ end: Int, _ timeline: Timeline, _ body: (UInt64, UInt64) -> Bool
  ) -> Bool {
    guard let time = timeline.nanoseconds(from: start, to: end) else { return false }
    let ordinal = Intervals.ordinal(time)
    return body(ordinal, ordinal)
  }

  /// A stretch of so many bytes, or a single address where there are none.
  private func span(
    _ start: UInt64, _ length: UInt64, _ body: (UInt64, UInt64) -> Bool
  ) -> Bool {
    let (last, overflow) = start.addingReportingOverflow(length > 0 ? length - 1 : 0)
    return body(start, overflow ? .max : last)
  }
}

extension Timeline {
  /// The time between two events; nil where one of them is not there.
  func nanoseconds(from start: Int, to end: Int) -> Int64? {
    guard start >= 0, end >= 0, start < count, end < count else { return nil }
    let (difference, overflow) = log.timeNanoseconds(ofEventAt: end)
      .subtractingReportingOverflow(log.timeNanoseconds(ofEventAt: start))
    return overflow ? nil : difference
  }
}
