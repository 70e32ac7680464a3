import Machine
import VMSA

extension RecordingReader {
  /// A member joins the cast.
  mutating func take(
    _ type: MemberType, _ fields: MemberFields
  ) throws(RecordingLineError) {
    let id = try required(fields.id, "id")
    let next = count(of: type)
    // A line that could not be read took a number: its place is filled, so that those behind it
    // keep theirs.
    guard id >= next, id - next <= missingLines else {
      throw .outOfOrder(expected: next, found: id)
    }
    while count(of: type) < id {
      missingLines -= 1
      try add(type, MemberFields.unknown(type))
    }
    try add(type, fields)
    castLines[CastReference(type: type, number: id)] = type.pointsForwards ? line : nil
  }

  private func count(of type: MemberType) -> Int {
    let cast = builder.cast
    return switch type {
    case .thread: cast.threads.count
    case .eventKind: cast.eventKinds.count
    case .counter: cast.counters.count
    case .lock: cast.locks.count
    case .claim: cast.claims.count
    case .root: cast.roots.count
    case .table: cast.tables.count
    case .vm: cast.machines.count
    case .memslot: cast.memslots.count
    case .invalidation: cast.invalidations.count
    case .fault: cast.faults.count
    case .call: cast.calls.count
    }
  }

  private mutating func add(
    _ type: MemberType, _ fields: MemberFields
  ) throws(RecordingLineError) {
    switch type {
    case .thread:
      var thread = ThreadInfo(
        command: try required(fields.name, "name"), identifier: fields.process)
      thread.isVirtualCPU = fields.isVirtualCPU
      builder.cast.threads.append(thread)
    case .eventKind:
      addKind(try required(fields.name, "name"), isUnderstood: fields.isUnderstood)
    case .counter:
      builder.cast.counters.append(
        CounterInfo(name: try required(fields.name, "name"), machine: fields.machine))
    case .lock: builder.cast.locks.append(try lock(fields))
    case .claim:
      let claim = ClaimInfo(
        lock: try index(fields.lock, "lock", builder.cast.locks.count),
        thread: try index(fields.thread, "thread", builder.cast.threads.count))
      builder.cast.claims.append(claim)
    case .root: builder.cast.roots.append(try root(fields))
    case .table: try addTable(fields)
    case .vm: builder.cast.machines.append(try machine(fields))
    case .memslot: builder.cast.memslots.append(try memslot(fields))
    case .invalidation: builder.cast.invalidations.append(try invalidation(fields))
    case .fault: builder.cast.faults.append(try fault(fields))
    case .call: builder.cast.calls.append(try call(fields))
    }
  }

  private func lock(_ fields: MemberFields) throws(RecordingLineError) -> LockInfo {
    let kind = try required(fields.kind, "kind")
    guard let known = LockInfo.Kind(rawValue: kind) else {
      throw .unknownValue(field: "kind", value: kind)
    }
    return LockInfo(
      name: try required(fields.name, "name"), kind: known, address: fields.address ?? "",
      machine: fields.machine)
  }

  private func machine(_ fields: MemberFields) throws(RecordingLineError) -> VirtualMachineInfo {
    var machine = VirtualMachineInfo(
      sequenceCounter: try required(fields.sequence, "sequence"),
      inProgressCounter: try required(fields.inProgress, "inProgress"),
      firstEvent: try event(fields.event))
    machine.kvm = fields.kvm
    machine.mmu = fields.mmu
    machine.pageTable = fields.pageTable
    machine.root = fields.root
    machine.lock = fields.lock
    return machine
  }

  // MARK: - Tables

  private func root(_ fields: MemberFields) throws(RecordingLineError) -> RootInfo {
    guard let stage = Stage(rawValue: UInt8(clamping: try required(fields.stage, "stage"))) else {
      throw .unknownValue(field: "stage", value: "\(fields.stage ?? 0)")
    }
    let format = DescriptorFormat(
      stage: stage, granule: try granule(fields),
      outputAddressBits: try required(fields.outputBits, "outputBits"))
    return RootInfo(
      name: try required(fields.name, "name"), format: format, startLevel: try level(fields),
      forcedWriteBack: fields.forcedWriteBack, table: try required(fields.table, "table"),
      isWhollyRecorded: fields.isWhole)
  }

  private mutating func addTable(_ fields: MemberFields) throws(RecordingLineError) {
    let (granule, level) = (try granule(fields), try level(fields))
    let entries = try required(fields.entries, "entries")
    // As many as 16 tables side by side.
    guard (0...granule.entriesPerTable * 16).contains(entries) else {
      throw .unknownValue(field: "entries", value: "\(entries)")
    }
    guard builder.cast.slotCount <= mostSlots - entries else {
      throw .tooManySlots(limit: mostSlots)
    }
    let root = try required(fields.root, "root")
    let base = try required(fields.base, "base")
    _ = builder.addTable(
      root: root, level: level, inputBase: base, entryCount: entries,
      parentSlot: try parentSlot(fields, level: level), kernelAddress: fields.addressWord,
      isBornEmpty: fields.isBornEmpty, granule: granule)
  }

  /// The slot of the entry that leads to a table: in a table that came before, further up the tree.
  private func parentSlot(
    _ fields: MemberFields, level: Level
  ) throws(RecordingLineError) -> Int? {
    guard fields.parent != nil else { return nil }
    let parent = builder.cast.tables[
      try index(fields.parent, "parent", builder.cast.tables.count)]
    guard parent.level < level else { throw .misplacedTable }
    return parent.firstSlot + (try index(fields.entry, "entry", parent.entryCount))
  }

  private func granule(_ fields: MemberFields) throws(RecordingLineError) -> Granule {
    let name = try required(fields.granule, "granule")
    guard let granule = Granule.allCases.first(where: { $0.name == name }) else {
      throw .unknownValue(field: "granule", value: name)
    }
    return granule
  }

  private func level(_ fields: MemberFields) throws(RecordingLineError) -> Level {
    let number = try required(fields.level, "level")
    guard let level = Level(rawValue: Int8(clamping: number)) else {
      throw .unknownValue(field: "level", value: "\(number)")
    }
    return level
  }
}

extension MemberType {
  /// Whether such a member can refer to one that comes after it.
  fileprivate var pointsForwards: Bool {
    switch self {
    case .counter, .lock, .root, .table, .vm: true
    default: false
    }
  }
}

extension MemberFields {
  /// What stands in for a member whose line could not be read.
  fileprivate static func unknown(_ type: MemberType) -> MemberFields {
    var fields = MemberFields()
    fields.name = "?"
    fields.kind = "unknown"
    fields.function = "?"
    fields.granule = "4K"
    (fields.stage, fields.level, fields.outputBits) = (2, 3, 48)
    (fields.thread, fields.lock, fields.event) = (0, type == .vm ? nil : 0, 0)
    (fields.root, fields.table) = (type == .table ? 0 : nil, 0)
    (fields.sequence, fields.inProgress) = (0, 0)
    (fields.entries, fields.slot) = (0, 0)
    (fields.base, fields.from, fields.to, fields.host, fields.flags) = (0, 0, 0, 0, 0)
    (fields.ipa, fields.syndrome, fields.virtualAddress, fields.programCounter) = (0, 0, 0, 0)
    return fields
  }
}
