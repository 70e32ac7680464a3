import Machine
import TestSupport
import VMSA

/// Timelines of random changes to every kind of register, on a small cast.
enum RandomTimeline {
  static let slotsPerTable = 512

  static func make(events: Int, seed: UInt64, keyframeSpacing: Int = 64) -> Timeline {
    var random = SplitMix64(seed: seed)
    var builder = TimelineBuilder(keyframeSpacing: keyframeSpacing)
    addCast(&builder)
    for event in 0..<events {
      builder.begin(
        EventLog.Heading(timeNanoseconds: Int64(event) * 1000, thread: event % 3, kind: 0))
      for _ in 0..<Int.random(in: 0...3, using: &random) { change(&builder, event, &random) }
    }
    return builder.timeline(text: NoText())
  }

  private static func addCast(_ builder: inout TimelineBuilder) {
    for number in 0..<3 { _ = builder.thread(identifier: 100 + number, command: "vcpu\(number)") }
    _ = builder.eventKind("random")
    builder.cast.locks = [LockInfo(name: "mmu_lock", kind: .rwlock)]
    for thread in 0..<3 { _ = builder.claim(lock: 0, thread: thread) }
    builder.cast.counters = [CounterInfo(name: "mmu_invalidate_seq", machine: nil)]
    builder.cast.invalidations = [
      InvalidationRecord(thread: 0, machine: nil, hostAddresses: 0..<4096, event: 0)
    ]
    let format = DescriptorFormat(stage: .two, granule: .size4K)
    let table = builder.addTable(
      root: 0, level: .two, inputBase: 0, entryCount: slotsPerTable, parentSlot: nil,
      kernelAddress: nil, isBornEmpty: false, granule: .size4K)
    builder.cast.roots = [
      RootInfo(
        name: "root", format: format, startLevel: .two, table: table, isWhollyRecorded: false)
    ]
    for slot in 0..<4 {
      _ = builder.addTable(
        root: 0, level: .three, inputBase: UInt64(slot) << 21, entryCount: slotsPerTable,
        parentSlot: slot, kernelAddress: nil, isBornEmpty: slot % 2 == 0, granule: .size4K)
    }
  }

  private static func change(
    _ builder: inout TimelineBuilder, _ event: Int, _ random: inout SplitMix64
  ) {
    let thread = Int.random(in: 0..<3, using: &random)
    switch Int.random(in: 0..<11, using: &random) {
    case 0...3:
      let slot =
        Int.random(in: 0..<5, using: &random) * slotsPerTable
        + Int.random(in: 0..<6, using: &random)
      let entries: [UInt64] = [0, 0x400, 0x4020_07FD, 0x4300_2003, 0x4300_07FF, 0b01]
      let entry = entries.randomElement(using: &random) ?? 0
      builder.set(.descriptor, slot, to: entry, .inferred(.madeByMapCall))
    case 4, 5:
      let table = Int.random(in: 1..<5, using: &random)
      builder.set(.tableAttached, table, to: UInt64.random(in: 0...1, using: &random), .observed)
    case 6: builder.set(.rootLive, 0, to: UInt64.random(in: 0...1, using: &random), .observed)
    case 7:
      let mode: LockClaim.Mode = Bool.random(using: &random) ? .read : .write
      let word = LockClaim(mode, sinceEvent: event, .inferred(.heldByCall)).word
      builder.set(
        .lockHold, thread, to: Bool.random(using: &random) ? word : 0, .inferred(.heldByCall))
    case 8:
      let word = LockClaim(.write, sinceEvent: event, isContended: true, .observed).word
      builder.set(.lockWait, thread, to: Bool.random(using: &random) ? word : 0, .observed)
    case 9: builder.set(.counter, 0, to: UInt64.random(in: 0...9, using: &random), .simulated)
    default:
      builder.set(.threadFault, thread, to: UInt64.random(in: 0...2, using: &random), .observed)
      builder.set(.threadGuest, thread, to: UInt64.random(in: 0...1, using: &random), .observed)
      builder.set(.invalidationOpen, 0, to: UInt64.random(in: 0...1, using: &random), .observed)
      builder.set(.memslot, thread, to: UInt64.random(in: 0...2, using: &random), .observed)
    }
  }

  struct NoText: EventTextSource {
    func text(ofEventAt index: Int, in log: EventLog) -> String { "" }
  }
}
