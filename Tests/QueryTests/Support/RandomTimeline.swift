import Machine
import TestSupport
import VMSA

/// Timelines in which everything that expressions ask for happens at random, on a small cast.
enum RandomTimeline {
  static func make(events: Int, seed: UInt64) -> Timeline {
    var story = RandomStory(seed: seed)
    for _ in 0..<events { story.tellEvent() }
    return story.builder.timeline(text: Texts(texts: story.texts))
  }

  struct Texts: EventTextSource {
    var texts: [String]
    func text(ofEventAt index: Int, in log: EventLog) -> String { texts[index] }
  }
}

/// Tells random events; faults, calls, holds and waits may never end.
struct RandomStory {
  var builder = TimelineBuilder()
  var texts: [String] = []
  private var random: SplitMix64
  private var clock: Int64 = 1_000_000_000

  static let kinds = ["kvm_entry", "kvm_exit", "k_s2map", "sched_switch"]

  init(seed: UInt64) {
    random = SplitMix64(seed: seed)
    for number in 0..<3 {
      _ = builder.thread(identifier: 100 + number, command: ["qemu", "kvmtest", "a b"][number])
    }
    builder.cast.threads.append(ThreadInfo(command: "v0", identifier: nil))
    builder.cast.threads[1].isVirtualCPU = true
    builder.cast.threads[2].isVirtualCPU = true
    for kind in RandomStory.kinds { _ = builder.eventKind(kind) }
    builder.cast.locks = [
      LockInfo(name: "mmu_lock", kind: .rwlock, machine: 0),
      LockInfo(name: "mmap_lock", kind: .rwsem, address: "00000000abcd"),
    ]
    builder.cast.counters = [CounterInfo(name: "mmu_invalidate_seq", machine: 1)]
    for number in 0..<2 {
      builder.cast.machines.append(
        VirtualMachineInfo(sequenceCounter: 0, inProgressCounter: 0, firstEvent: 0))
      builder.cast.machines[number].root = number
      addTables(root: number)
    }
    builder.cast.memslots = [
      MemslotRecord(
        number: 1, guestAddresses: 0x4000_0000..<0x4040_0000, hostAddress: 0xffff_0000_0000,
        flags: 0, event: 0),
      MemslotRecord(
        number: 1, guestAddresses: 0x4000_0000..<0x4020_0000, hostAddress: 0xffff_0000_1000,
        flags: 1, event: 0),
    ]
    builder.cast.invalidations = [
      InvalidationRecord(
        thread: 0, machine: 1, hostAddresses: 0xffff_0000_0000..<0xffff_0020_0000, event: 0)
    ]
  }

  private mutating func addTables(root: Int) {
    let table = builder.addTable(
      root: root, level: .two, inputBase: 0x4000_0000, entryCount: 512, parentSlot: nil,
      kernelAddress: 0xffff_8000_0000_0000 + UInt64(root), isBornEmpty: true, granule: .size4K)
    builder.cast.roots.append(
      RootInfo(
        name: "root \(root)", format: DescriptorFormat(stage: .two, granule: .size4K),
        startLevel: .two, table: table, isWhollyRecorded: true))
    for slot in 0..<2 {
      _ = builder.addTable(
        root: root, level: .three, inputBase: 0x4000_0000 + UInt64(slot) << 21, entryCount: 512,
        parentSlot: builder.cast.tables[table].firstSlot + slot, kernelAddress: nil,
        isBornEmpty: slot == 0, granule: .size4K)
    }
  }

  mutating func tellEvent() {
    clock += Int64.random(in: 0...20_000, using: &random)
    let kind = Int.random(in: 0..<RandomStory.kinds.count, using: &random)
    builder.begin(
      EventLog.Heading(
        timeNanoseconds: clock, cpu: UInt16.random(in: 0...2, using: &random),
        thread: Int.random(in: 0..<4, using: &random), kind: kind))
    let words = ["DABT", "ret=-11", "write=false", ""].randomElement(using: &random) ?? ""
    texts.append("\(RandomStory.kinds[kind]): \(words)")
    if random.once(in: 4) { builder.noteWorkAddress(address()) }
    for _ in 0..<Int.random(in: 0...3, using: &random) { change() }
  }

  private mutating func address() -> UInt64 {
    0x4000_0000 + UInt64.random(in: 0..<1024, using: &random) << 12
  }

  private mutating func provenance() -> Provenance {
    [.observed, .inferred(.madeByMapCall), .inferred(.clearedByUnmap), .simulated]
      .randomElement(using: &random) ?? .observed
  }

  private mutating func change() {
    let thread = Int.random(in: 0..<4, using: &random)
    let how = provenance()
    switch Int.random(in: 0..<9, using: &random) {
    case 0, 1:
      let slot = Int.random(in: 0..<6, using: &random) * 512 + Int.random(in: 0..<4, using: &random)
      let words: [UInt64] = [0, 0x400, 0x4020_07FD, 0x4300_2003, 0x4300_07FF, 0x01]
      builder.set(.descriptor, slot, to: words.randomElement(using: &random) ?? 0, how)
    case 2:
      builder.set(
        .tableAttached, [1, 2, 4, 5].randomElement(using: &random) ?? 1,
        to: UInt64.random(in: 0...1, using: &random), how)
    case 3, 4: lock(thread, how)
    case 5: fault(thread, how)
    case 6: call(thread, how)
    case 7: builder.set(.memslot, 1, to: UInt64.random(in: 0...2, using: &random), how)
    default:
      builder.set(.invalidationOpen, 0, to: UInt64.random(in: 0...1, using: &random), how)
      builder.set(.counter, 0, to: UInt64.random(in: 0...9, using: &random), how)
      builder.set(.rootLive, 1, to: UInt64.random(in: 0...1, using: &random), how)
    }
  }

  private mutating func lock(_ thread: Int, _ how: Provenance) {
    let claim = builder.claim(lock: Int.random(in: 0...1, using: &random), thread: thread)
    let mode: LockClaim.Mode = Bool.random(using: &random) ? .read : .write
    let word = LockClaim(
      mode, sinceEvent: builder.event, isContended: Bool.random(using: &random), how
    ).word
    let isHold = Bool.random(using: &random)
    builder.set(
      isHold ? .lockHold : .lockWait, claim, to: Bool.random(using: &random) ? word : 0, how)
  }

  private mutating func fault(_ thread: Int, _ how: Provenance) {
    if let open = builder.state.fault(ofThread: thread) {
      builder.cast.faults[open].endEvent = builder.event
      builder.cast.faults[open].outcome =
        [
          .mapped(bytes: 0), .mapped(bytes: 4096), .mapped(bytes: 1 << 21), .retried, .entryBusy,
          .failed(-12), nil,
        ]
        .randomElement(using: &random) ?? nil
      if Bool.random(using: &random) {
        builder.set(.threadFault, thread, to: 0, how)
        return
      }
    }
    let syndrome: UInt64 = Bool.random(using: &random) ? 0x9200_0046 : 0x9200_0406
    let address = address()
    builder.cast.faults.append(
      FaultRecord(
        thread: thread, machine: [0, 1, nil].randomElement(using: &random) ?? nil,
        address: IntermediateAddress(address), syndrome: ExceptionSyndrome(raw: syndrome),
        virtualAddress: VirtualAddress(address << 4), programCounter: VirtualAddress(0),
        event: builder.event))
    builder.set(.threadFault, thread, to: UInt64(builder.cast.faults.count), how)
  }

  private mutating func call(_ thread: Int, _ how: Provenance) {
    if let open = builder.state.call(ofThread: thread), Bool.random(using: &random) {
      builder.cast.calls[open].endEvent = builder.event
      builder.set(
        .threadCall, thread, to: UInt64((builder.cast.calls[open].parent ?? -1) + 1), how)
      return
    }
    let start = address()
    let length: UInt64 = [0, 0x1000, 0x20_0000].randomElement(using: &random) ?? 0
    var record = CallRecord(
      function: "kvm_pgtable_stage2_map", thread: thread,
      parent: builder.state.call(ofThread: thread), fault: nil, event: builder.event,
      addresses: Bool.random(using: &random) ? start..<start + length : 0..<0,
      output: Bool.random(using: &random) ? PhysicalAddress(start + 0x900_0000) : nil)
    record.machine = Bool.random(using: &random) ? 1 : nil
    builder.cast.calls.append(record)
    builder.set(.threadCall, thread, to: UInt64(builder.cast.calls.count), how)
  }
}
