import Machine
import VMSA

/// Tells a small story event by event: one VM with 4K pages, its locks, threads and tables.
struct SampleBuilder {
  var timeline = TimelineBuilder(keyframeSpacing: 7)
  var texts: [String] = []
  private(set) var clock: Int64 = 209_114_000_000

  let format = DescriptorFormat(stage: .two, granule: .size4K)
  private(set) var machine = 0
  private(set) var root = 0
  private(set) var rootTable = 0
  private(set) var mmuLock = 0
  private(set) var memoryMapLock = 0

  init() {
    timeline.cast.counters = [
      CounterInfo(name: "mmu_invalidate_seq", machine: 0),
      CounterInfo(name: "mmu_invalidate_in_progress", machine: 0),
    ]
    timeline.cast.machines = [
      VirtualMachineInfo(sequenceCounter: 0, inProgressCounter: 1, firstEvent: 0)
    ]
    timeline.cast.locks = [
      LockInfo(name: "mmap_lock", kind: .rwsem), LockInfo(name: "mmu_lock", kind: .rwlock),
    ]
    (memoryMapLock, mmuLock) = (0, 1)
    timeline.cast.machines[0].lock = mmuLock
    rootTable = timeline.addTable(
      root: 0, level: .one, inputBase: 0, entryCount: 512, parentSlot: nil,
      kernelAddress: 0xfff0_0000_039c_0000, isBornEmpty: true, granule: .size4K)
    timeline.cast.roots = [
      RootInfo(
        name: "VM 1 stage 2", format: format, startLevel: .one, table: rootTable,
        isWhollyRecorded: true)
    ]
    timeline.cast.machines[0].root = root
  }

  var event: Int { timeline.event }

  mutating func thread(_ identifier: Int, _ command: String) -> Int {
    timeline.thread(identifier: identifier, command: command)
  }

  /// Tells the next event, so many microseconds after the one before.
  mutating func tell(
    _ kind: String, _ text: String = "", by thread: Int, after microseconds: Int64 = 5
  ) {
    clock += microseconds * 1000
    let kind = timeline.eventKind(kind)
    timeline.begin(
      EventLog.Heading(timeNanoseconds: clock, cpu: UInt16(thread % 2), thread: thread, kind: kind))
    texts.append(text)
  }

  mutating func set(
    _ kind: Change.Kind, _ subject: Int, to word: UInt64, _ provenance: Provenance = .observed
  ) {
    timeline.set(kind, subject, to: word, provenance)
  }

  // MARK: - Locks

  mutating func hold(
    _ lock: Int, _ mode: LockClaim.Mode, by thread: Int, _ provenance: Provenance = .observed
  ) {
    let claim = timeline.claim(lock: lock, thread: thread)
    set(.lockHold, claim, to: LockClaim(mode, sinceEvent: event, provenance).word, provenance)
  }

  mutating func wait(_ lock: Int, _ mode: LockClaim.Mode, by thread: Int) {
    let claim = timeline.claim(lock: lock, thread: thread)
    let word = LockClaim(mode, sinceEvent: event, isContended: true, .observed).word
    set(.lockWait, claim, to: word)
  }

  mutating func stopWaiting(_ lock: Int, by thread: Int) {
    set(.lockWait, timeline.claim(lock: lock, thread: thread), to: 0)
  }

  mutating func release(_ lock: Int, by thread: Int, _ provenance: Provenance = .observed) {
    set(.lockHold, timeline.claim(lock: lock, thread: thread), to: 0, provenance)
  }

  // MARK: - Faults and calls

  mutating func beginFault(by thread: Int, at address: UInt64, isWrite: Bool = true) {
    timeline.cast.faults.append(
      FaultRecord(
        thread: thread, machine: machine, address: IntermediateAddress(address),
        syndrome: ExceptionSyndrome(raw: isWrite ? 0x9200_0046 : 0x9200_0006),
        virtualAddress: VirtualAddress(address), programCounter: VirtualAddress(0x1_0010),
        event: event))
    set(.threadFault, thread, to: UInt64(timeline.cast.faults.count))
  }

  mutating func endFault(by thread: Int, _ outcome: FaultRecord.Outcome) {
    guard let number = timeline.state.fault(ofThread: thread) else { return }
    timeline.cast.faults[number].endEvent = event
    timeline.cast.faults[number].outcome = outcome
    set(.threadFault, thread, to: 0, .inferred(.faultEndedByProgress))
  }

  mutating func enter(_ function: String, by thread: Int, _ addresses: Range<UInt64> = 0..<0) {
    timeline.cast.calls.append(
      CallRecord(
        function: function, thread: thread, parent: timeline.state.call(ofThread: thread),
        fault: timeline.state.fault(ofThread: thread), event: event, addresses: addresses))
    set(.threadCall, thread, to: UInt64(timeline.cast.calls.count))
  }

  mutating func leave(by thread: Int, returning number: Int) {
    guard let call = timeline.state.call(ofThread: thread) else { return }
    timeline.cast.calls[call].endEvent = event
    timeline.cast.calls[call].returned = number
    set(.threadCall, thread, to: UInt64((timeline.cast.calls[call].parent ?? -1) + 1))
  }

  // MARK: - Tables

  /// Links an empty table below an entry and writes the entry.
  mutating func link(_ level: Level, below slot: Int, base: UInt64, at physical: UInt64) -> Int {
    let table = timeline.addTable(
      root: root, level: level, inputBase: base, entryCount: 512, parentSlot: slot,
      kernelAddress: 0xfff0_0000_0000_0000 | physical, isBornEmpty: true, granule: .size4K)
    set(.tableAttached, table, to: 1, .inferred(.tableMadeByMapCall))
    set(.descriptor, slot, to: physical | 0b11, .inferred(.tableMadeByMapCall))
    return table
  }

  func slot(_ table: Int, _ index: Int) -> Int { timeline.cast.tables[table].firstSlot + index }

  /// Attributes RWX, AF, Normal write-back, inner shareable.
  static let attributes: UInt64 = 0x7fc

  func made() -> Timeline {
    timeline.timeline(text: SampleText(texts: texts))
  }
}
