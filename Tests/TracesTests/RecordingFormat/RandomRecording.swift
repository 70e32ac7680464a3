import Machine
import TestSupport
import Traces
import VMSA

/// Recordings of random members of every kind and random changes to every kind of register.
struct RandomRecording {
  private var random: SplitMix64
  private var builder = TimelineBuilder()
  private let events: Int

  /// A recording with so many events; the same for the same seed.
  static func make(events: Int, seed: UInt64) -> Recording {
    var maker = RandomRecording(events: events, seed: seed)
    maker.addPeople()
    maker.addTables()
    maker.addOccurrences()
    for event in 0..<events { maker.addEvent(event) }
    return Recording(
      maker.builder.timeline(text: RandomText(seed: seed)), source: "random \(seed)",
      kind: "random", machineNotes: ["seed \(seed)"])
  }

  private init(events: Int, seed: UInt64) {
    random = SplitMix64(seed: seed)
    self.events = events
  }

  private mutating func number(_ range: Range<Int>) -> Int { Int.random(in: range, using: &random) }
  private mutating func once(in count: UInt64) -> Bool { random.once(in: count) }
  private mutating func anEvent() -> Int { number(0..<max(1, events)) }
  private mutating func maybe(_ count: Int) -> Int? {
    once(in: 3) || count == 0 ? nil : number(0..<count)
  }
  private mutating func range() -> Range<UInt64> {
    let (one, other) = (random.next(), random.next())
    return min(one, other)..<max(one, other)
  }

  private mutating func addPeople() {
    for number in 0..<number(1..<5) {
      let name = ["vcpu", "k\u{1b}[31m\u{9b}\"\\", "漢字\t\n,", "", "\u{fffd}\u{7f}😀"][number % 5]
      builder.cast.threads.append(
        ThreadInfo(command: name, identifier: once(in: 4) ? nil : number + 100))
      builder.cast.threads[number].isVirtualCPU = once(in: 2)
    }
    builder.cast.eventKinds = ["kvm_entry", "odd, \"kind\""]
    for machine in 0..<number(1..<3) {
      builder.cast.counters.append(CounterInfo(name: "seq", machine: machine))
      builder.cast.counters.append(CounterInfo(name: "progress", machine: machine))
      var info = VirtualMachineInfo(
        sequenceCounter: machine * 2, inProgressCounter: machine * 2 + 1, firstEvent: anEvent())
      info.kvm = once(in: 2) ? random.next() : nil
      info.mmu = once(in: 2) ? random.next() : nil
      info.pageTable = once(in: 2) ? random.next() : nil
      info.root = 0
      info.lock = 0
      builder.cast.machines.append(info)
    }
    builder.cast.locks = [
      LockInfo(name: "mmu_lock", kind: .rwlock, address: "0xffff", machine: 0),
      LockInfo(name: "mmap_lock", kind: .rwsem),
    ]
    for lock in 0..<2 {
      for thread in builder.cast.threads.indices { _ = builder.claim(lock: lock, thread: thread) }
    }
  }

  private mutating func addTables() {
    let granule = Granule.allCases[number(0..<3)]
    let format = DescriptorFormat(
      stage: once(in: 2) ? .one : .two, granule: granule, outputAddressBits: once(in: 2) ? 48 : 52)
    let table = builder.addTable(
      root: 0, level: .two, inputBase: 0, entryCount: granule.entriesPerTable * 2, parentSlot: nil,
      kernelAddress: random.next(), isBornEmpty: false, granule: granule)
    builder.cast.roots = [
      RootInfo(
        name: "root", format: format, startLevel: .two, forcedWriteBack: once(in: 2) ? true : nil,
        table: table, isWhollyRecorded: once(in: 2))
    ]
    for slot in 0..<4 {
      _ = builder.addTable(
        root: 0, level: .three, inputBase: UInt64(slot) << UInt64(granule.shift(at: .two)),
        entryCount: granule.entriesPerTable, parentSlot: slot,
        kernelAddress: once(in: 2) ? random.next() : nil, isBornEmpty: slot % 2 == 0,
        granule: granule)
    }
  }

  private mutating func addOccurrences() {
    let (threads, machines) = (builder.cast.threads.count, builder.cast.machines.count)
    let outcomes: [FaultRecord.Outcome?] = [
      nil, .mapped(bytes: 1 << 21), .relaxed, .accessFlagSet, .entryBusy, .retried, .emulated,
      .failed(-14), .resumed,
    ]
    for outcome in outcomes {
      var fault = FaultRecord(
        thread: number(0..<threads), machine: maybe(machines),
        address: IntermediateAddress(random.next()),
        syndrome: ExceptionSyndrome(raw: random.next()),
        virtualAddress: VirtualAddress(random.next()),
        programCounter: VirtualAddress(random.next()), event: anEvent())
      fault.endEvent = maybe(events)
      fault.outcome = outcome
      builder.cast.faults.append(fault)
    }
    for place in 0..<6 {
      var call = CallRecord(
        function: "f\(place % 2)", thread: number(0..<threads), parent: maybe(place),
        fault: maybe(outcomes.count), event: anEvent(), addresses: range(),
        output: once(in: 2) ? PhysicalAddress(random.next()) : nil)
      call.machine = maybe(machines)
      call.endEvent = maybe(events)
      call.returned = once(in: 2) ? nil : number(-5..<5)
      builder.cast.calls.append(call)
      var invalidation = InvalidationRecord(
        thread: number(0..<threads), machine: maybe(machines), hostAddresses: range(),
        event: anEvent())
      invalidation.meetsMemslot = once(in: 2)
      invalidation.endEvent = maybe(events)
      builder.cast.invalidations.append(invalidation)
      builder.cast.memslots.append(
        MemslotRecord(
          number: place, guestAddresses: range(), hostAddress: random.next(),
          flags: random.next() & 3, event: anEvent()))
    }
  }

  private mutating func addEvent(_ event: Int) {
    builder.begin(
      EventLog.Heading(
        timeNanoseconds: Int64(event) * 1000 - 3000, cpu: UInt16(number(0..<4)),
        thread: number(0..<builder.cast.threads.count), kind: number(0..<2)))
    if once(in: 3) { builder.noteWorkAddress(random.next() >> 1) }
    for _ in 0..<number(0..<4) { change(event) }
  }

  private mutating func change(_ event: Int) {
    let thread = number(0..<builder.cast.threads.count)
    let claim = number(0..<builder.cast.claims.count)
    let rule = InferenceRule.allCases[number(0..<InferenceRule.allCases.count)]
    let how: Provenance = [.observed, .simulated, .inferred(rule)][number(0..<3)]
    switch number(0..<12) {
    case 0...3:
      let entries: [UInt64] = [0, 0x400, 0x4020_07FD, 0x4300_2003, 0x4300_07FF, .max]
      let slot = number(0..<min(builder.cast.slotCount, 3000))
      builder.set(.descriptor, slot, to: entries[number(0..<6)], how)
    case 4: builder.set(.tableAttached, number(1..<5), to: UInt64(number(0..<2)), how)
    case 5: builder.set(.rootLive, 0, to: UInt64(number(0..<2)), how)
    case 6, 7:
      let word = LockClaim(
        once(in: 2) ? .read : .write, sinceEvent: event, isContended: once(in: 2), how
      ).word
      builder.set(once(in: 2) ? .lockHold : .lockWait, claim, to: once(in: 2) ? word : 0, how)
    case 8: builder.set(.counter, number(0..<builder.cast.counters.count), to: random.next(), how)
    case 9: builder.set(.threadFault, thread, to: UInt64(number(0..<10)), how)
    case 10: builder.set(.threadCall, thread, to: UInt64(number(0..<7)), how)
    default:
      builder.set(.threadGuest, thread, to: UInt64(number(0..<2)), how)
      builder.set(.invalidationOpen, number(0..<6), to: UInt64(number(0..<2)), how)
      builder.set(.memslot, number(0..<6), to: UInt64(number(0..<7)), how)
    }
  }
}

/// Text of events that holds whatever text can hold.
private struct RandomText: EventTextSource {
  let seed: UInt64

  func text(ofEventAt index: Int, in log: EventLog) -> String {
    var random = SplitMix64(seed: seed &+ UInt64(index))
    let pieces = [
      "", "ipa 0x1000", "\u{1b}]0;x\u{7}", "\"quoted\"", "a,b\r\n", "漢\u{85}", "{}[]\\u",
    ]
    return (0..<3).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
  }

  func line(ofEventAt index: Int, in log: EventLog) -> Int? { index % 3 == 0 ? nil : index + 7 }
}
