import Testing
import VMSA

@testable import Machine

@Suite("Machine state: tables")
struct MachineStateTests {
  @Test("the leaf counts kept along the way equal a count of the leaves, at every instant")
  func leafCounts() {
    let seed: UInt64 = 0x1EAF
    let timeline = RandomTimeline.make(events: 600, seed: seed)
    var state = MachineState(cast: timeline.cast)
    var mostPages = 0
    for index in 0..<timeline.count {
      Timeline.step(&state, to: index, log: timeline.log, cast: timeline.cast)
      for level in Level.allCases {
        let counted = naiveLeaves(state, timeline.cast, level)
        #expect(
          state.leafCount(root: 0, level: level) == counted,
          "seed \(seed), event \(index), \(level)")
        if level == .three { mostPages = max(mostPages, counted) }
      }
    }
    #expect(mostPages > 1, "the random timeline must come to have pages for this to mean anything")
  }

  /// Leaves in tables whose chain of parents is attached, whatever the parent's bits say.
  private func naiveLeaves(_ state: MachineState, _ cast: Cast, _ level: Level) -> Int {
    guard state.isLive(root: 0) else { return 0 }
    let attached = cast.tables.indices.filter { $0 == 0 || state.isAttached($0, cast: cast) }
    return attached.reduce(0) { sum, table in
      let info = cast.tables[table]
      guard info.level == level else { return sum }
      return sum
        + (info.firstSlot..<info.firstSlot + info.entryCount).count { slot in
          state.isKnown(slot: slot)
            && Descriptor(
              raw: state.entry(ofSlot: slot), level: level, format: cast.roots[0].format
            ).isLeaf
        }
    }
  }

  @Test("an entry never seen is unknown, and a walk stops there")
  func unknownEntry() {
    var builder = TwoLevels.builder(isBornEmpty: false)
    builder.set(.rootLive, 0, to: 1, .observed)
    let timeline = builder.timeline(text: RandomTimeline.NoText())
    let walk = timeline.state(at: 0).walk(root: 0, to: 0x1000, cast: timeline.cast)
    #expect(walk.result == .unknown(.two))
    #expect(walk.steps.count == 1)
  }

  @Test("entries of a table that was born empty are known to be invalid")
  func bornEmpty() {
    var builder = TwoLevels.builder(isBornEmpty: true)
    builder.set(.rootLive, 0, to: 1, .observed)
    let timeline = builder.timeline(text: RandomTimeline.NoText())
    let walk = timeline.state(at: 0).walk(root: 0, to: 0x1000, cast: timeline.cast)
    #expect(walk.result == .invalid(.two))
  }

  @Test("a walk goes through an attached table to its page and adds the offset")
  func walkToPage() {
    var builder = TwoLevels.builder(isBornEmpty: true)
    builder.set(.rootLive, 0, to: 1, .observed)
    builder.set(.descriptor, 0, to: 0x4300_2003, .observed)
    builder.set(.tableAttached, 1, to: 1, .observed)
    builder.set(.descriptor, 512 + 1, to: 0x4876_37FF, .inferred(.madeByMapCall))
    let timeline = builder.timeline(text: RandomTimeline.NoText())
    let walk = timeline.state(at: 0).walk(root: 0, to: 0x1ABC, cast: timeline.cast)
    #expect(walk.result == .mapped(output: PhysicalAddress(0x4876_3ABC)))
    #expect(walk.steps.map(\.index) == [0, 1])
    #expect(timeline.state(at: 0).leavesBySize(cast: timeline.cast)["4K"] == 1)
  }

  @Test("a root that is not in use maps nothing")
  func deadRoot() {
    let builder = TwoLevels.builder(isBornEmpty: true)
    let timeline = builder.timeline(text: RandomTimeline.NoText())
    #expect(timeline.state(at: 0).walk(root: 0, to: 0, cast: timeline.cast).result == .noTable)
    #expect(timeline.state(at: 0).leaves(ofRoot: 0, cast: timeline.cast).isEmpty)
  }

  @Test("a walk outside what the root translates finds no table", arguments: [1 << 30, UInt64.max])
  func outsideRoot(address: UInt64) {
    var builder = TwoLevels.builder(isBornEmpty: true)
    builder.set(.rootLive, 0, to: 1, .observed)
    let timeline = builder.timeline(text: RandomTimeline.NoText())
    #expect(
      timeline.state(at: 0).walk(root: 0, to: address, cast: timeline.cast).result == .noTable)
  }

  @Test("a slot belongs to the table whose range holds it")
  func tableOfSlot() {
    let cast = TwoLevels.builder(isBornEmpty: true).cast
    #expect(cast.table(ofSlot: 0) == 0)
    #expect(cast.table(ofSlot: 511) == 0)
    #expect(cast.table(ofSlot: 512) == 1)
    #expect(cast.table(ofSlot: 1024) == nil)
    #expect(cast.inputAddress(ofSlot: 513) == 0x1000)
    #expect(cast.inputAddress(ofSlot: 2) == 0x40_0000)
  }
}

/// A root at level 2 with one table of level 3 that may be hung below its first entry.
enum TwoLevels {
  static func builder(isBornEmpty: Bool) -> TimelineBuilder {
    var builder = TimelineBuilder()
    let root = builder.addTable(
      root: 0, level: .two, inputBase: 0, entryCount: 512, parentSlot: nil, kernelAddress: nil,
      isBornEmpty: isBornEmpty, granule: .size4K)
    _ = builder.addTable(
      root: 0, level: .three, inputBase: 0, entryCount: 512, parentSlot: 0, kernelAddress: nil,
      isBornEmpty: isBornEmpty, granule: .size4K)
    builder.cast.roots = [
      RootInfo(
        name: "root", format: DescriptorFormat(stage: .two, granule: .size4K), startLevel: .two,
        table: root, isWhollyRecorded: isBornEmpty)
    ]
    _ = builder.thread(identifier: 1, command: "vcpu")
    _ = builder.eventKind("made up")
    builder.begin(EventLog.Heading(timeNanoseconds: 0, thread: 0, kind: 0))
    return builder
  }
}
