/// How the records of one event are read, worked out once.
struct EventPlan {
  /// A field that is kept, and where it stands.
  struct Step {
    var name: RecordFields.Name
    var offset: Int
    var size: Int
    var isSigned: Bool

    init(name: RecordFields.Name = .addr, offset: Int, size: Int, isSigned: Bool) {
      self.name = name
      self.offset = offset
      self.size = size
      self.isSigned = isSigned
    }

    /// A field as it is, whatever its name.
    init(_ field: EventField) {
      self.init(offset: field.offset, size: field.size, isSigned: field.isSigned)
    }
  }

  /// The event's format, by its index in the file; −1 when the file has none.
  var format: Int
  /// The event's kind; −1 until its first record.
  var kind = -1
  /// What it means.
  var meaning = EventMeaning.other
  /// Where the thread's id stands; until the format is read, as in every kernel so far.
  var thread = Step(name: .addr, offset: 4, size: 4, isSigned: true)
  /// The fields that are kept.
  var steps: [Step] = []
  /// Where a marker's text begins; −1 for other events.
  var text = -1
  /// Where a tracer's call or return has the function's address; nil for other events.
  var function: Step?
  /// Whether it is a return.
  var isReturn = false

  init(format: Int) { self.format = format }

  /// Chooses the fields that an event of a meaning has.
  mutating func choose(_ meaning: EventMeaning, _ format: EventFormat) {
    self.meaning = meaning
    if let field = format.field("common_pid") { thread = Step(field) }
    guard meaning != .other else { return chooseFunction(format) }
    if meaning == .tracepoint(.marker) {
      text = format.field("buf")?.offset ?? -1
      return
    }
    steps = format.fields.compactMap { field in
      guard case .plain = field.storage, [1, 2, 4, 8].contains(field.size),
        let name = EventPlan.name(of: field.name, in: meaning)
      else { return nil }
      return Step(
        name: name, offset: field.offset, size: field.size, isSigned: field.isSigned)
    }
  }

  /// What a tracer's record tells: which function is called, or returns and what.
  ///
  /// Source: kernel/trace/trace_entries.h, since v5.10.
  private mutating func chooseFunction(_ format: EventFormat) {
    let names = ["function": "ip", "funcgraph_entry": "func", "funcgraph_exit": "func"]
    guard format.system == "ftrace", let name = names[format.name],
      let field = format.field(name), case .plain = field.storage
    else { return }
    function = Step(field)
    isReturn = format.name == "funcgraph_exit"
    guard isReturn, let field = format.field("retval"), case .plain = field.storage else { return }
    steps = [Step(name: .ret, offset: field.offset, size: field.size, isSigned: field.isSigned)]
  }

  /// The field of ours that a format's field is; nil when we don't read it.
  private static func name(of field: String, in meaning: EventMeaning) -> RecordFields.Name? {
    guard case .tracepoint(let tracepoint) = meaning else { return names[field] }
    return switch (tracepoint, field) {
    case (.guestFault, "ipa"), (.guestFault, "hsr"), (.guestFault, "hxfar"): names[field]
    case (.guestFault, "vcpu_pc"): .pc
    case (.accessFault, "ipa"): .ipa
    case (.contentionBegin, "lock_addr"), (.contentionEnd, "lock_addr"): .lock
    case (.contentionBegin, "flags"): .flags
    case (.contentionEnd, "ret"): .ret
    case (.memoryMapLockWanted, "mm"), (.memoryMapLockTaken, "mm"), (.memoryMapLockReleased, "mm"):
      .mm
    case (.memoryMapLockWanted, "write"), (.memoryMapLockTaken, "write"),
      (.memoryMapLockReleased, "write"):
      .write
    case (.memoryMapLockTaken, "success"): .success
    default: nil
    }
  }

  private static let names = Dictionary(
    uniqueKeysWithValues: RecordFields.Name.allCases.map { ("\($0)", $0) })
}

extension OrderedBytes {
  /// A field's word, sign-extended where it is signed; nil when the record ends before it does.
  @inline(__always)
  func value(of step: EventPlan.Step, recordAt start: Int, end: Int) -> UInt64? {
    let place = start + step.offset
    guard place + step.size <= end, let value = unsigned(at: place, size: step.size) else {
      return nil
    }
    guard step.isSigned, step.size < 8 else { return value }
    let unused = UInt64(64 - step.size * 8)
    return UInt64(bitPattern: Int64(bitPattern: value << unused) >> Int64(unused))
  }
}
