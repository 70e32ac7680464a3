import Machine
import Screen
import Testing
import VMSA

@testable import Interface

@Suite("Views")
struct ViewTests {
  @Test("an invalid entry with bit 10 alone, or type 1 in bits 63:60, is KVM's LOCKED mark")
  func lockedMark() {
    let format = DescriptorFormat(stage: .two, granule: .size4K)
    func isLocked(_ raw: UInt64) -> Bool {
      EntryWords.isLocked(Descriptor(raw: raw, level: .two, format: format))
    }
    #expect(isLocked(0x400))
    #expect(isLocked(1 << 60))
    #expect(!isLocked(0))
    #expect(!isLocked(0x401))
    #expect(!isLocked(0x400 | 1 << 61))
    let first = DescriptorFormat(stage: .one, granule: .size4K)
    #expect(!EntryWords.isLocked(Descriptor(raw: 0x400, level: .two, format: first)))
  }

  @Test("the walk tells what the entry was before the event that changed it")
  func walkBefore() throws {
    let walk = WalkView(AppState.story(at: 13))
    let changed = try #require(walk.steps.last)
    #expect(changed.content.raw == 0x4020_07fd)
    #expect(changed.before?.raw == 0x400)
    #expect(changed.provenance == .inferred(.madeByMapCall))
    #expect(changed.kernelAddress == 0xfff0_0000_4350_2008)
    #expect(walk.steps.first?.before == nil)
    #expect(walk.isMapped)
  }

  @Test("an entry never seen is not called invalid")
  func unknownEntry() {
    var story = SampleBuilder()
    let thread = story.thread(1, "vcpu")
    story.timeline.cast.tables[0].isBornEmpty = false
    var late = TimelineBuilder()
    late.cast = story.timeline.cast
    _ = late.thread(identifier: 1, command: "vcpu")
    let kind = late.eventKind("kvm_guest_fault")
    late.begin(EventLog.Heading(timeNanoseconds: 5, thread: thread, kind: kind))
    late.set(.rootLive, 0, to: 1, .observed)
    var state = AppState.sample(late.timeline(text: SampleText(texts: [])), at: 0)
    update(&state, .goToEnd)
    state.command("address 0x40000000")
    #expect(state.text.contains("not seen yet"))
    #expect(!state.text.contains("translation fault"))
  }

  @Test("the walk keeps to the last address named when an event names none")
  func walkLooksBack() {
    let last = SampleTimeline.story.count - 1
    #expect(AppState.story(at: last).walkSubject?.address != nil)
    #expect(AppState.story(at: 2).walkSubject == nil)
  }

  @Test(
    "the column of now in a lane agrees with the rows above", arguments: [8, 9, 10, 13, 14, 18])
  func lanesAgreeWithRows(index: Int) {
    let view = LocksView(AppState.story(at: index))
    for lock in view.locks {
      for claim in lock.claims {
        let lane = view.lanes.first { $0.lock == lock.name && $0.thread == claim.thread }
        let expected: LocksView.Moment =
          !claim.isHold ? .waiting : claim.mode == .read ? .reading : .writing
        #expect(lane?.now == expected)
      }
    }
  }

  @Test("a hold that began hundreds of holds ago still has its lane")
  func longHold() {
    var story = SampleBuilder()
    let patient = story.thread(1, "patient")
    let busy = story.thread(2, "busy")
    story.tell("lock", by: patient)
    story.hold(story.mmuLock, .read, by: patient)
    for _ in 0..<400 {
      story.tell("lock", by: busy)
      story.hold(story.mmuLock, .read, by: busy)
      story.tell("unlock", by: busy)
      story.release(story.mmuLock, by: busy)
    }
    let view = LocksView(.sample(story.made(), at: story.event))
    #expect(view.lanes.contains { $0.thread == "patient-1" && $0.now == .reading })
  }

  @Test("mmu_lock comes first, readers before the writer that waits for them")
  func lockOrder() throws {
    let view = LocksView(AppState.story(at: 10))
    let first = try #require(view.locks.first)
    #expect(first.name == "mmu_lock")
    #expect(first.claims.map(\.isHold) == [true, true, false])
    #expect(first.claims.map(\.mode) == [.read, .read, .write])
  }

  @Test("an invalidation in progress is told with its range and its thread")
  func invalidation() {
    let view = LocksView(AppState.story(at: 19))
    #expect(view.invalidations.map(\.counters) == ["sequence +0 · in progress 1"])
    #expect(view.invalidations.first?.open == ["0xffff_9a40_0000 +2M by kswapd0-57"])
  }

  @Test("the fault's path marks where its thread is, and what is still to come")
  func faultPath() {
    let steps = FaultView(AppState.story(at: 8)).path
    #expect(
      steps.map(\.name) == [
        "kvm_handle_guest_abort", "mmap_lock (read)", "mmu_lock (read)", "kvm_pgtable_stage2_map",
      ])
    #expect(steps.map(\.progress) == [.open, .done, .open, .current])
    let earlier = FaultView(AppState.story(at: 5)).path
    #expect(earlier.map(\.progress) == [.open, .current, .ahead, .ahead])
  }

  @Test("what a call returned is told only once it has")
  func returnedValue() {
    func names(_ index: Int) -> [String] {
      var state = AppState.story(at: index)
      state.command("thread kvmtest-432")
      return FaultView(state).path.map(\.name)
    }
    #expect(names(14).contains("kvm_pgtable_stage2_map = −11 EAGAIN"))
    #expect(names(13).contains("kvm_pgtable_stage2_map"))
  }

  @Test("rows without anything are left out, and a coarser scale is taken when rows don't fit")
  func addressMap() {
    let state = AppState.story(at: 40)
    let fine = TablesView(state, cellsPerRow: 8, rows: 4)
    #expect(fine.cellBytes == 0x20_0000)
    #expect(fine.rows.map(\.address) == [0x4000_0000])
    #expect(fine.rows.first?.cells[1] == .pages(count: 15, of: 512))
    #expect(fine.rows.first?.changed == [1])
    #expect(fine.counts == "4K 15 · 2M 0 · 1G 0")
  }

  @Test("an unknown kind of event that changes nothing claims nothing")
  func unknownKind() {
    let why = WhyView(AppState.sample(SampleTimeline.rootless, at: 2))
    #expect(why.reasoning.isEmpty)
    #expect(why.changes.isEmpty)
  }

  @Test("every inferred change in Why names its rule")
  func rulesAreNamed() {
    for index in 0..<SampleTimeline.story.count {
      let state = AppState.story(at: index)
      for (note, change) in zip(WhyView(state).changes, state.currentChanges) {
        if case .inferred(let rule) = change.provenance {
          #expect(note.basis.contains(rule.sentence))
        }
      }
    }
  }
}
