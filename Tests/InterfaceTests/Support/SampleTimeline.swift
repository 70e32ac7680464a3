import Machine
import VMSA

/// A small recording with everything the screen has to show in it.
///
/// Two vCPU threads map memory while reading under mmu_lock, kswapd0 waits to write, a 2M block is
/// made and later split into pages, an invalidation is in progress, and one thread has a name that
/// tries to take over the terminal.
enum SampleTimeline {
  /// Addresses and threads the tests name.
  static let blockAddress: UInt64 = 0x4020_1000

  /// The whole story.
  static let story: Timeline = {
    var story = SampleBuilder()
    let first = story.thread(431, "kvmtest")
    let second = story.thread(432, "kvmtest")
    let notifier = story.thread(57, "kswapd0")
    let hostile = story.thread(66, "\u{1b}]0;pwned\u{7}\u{1b}[31m[000] x\n-1")
    begin(&story, first)
    let upper = mapBlock(&story, first, second, notifier)
    invalidate(&story, notifier, first)
    split(&story, upper, first, hostile)
    return story.made()
  }()

  /// No event, no thread, no root.
  static var empty: Timeline {
    let builder = TimelineBuilder()
    return builder.timeline(text: SampleText(texts: []))
  }

  /// Events without any table, lock or fault.
  static var rootless: Timeline {
    var builder = TimelineBuilder()
    let thread = builder.thread(identifier: 1, command: "init")
    let kind = builder.eventKind("sched_switch")
    for time in 0..<5 {
      builder.begin(EventLog.Heading(timeNanoseconds: Int64(time), thread: thread, kind: kind))
    }
    return builder.timeline(text: SampleText(texts: ["prev_comm=init"]))
  }

  private static func begin(_ story: inout SampleBuilder, _ thread: Int) {
    story.tell("tracing_mark_write", "memslot slot=1 gpa=0x40000000 size=0x800000", by: thread)
    story.set(.rootLive, story.root, to: 1)
    story.timeline.cast.memslots = [
      MemslotRecord(
        number: 1, guestAddresses: 0x4000_0000..<0x4080_0000, hostAddress: 0xffff_9a40_0000,
        flags: 0, event: 0)
    ]
    story.set(.memslot, 1, to: 1)
    story.tell("kvm_entry", "PC: 0x0000000000010010", by: thread)
    story.set(.threadGuest, thread, to: 1)
    story.tell("kvm_exit", "TRAP: HSR_EC: 0x0024 (DABT_LOW)", by: thread)
    story.set(.threadGuest, thread, to: 0)
  }

  /// Two faults on one block; a notifier waits for both. Returns the table of level 2.
  private static func mapBlock(
    _ story: inout SampleBuilder, _ first: Int, _ second: Int, _ notifier: Int
  ) -> Int {
    story.tell("k_guest_abort", "(kvm_handle_guest_abort+0x0/0xf10)", by: first)
    story.enter("kvm_handle_guest_abort", by: first)
    story.tell("kvm_guest_fault", "ipa 0x40201000, hsr 0x92000046", by: first)
    story.beginFault(by: first, at: blockAddress)
    story.tell("mmap_lock_acquire_returned", "write=false success=true", by: first)
    story.hold(story.memoryMapLock, .read, by: first)
    story.tell("kvm_guest_fault", "ipa 0x40200000, hsr 0x92000006", by: second)
    story.beginFault(by: second, at: 0x4020_0000, isWrite: false)
    story.tell("mmap_lock_released", "write=false", by: first)
    story.release(story.memoryMapLock, by: first)
    let block: Range<UInt64> = 0x4020_0000..<0x4040_0000
    story.tell("k_s2map", "(kvm_pgtable_stage2_map+0x0/0x140) size=0x200000", by: first)
    story.enter("kvm_pgtable_stage2_map", by: first, block)
    story.hold(story.mmuLock, .read, by: first, .inferred(.heldByCall))
    story.tell("k_s2map", "(kvm_pgtable_stage2_map+0x0/0x140) size=0x200000", by: second, after: 9)
    story.enter("kvm_pgtable_stage2_map", by: second, block)
    story.hold(story.mmuLock, .read, by: second, .inferred(.heldByCall))
    story.tell("contention_begin", "(flags=SPIN|WRITE)", by: notifier, after: 12)
    story.wait(story.mmuLock, .write, by: notifier)
    story.tell("k_mapwalk", "(stage2_map_walker+0x0/0x198) level=1 old=0x0", by: first)
    let upper = story.link(
      .two, below: story.slot(story.rootTable, 1), base: 0x4000_0000, at: 0x4350_2000)
    story.tell("k_trysetpte", "(stage2_try_set_pte+0x0/0x68) new=0x400", by: first)
    story.set(.descriptor, story.slot(upper, 1), to: 0x400, .inferred(.lockedByBreak))
    story.tell(
      "k_s2map_ret", "(kvm_handle_guest_abort+0x9a8/0xf10 <- kvm_pgtable_stage2_map) ret=0",
      by: first)
    story.set(
      .descriptor, story.slot(upper, 1), to: 0x4020_0000 | SampleBuilder.attributes | 0b01,
      .inferred(.madeByMapCall))
    story.leave(by: first, returning: 0)
    story.release(story.mmuLock, by: first, .inferred(.releasedByProgress))
    story.tell(
      "k_s2map_ret", "(kvm_handle_guest_abort+0x9a8/0xf10 <- kvm_pgtable_stage2_map) ret=-11",
      by: second, after: 3)
    story.leave(by: second, returning: -11)
    story.release(story.mmuLock, by: second, .inferred(.releasedByProgress))
    story.tell("kvm_entry", "PC: 0x0000000000010010", by: first)
    story.leave(by: first, returning: 1)
    story.endFault(by: first, .mapped(bytes: 0x20_0000))
    story.set(.threadGuest, first, to: 1)
    story.tell("kvm_entry", "PC: 0x0000000000010020", by: second)
    story.endFault(by: second, .entryBusy)
    return upper
  }

  private static func invalidate(_ story: inout SampleBuilder, _ notifier: Int, _ other: Int) {
    story.tell("contention_end", "(ret=0)", by: notifier)
    story.stopWaiting(story.mmuLock, by: notifier)
    story.hold(story.mmuLock, .write, by: notifier)
    story.tell(
      "k_inv_start", "(kvm_mmu_notifier_invalidate_range_start+0x0/0x390) mn=0xffff800080",
      by: notifier, after: 400)
    var record = InvalidationRecord(
      thread: notifier, machine: 0, hostAddresses: 0xffff_9a40_0000..<0xffff_9a60_0000,
      event: story.event)
    record.meetsMemslot = true
    story.timeline.cast.invalidations = [record]
    story.set(.invalidationOpen, 0, to: 1)
    story.set(.counter, 1, to: 1, .inferred(.notifierProtocol))
    story.tell("kvm_guest_fault", "ipa 0x40200000, hsr 0x92000046", by: other)
    story.beginFault(by: other, at: 0x4000_0000)
    story.tell(
      "k_inv_end", "(kvm_mmu_notifier_invalidate_range_end+0x0/0x1a0) mn=0xffff800080", by: notifier
    )
    story.timeline.cast.invalidations[0].endEvent = story.event
    story.set(.invalidationOpen, 0, to: 0)
    story.set(.counter, 0, to: 1, .inferred(.notifierProtocol))
    story.set(.counter, 1, to: 0, .inferred(.notifierProtocol))
    story.release(story.mmuLock, by: notifier)
    story.tell("kvm_entry", "PC: 0x0000000000010030", by: other)
    story.endFault(by: other, .retried)
  }

  /// Dirty logging: the block is broken and its pages made one by one.
  private static func split(
    _ story: inout SampleBuilder, _ upper: Int, _ thread: Int, _ hostile: Int
  ) {
    story.tell("tracing_mark_write", "dirty log on \u{1b}[2J", by: hostile)
    var logged = story.timeline.cast.memslots[0]
    logged.flags = 1
    logged.event = story.event
    story.timeline.cast.memslots.append(logged)
    story.set(.memslot, 1, to: 2)
    story.tell("kvm_guest_fault", "ipa 0x40201000, hsr 0x9200004e", by: thread, after: 50)
    story.beginFault(by: thread, at: blockAddress)
    story.tell("k_s2map", "(kvm_pgtable_stage2_map+0x0/0x140) size=0x1000", by: thread)
    story.enter("kvm_pgtable_stage2_map", by: thread, blockAddress..<blockAddress + 0x1000)
    story.hold(story.mmuLock, .read, by: thread, .inferred(.heldByCall))
    story.tell("k_mapwalk", "(stage2_map_walker+0x0/0x198) level=2", by: thread)
    let slot = story.slot(upper, 1)
    story.set(.descriptor, slot, to: 0x400, .inferred(.lockedByBreak))
    let pages = story.link(.three, below: slot, base: 0x4020_0000, at: 0x4350_3000)
    for index in 1...40 {
      story.tell("k_mapwalk", "(stage2_map_walker+0x0/0x198) level=3", by: thread, after: 1)
      story.set(
        .descriptor, story.slot(pages, index),
        to: 0x4020_0000 + UInt64(index) << 12 | SampleBuilder.attributes | 0b11,
        .inferred(.madeByMapCall))
    }
    story.tell("kvm_entry", "PC: 0x0000000000010040", by: thread)
    story.leave(by: thread, returning: 0)
    story.release(story.mmuLock, by: thread, .inferred(.releasedByProgress))
    story.endFault(by: thread, .mapped(bytes: 0x1000))
  }
}
