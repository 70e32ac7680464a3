import KVM
import Machine
import TestSupport
import Testing
import Traces
import VMSA

/// The model against recordings of KVM of Linux 6.12 (4K pages, LPA2, VHE), made under QEMU.
///
/// Compared are every fault (address, kind, level, read or write) and, after every fault, all of
/// stage 2: each leaf with its address, level and permissions. Output addresses are each side's own.
///
/// What the recordings taught, and where the model says less than a kernel does:
/// - A read of anonymous memory that was never touched maps the **zero page**, read-only, for 4K
///   pages as for huge ones. The model's host fault gives every page a frame of its own at once, so
///   the test lets such pages begin as they are after the first read. In the recording they all
///   share one frame; in the model each has its own.
/// - The write that follows takes a permission fault; get_user_pages copies the page and calls the
///   MMU notifier **in the vCPU's own thread**, which raises the sequence that the fault has already
///   sampled. So every such write is taken twice: permission fault, retry, translation fault. In the
///   model the copying is a thread of its own, run to its end inside the fault's F8.
/// - The huge zero page is split before the first page of it is copied (two invalidations within one
///   fault). From there on the region is mapped by pages, also in stage 2; nothing puts a huge page
///   back, khugepaged didn't run in so short a time.
/// - Private hugetlbfs memory is mapped read-only by a read and made writable where it is by a write,
///   without an invalidation: the stage-2 block is relaxed, not mapped anew. The model did not do so
///   before this test; `faultIn` does now.
/// - Slot 0 is a page of code: an instruction abort at level 1. The model has no instruction fetches
///   and reads it.
@Suite("The model and the recordings of Linux 6.12")
struct RecordingAgreementTests {
  static let set = "k612-4k-lpa2-vhe"

  /// The recording of a scenario: from beside the checkout, or the one that comes with the project.
  static func recording(_ name: String) throws -> Recording? {
    let beside = Fixture.corpusRecordings(set)?.first { $0.hasSuffix("/\(name).trace.txt") }
    let own = ["thp2m", "dirtylog"].contains(name) ? Fixture.path("\(name).trace.txt") : nil
    guard let path = beside ?? own else {
      print("no shared/corpus beside the checkout: \(name) is not compared")
      return nil
    }
    return try Recording.open(path)
  }

  /// Areas around all memslots after the first: whole 2M regions of one kind. The first slot is a
  /// page of code, written by the client before the guest runs.
  static func areas(_ run: RecordedRun, kind: MemoryPlan.Area.Kind) -> [MemoryPlan.Area] {
    let slots = run.memslots
    let code = slots[0]
    var first = MemoryPlan.Area(
      host: code.hostAddress, size: UInt64(code.guestAddresses.count), kind: .pages)
    first.isPresent = true
    let ranges = slots.dropFirst().map {
      $0.hostAddress..<$0.hostAddress + UInt64($0.guestAddresses.count)
    }
    let low = (ranges.map(\.lowerBound).min() ?? 0) & ~0x1f_ffff
    let high = ((ranges.map(\.upperBound).max() ?? 0) + 0x1f_ffff) & ~0x1f_ffff
    return [first, MemoryPlan.Area(host: low, size: high - low, kind: kind)]
  }

  /// Runs the model along the recording and compares fault by fault.
  private func compare(_ run: RecordedRun, _ scenario: Scenario, _ name: String) throws {
    var model = try ModelRun(scenario)
    for invalidations in run.invalidations {
      guard try model.runFault(invalidations: invalidations.count) else { break }
    }
    #expect(try !model.runFault(invalidations: 0), "\(name): the model takes more faults")
    try compare(run, model, name)
  }

  private func compare(_ run: RecordedRun, _ model: ModelRun, _ name: String) throws {
    let timeline = try model.timeline()
    let cast = timeline.cast
    #expect(cast.faults.map(RecordedRun.Fault.init) == run.faults.map(RecordedRun.Fault.init))
    var cursor = TimelineCursor(timeline)
    var recorded = TimelineCursor(run.recording.timeline)
    let root = run.recording.timeline.cast.machines[0].root ?? 0
    var most = 0
    for (fault, end) in zip(run.faults, model.faultEnds) {
      cursor.seek(to: end, in: timeline)
      recorded.seek(to: try #require(fault.endEvent), in: run.recording.timeline)
      let ours = StageTwoMapping.all(in: cursor.state, root: 0, cast: cast)
      let theirs = StageTwoMapping.all(
        in: recorded.state, root: root, cast: run.recording.timeline.cast)
      #expect(
        ours == theirs,
        """
        \(name), after \(RecordedRun.Fault(fault)): only the model maps \(ours.subtracting(theirs)), \
        only the recording \(theirs.subtracting(ours))
        """)
      most = max(most, theirs.count)
    }
    print(
      "\(name): \(run.faults.count) faults, \(run.accesses.count) accesses, up to \(most) leaves,",
      "\(model.moves.count) steps of the model")
    #expect(most > 1)
  }

  @Test("anon4k: pages read first are copied by the write, and the fault is taken twice")
  func anonymousPages() throws {
    guard let run = try Self.recording("anon4k").map(RecordedRun.init) else { return }
    let slot = run.memslots[1].hostAddress
    // The guest reads the first 16 pages, then writes the first 64.
    var areas = Self.areas(run, kind: .pages)
    areas[1].size -= 16 << 12
    areas[1].host += 16 << 12
    var read = MemoryPlan.Area(host: slot, size: 16 << 12, kind: .pages)
    read.isPresent = true
    let scenario = try run.scenario(areas: areas + [read]).readFirst([slot..<slot + 16 << 12])
    #expect(run.invalidations.count { !$0.isEmpty } == 16)
    try compare(run, scenario, "anon4k")
  }

  @Test("thp2m: blocks of 2M, and pages where the huge zero page was read first")
  func transparentHugePages() throws {
    guard let run = try Self.recording("thp2m").map(RecordedRun.init) else { return }
    let slot = run.memslots[1].hostAddress
    // The marker “unfaulted, read first” is about the last of the four blocks.
    var areas = Self.areas(run, kind: .huge)
    areas[1].size = 6 << 20
    var read = MemoryPlan.Area(host: slot + 6 << 20, size: 2 << 20, kind: .huge)
    read.isPresent = true
    let last = read.host..<read.host + read.size
    let scenario = try run.scenario(areas: areas + [read]).readFirst([last])
    #expect(run.invalidations.map(\.count).max() == 2, "the split, and the copy of a page")
    try compare(run, scenario, "thp2m")
  }

  @Test("misalign: huge pages behind memslots at other offsets give pages only")
  func offsetSlots() throws {
    guard let run = try Self.recording("misalign").map(RecordedRun.init) else { return }
    try compare(run, run.scenario(areas: Self.areas(run, kind: .huge)), "misalign")
  }

  @Test("hugetlb2m: a block that was read first is relaxed by the write")
  func hugetlb() throws {
    guard let run = try Self.recording("hugetlb2m").map(RecordedRun.init) else { return }
    try compare(run, run.scenario(areas: Self.areas(run, kind: .hugetlb2M)), "hugetlb2m")
  }

  @Test("dirtylog: blocks become pages while dirty pages are logged, and blocks again after it")
  func dirtyLog() throws {
    guard let run = try Self.recording("dirtylog").map(RecordedRun.init) else { return }
    var on = ThreadPlan(name: "on", program: "dirtylog")
    on.parameters = ["target": .number(1), "chunk": .number(0)]
    var get = ThreadPlan(name: "get", program: "getlog")
    get.parameters = ["target": .number(1)]
    var off = ThreadPlan(name: "off", program: "logoff")
    off.parameters = ["target": .number(1)]
    let scenario = run.scenario(areas: Self.areas(run, kind: .huge), others: [on, get, off])

    // When user space did what, by the recording's memslot markers and write-protecting calls.
    let cast = run.recording.timeline.cast
    let flags = cast.memslots.filter { $0.number == 1 }
    try #require(flags.map(\.logsDirtyPages) == [false, true, false])
    let protections = cast.calls.filter { $0.function == "kvm_pgtable_stage2_wrprotect" }
    try #require(protections.count == 2)
    let events = [flags[1].event, protections[1].event, flags[2].event]

    var model = try ModelRun(scenario)
    var dirty: [Int] = []
    for fault in run.faults {
      let phase = events.count { $0 < fault.event }
      while dirty.count < phase {
        dirty.append(model.sum(of: "dirty"))
        try model.runIoctl(of: dirty.count)
      }
      #expect(try model.runFault(invalidations: 0))
    }
    // None at first; the 32 that the client's log tells of; then the 40 written once more or anew.
    #expect(dirty == [0, 32, 40])
    try compare(run, model, "dirtylog")

    let timeline = try model.timeline()
    var blocks: [Int] = []
    var cursor = TimelineCursor(timeline)
    for instant in 0..<timeline.count {
      cursor.seek(to: instant, in: timeline)
      let now = cursor.state.leafCount(root: 0, level: .two)
      if blocks.last != now { blocks.append(now) }
    }
    #expect(blocks == [0, 1, 2, 1, 0, 1, 2])
  }
}
