import Machine
import VMSA

@testable import Query

/// Expressions evaluated plainly: every value of every field of an event is listed, as text or as
/// a stretch of numbers, and compared one by one.
struct NaiveEvaluation {
  let timeline: Timeline

  private var cast: Cast { timeline.cast }

  enum Value {
    case name([String])
    case numbers(ClosedRange<Int128>)
  }

  func holds(_ expression: QueryExpression, at event: Int) -> Bool {
    switch expression {
    case .all(let parts): return !parts.contains { !holds($0, at: event) }
    case .any(let parts): return parts.contains { holds($0, at: event) }
    case .not(let inner): return !holds(inner, at: event)
    case .phrase(let text):
      let kind = cast.eventKinds[timeline.log.kind(ofEventAt: event)]
      let whole = timeline.text.text(ofEventAt: event, in: timeline.log)
      return !text.isEmpty
        && (kind.lowercased().contains(text.lowercased())
          || whole.lowercased().contains(text.lowercased()))
    case .comparison(let comparison):
      let values = values(of: comparison.field, at: event)
      let isEqual = values.contains { satisfies($0, comparison) }
      return comparison.relation == .notEqual ? !values.isEmpty && !isEqual : isEqual
    }
  }

  private func satisfies(_ value: Value, _ comparison: QueryComparison) -> Bool {
    comparison.operands.contains { operand in
      switch (value, operand) {
      case (.name(let names), .value(.name(let wanted))):
        return names.contains {
          comparison.relation == .contains
            ? !wanted.isEmpty && $0.lowercased().contains(wanted.lowercased())
            : $0 == wanted || (wanted.hasSuffix("*") && $0.hasPrefix(wanted.dropLast()))
        }
      case (.numbers(let numbers), .value(let wanted)):
        return compare(numbers, comparison.relation, number(wanted))
      case (.numbers(let numbers), .range(let low, let high)):
        return max(numbers.lowerBound, low.map(number) ?? .min)
          < min(numbers.upperBound + 1, high.map(number) ?? .max)
      default: return false
      }
    }
  }

  private func compare(
    _ numbers: ClosedRange<Int128>, _ relation: QueryComparison.Relation, _ wanted: Int128
  ) -> Bool {
    switch relation {
    case .less: numbers.lowerBound < wanted
    case .lessOrEqual: numbers.lowerBound <= wanted
    case .greater: numbers.upperBound > wanted
    case .greaterOrEqual: numbers.upperBound >= wanted
    default: numbers.contains(wanted)
    }
  }

  private func number(_ value: QueryValue) -> Int128 {
    switch value {
    case .name: 0
    case .number(let number): Int128(number)
    case .bytes(let bytes): Int128(bytes)
    case .nanoseconds(let time): Int128(time)
    case .sinceStart(let time): Int128(time) + Int128(timeline.log.timeNanoseconds(ofEventAt: 0))
    }
  }

  // MARK: - Values

  private func one(_ number: some BinaryInteger) -> Value {
    .numbers(Int128(number)...Int128(number))
  }

  private func span(_ start: UInt64, _ length: UInt64) -> Value {
    .numbers(Int128(start)...Int128(start) + Int128(max(length, 1)) - 1)
  }

  func values(of field: QueryField, at event: Int) -> [Value] {
    let log = timeline.log
    let thread = cast.threads[log.thread(ofEventAt: event)]
    let changes = Array(log.changes(ofEventAt: event))
    switch field {
    case .event: return [one(event)]
    case .time: return [one(log.timeNanoseconds(ofEventAt: event))]
    case .cpu: return [one(log.cpu(ofEventAt: event))]
    case .pid: return thread.identifier.map { [one($0)] } ?? []
    case .thread:
      var names = [thread.command, thread.name]
      let virtual = cast.threads.indices.filter { cast.threads[$0].isVirtualCPU }
      if let place = virtual.firstIndex(of: log.thread(ofEventAt: event)) {
        names.append("vcpu\(place)")
      }
      return [.name(names)]
    case .kind: return [.name([cast.eventKinds[log.kind(ofEventAt: event)]])]
    case .text:
      let text = timeline.text.text(ofEventAt: event, in: log)
      return [.name([text.split(separator: ":", maxSplits: 1).last.map { $0.trimmed } ?? ""])]
    case .vm: return machines(at: event, changes)
    case .ipa:
      let visited = log.workAddress(ofEventAt: event).map { [one($0)] } ?? []
      return visited + changes.flatMap { values(of: field, $0, at: event) }
    default: return changes.flatMap { values(of: field, $0, at: event) }
    }
  }

  private func machines(at event: Int, _ changes: [Change]) -> [Value] {
    let thread = timeline.log.thread(ofEventAt: event)
    var machines = cast.faults.filter { $0.thread == thread }.compactMap(\.machine)
    machines += cast.calls.filter { $0.thread == thread }.compactMap(\.machine)
    for change in changes {
      let subject = Int(change.subject)
      switch change.kind {
      case .descriptor, .descriptorLearned:
        machines.append(cast.tables.first { $0.slots.contains(subject) }?.root ?? -1)
      case .tableAttached: machines.append(cast.tables[subject].root)
      case .rootLive: machines.append(subject)
      case .lockHold, .lockWait:
        machines += [cast.locks[cast.claims[subject].lock].machine].compactMap(\.self)
      case .counter: machines += [cast.counters[subject].machine].compactMap(\.self)
      case .invalidationOpen: machines += [cast.invalidations[subject].machine].compactMap(\.self)
      default: break
      }
    }
    return machines.map { one($0 + 1) }
  }

  private func values(of field: QueryField, _ change: Change, at event: Int) -> [Value] {
    let subject = Int(change.subject)
    switch (field, change.kind) {
    case (.change, let kind): return [.name(QueryVocabulary.changes(of: kind))]
    case (.provenance, _): return [.name([change.provenance.word])]
    case (.rule, _):
      if case .inferred(let rule) = change.provenance { return [.name(["\(rule)"])] }
      return []
    case (.lock, .lockHold), (.lock, .lockWait):
      let lock = cast.locks[cast.claims[subject].lock]
      return [.name([lock.name, lock.address])]
    case (.mode, .lockHold), (.mode, .lockWait):
      return [change.old, change.new].compactMap { LockClaim(word: $0) }
        .map { .name([$0.mode.word]) }
    case (.wait, .lockWait), (.hold, .lockHold):
      let claim = cast.claims[subject]
      return timeline.lockHistory.spans[claim.lock].filter {
        $0.thread == claim.thread && $0.isHold == (field == .hold)
          && ($0.events.lowerBound == event || $0.events.upperBound == event)
          && $0.events.upperBound < timeline.count
      }.map { one(time($0.events.upperBound) - time($0.events.lowerBound)) }
    case (_, .threadFault): return [change.old, change.new].flatMap { fault(field, $0, event) }
    case (_, .threadCall): return [change.old, change.new].flatMap { call(field, $0, event) }
    case (_, .memslot), (_, .invalidationOpen): return memory(field, change)
    default: return table(field, change)
    }
  }

  private func time(_ event: Int) -> Int64 { timeline.log.timeNanoseconds(ofEventAt: event) }

  private func fault(_ field: QueryField, _ word: UInt64, _ event: Int) -> [Value] {
    guard word > 0 else { return [] }
    let fault = cast.faults[Int(word) - 1]
    switch field {
    case .ipa: return [one(fault.address.raw)]
    case .va: return fault.syndrome.isFaultAddressInvalid ? [] : [one(fault.virtualAddress.raw)]
    case .outcome:
      return fault.outcome.map { [.name([QueryVocabulary.word(for: $0)])] } ?? []
    case .size: if case .mapped(let bytes)? = fault.outcome, bytes > 0 { return [one(bytes)] }
    case .duration:
      if fault.event == event, let end = fault.endEvent { return [one(time(end) - time(event))] }
    default: break
    }
    return []
  }

  private func call(_ field: QueryField, _ word: UInt64, _ event: Int) -> [Value] {
    guard word > 0 else { return [] }
    let call = cast.calls[Int(word) - 1]
    guard call.event == event || call.endEvent == event else { return [] }
    let length = call.addresses.upperBound - call.addresses.lowerBound
    switch field {
    case .ipa where call.addresses.upperBound > 0:
      return [span(call.addresses.lowerBound, length)]
    case .pa: return call.output.map { [span($0.raw, length)] } ?? []
    case .duration:
      if call.event == event, let end = call.endEvent { return [one(time(end) - time(event))] }
    default: break
    }
    return []
  }

  private func memory(_ field: QueryField, _ change: Change) -> [Value] {
    if change.kind == .invalidationOpen {
      let range = cast.invalidations[Int(change.subject)].hostAddresses
      return field == .hva ? [span(range.lowerBound, range.upperBound - range.lowerBound)] : []
    }
    return [change.old, change.new].filter { $0 > 0 }.flatMap { word -> [Value] in
      let slot = cast.memslots[Int(word) - 1]
      let length = slot.guestAddresses.upperBound - slot.guestAddresses.lowerBound
      if field == .ipa { return [span(slot.guestAddresses.lowerBound, length)] }
      return field == .hva ? [span(slot.hostAddress, length)] : []
    }
  }

  private func table(_ field: QueryField, _ change: Change) -> [Value] {
    let subject = Int(change.subject)
    let isEntry = change.kind == .descriptor || change.kind == .descriptorLearned
    guard isEntry || change.kind == .tableAttached else { return [] }
    let number = isEntry ? cast.tables.firstIndex { $0.slots.contains(subject) } : subject
    guard let number else { return [] }
    let table = cast.tables[number]
    let bytes: UInt64 = table.level == .three ? 0x1000 : 0x20_0000
    let isLeaf = isEntry && change.new & 1 == 1 && (change.new & 2 == 0) == (table.level == .two)
    switch field {
    case .level: return [one(table.level.number)]
    case .table: return [one(number)] + (table.kernelAddress.map { [one($0)] } ?? [])
    case .ipa:
      return isEntry
        ? [span(table.inputBase + UInt64(subject - table.firstSlot) * bytes, bytes)]
        : [span(table.inputBase, bytes * 512)]
    case .size: return isLeaf ? [one(bytes)] : []
    case .pa:
      let output = change.new & 0xffff_ffff_f000
      if isLeaf { return [span(output & ~(bytes - 1), bytes)] }
      return isEntry && table.level == .two && change.new & 3 == 3 ? [span(output, 0x1000)] : []
    default: return []
    }
  }
}

extension TableInfo {
  fileprivate var slots: Range<Int> { firstSlot..<firstSlot + entryCount }
}

extension Substring {
  fileprivate var trimmed: String { String(drop { $0 == " " }) }
}
