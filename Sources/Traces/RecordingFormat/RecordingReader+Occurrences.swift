import Machine
import VMSA

extension RecordingReader {
  /// A memslot.
  func memslot(_ fields: MemberFields) throws(RecordingLineError) -> MemslotRecord {
    MemslotRecord(
      number: try required(fields.slot, "slot"), guestAddresses: try range(fields),
      hostAddress: try required(fields.host, "host"), flags: try required(fields.flags, "flags"),
      event: try event(fields.event))
  }

  /// An invalidation.
  func invalidation(_ fields: MemberFields) throws(RecordingLineError) -> InvalidationRecord {
    var invalidation = InvalidationRecord(
      thread: try thread(fields), machine: try machineIndex(fields),
      hostAddresses: try range(fields), event: try event(fields.event))
    invalidation.meetsMemslot = fields.meetsMemslot
    invalidation.endEvent = try endEvent(fields)
    return invalidation
  }

  /// A fault.
  func fault(_ fields: MemberFields) throws(RecordingLineError) -> FaultRecord {
    var fault = FaultRecord(
      thread: try thread(fields), machine: try machineIndex(fields),
      address: IntermediateAddress(try required(fields.ipa, "ipa")),
      syndrome: ExceptionSyndrome(raw: try required(fields.syndrome, "esr")),
      virtualAddress: VirtualAddress(try required(fields.virtualAddress, "far")),
      programCounter: VirtualAddress(try required(fields.programCounter, "pc")),
      event: try event(fields.event))
    fault.endEvent = try endEvent(fields)
    if let word = fields.outcome {
      let name = OutcomeName(word: word, bytes: fields.bytes, error: fields.error)
      guard let outcome = name.outcome else { throw .unknownValue(field: "outcome", value: word) }
      fault.outcome = outcome
    }
    return fault
  }

  /// A call.
  func call(_ fields: MemberFields) throws(RecordingLineError) -> CallRecord {
    var call = CallRecord(
      function: try required(fields.function, "function"), thread: try thread(fields),
      parent: try optionalIndex(fields.parent, "parent", builder.cast.calls.count),
      fault: try optionalIndex(fields.fault, "fault", builder.cast.faults.count),
      event: try event(fields.event), addresses: try range(fields),
      output: fields.output.map { PhysicalAddress($0) })
    call.machine = try machineIndex(fields)
    call.endEvent = try endEvent(fields)
    call.returned = fields.returned
    return call
  }

  private func thread(_ fields: MemberFields) throws(RecordingLineError) -> Int {
    try index(fields.thread, "thread", builder.cast.threads.count)
  }

  private func machineIndex(_ fields: MemberFields) throws(RecordingLineError) -> Int? {
    try optionalIndex(fields.machine, "vm", builder.cast.machines.count)
  }

  private func endEvent(_ fields: MemberFields) throws(RecordingLineError) -> Int? {
    fields.endEvent == nil ? nil : try event(fields.endEvent)
  }

  private func range(_ fields: MemberFields) throws(RecordingLineError) -> Range<UInt64> {
    let from = try required(fields.from, "from")
    let to = try required(fields.to, "to")
    guard from <= to else { throw .reversedRange }
    return from..<to
  }

  // MARK: - What a line must have

  /// A value that must be there.
  func required<Value>(
    _ value: Value?, _ field: String
  ) throws(RecordingLineError) -> Value {
    guard let value else { throw .missing(field: field) }
    return value
  }

  /// An index that must be below a count.
  func index(_ value: Int?, _ field: String, _ count: Int) throws(RecordingLineError) -> Int {
    let number = try required(value, field)
    guard number >= 0, number < count else {
      throw .outsideCast(field: field, number: number, count: count)
    }
    return number
  }

  /// An index that may be missing.
  func optionalIndex(
    _ value: Int?, _ field: String, _ count: Int
  ) throws(RecordingLineError) -> Int? {
    value == nil ? nil : try index(value, field, count)
  }

  /// The number of an event, which may be still to come.
  func event(_ value: Int?) throws(RecordingLineError) -> Int {
    try index(value, "event", Int(UInt32.max))
  }
}
