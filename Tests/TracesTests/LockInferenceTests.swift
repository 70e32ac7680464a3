import Machine
import TestSupport
import Testing
import Traces

@Suite("Locks in a recording")
struct LockInferenceTests {
  @Test("a spinning lock has no more holders than there are CPUs, all through a long contention")
  func noMoreHoldersThanCPUs() throws {
    let recordings = (Fixture.corpusRecordings("k612-4k-lpa2-vhe") ?? []).filter {
      $0.contains("contend.trace")
    }
    for path in recordings + [Fixture.path("contend-start.trace.txt")] {
      let timeline = try Recording.open(path).timeline
      let lock = try lock(timeline)
      let cpus = Set((0..<timeline.count).map(timeline.log.cpu(ofEventAt:))).count
      let most = LockInferenceTests.mostAtOnce(timeline.lockHistory.spans[lock].filter(\.isHold))
      #expect(cpus == 2)
      #expect(most == cpus, "\(path)")
    }
  }

  /// The most spans that overlap at any instant.
  private static func mostAtOnce(_ spans: [LockSpan]) -> Int {
    let edges = spans.flatMap { [($0.events.lowerBound, 1), ($0.events.upperBound, -1)] }
      .sorted { $0 < $1 }
    var now = 0
    return edges.reduce(0) { most, edge in
      now += edge.1
      return max(most, now)
    }
  }

  private func contend() throws -> Timeline {
    try Recording.open(Fixture.path("contend-start.trace.txt")).timeline
  }

  private func lock(_ timeline: Timeline) throws -> Int {
    try #require(timeline.cast.locks.firstIndex { $0.name == "mmu_lock" })
  }

  @Test("no instant has a writer beside another holder of mmu_lock")
  func exclusion() throws {
    let timeline = try contend()
    let lock = try lock(timeline)
    var cursor = TimelineCursor(timeline)
    var mostReaders = 0
    for index in 0..<timeline.count {
      cursor.seek(to: index, in: timeline)
      let holders = cursor.state.holders(cast: timeline.cast).filter { $0.lock == lock }
      let writers = holders.count { $0.claim.mode == .write }
      #expect(writers == 0 || holders.count == 1, "event \(index)")
      mostReaders = max(mostReaders, holders.count - writers)
    }
    #expect(mostReaders == 2, "two CPUs, two readers at once")
  }

  @Test("contention's hashed address is tied to mmu_lock by the slow path of the same thread")
  func hashedAddress() throws {
    let timeline = try contend()
    let totals = timeline.totals(ofLock: try lock(timeline))
    let lines = try Fixture.lines("contend-start.trace.txt")
    let waits = lines.count { $0.contains("contention_begin: 00000000f5f4c500 ") }
    #expect(waits > 10)
    #expect(totals.waits == waits)
  }

  @Test("the longest wait equals the longest begin-to-end pair in the lines")
  func longestWait() throws {
    let timeline = try contend()
    let lines = try Fixture.lines("contend-start.trace.txt").filter {
      $0.contains("00000000f5f4c500")
    }
    var since: [Substring: Int64] = [:]
    var longest: Int64 = 0
    for line in lines {
      let thread = line.prefix(24)
      let digits = line.split(separator: " ").first { $0.hasSuffix(":") && $0.contains(".") }
      let time = try #require(
        digits.flatMap { Int64($0.dropLast().split(separator: ".").joined()) })
      if line.contains("contention_begin") { since[thread] = time }
      if line.contains("contention_end"), let begin = since.removeValue(forKey: thread) {
        longest = max(longest, (time - begin) * 1000)
      }
    }
    #expect(timeline.totals(ofLock: try lock(timeline)).longestWaitNanoseconds == longest)
  }

  @Test("a reader waits while the notifier holds mmu_lock for writing")
  func readerBehindNotifier() throws {
    let timeline = try contend()
    let lock = try lock(timeline)
    let index = try #require(
      (0..<timeline.count).first { index in
        let state = timeline.state(at: index)
        return state.holders(cast: timeline.cast).contains {
          $0.lock == lock && $0.claim.mode == .write
            && $0.claim.provenance == .inferred(.heldByCall)
        }
          && state.waiters(cast: timeline.cast).contains {
            $0.lock == lock && $0.claim.mode == .read && $0.claim.isContended
          }
      })
    let holder = try #require(
      timeline.state(at: index).holders(cast: timeline.cast).first { $0.lock == lock })
    let call = try #require(timeline.state(at: index).call(ofThread: holder.thread))
    let functions = sequence(first: call) { timeline.cast.calls[$0].parent }.map {
      timeline.cast.calls[$0].function
    }
    #expect(functions.contains("kvm_unmap_gfn_range"))
  }

  @Test("mmap_lock's holds are as many as its acquisitions", arguments: ["thp2m", "dirtylog"])
  func memoryMapLock(name: String) throws {
    let timeline = try Recording.open(Fixture.path(name + ".trace.txt")).timeline
    let lines = try Fixture.lines(name + ".trace.txt").filter {
      $0.contains("mmap_lock_acquire_returned") && $0.contains("success=true")
    }
    let totals = timeline.cast.locks.indices.filter { timeline.cast.locks[$0].name == "mmap_lock" }
      .map { timeline.totals(ofLock: $0) }
    #expect(totals.reduce(0) { $0 + $1.reads } == lines.count { $0.contains("write=false") })
    #expect(totals.reduce(0) { $0 + $1.writes } == lines.count { $0.contains("write=true") })
    #expect(totals.allSatisfy { !$0.hasInferredHolds })
  }

  @Test("faults hold mmu_lock for reading in a recording of v6.12, and inferred holds say so")
  func faultMode() throws {
    let timeline = try Recording.open(Fixture.path("thp2m.trace.txt")).timeline
    let totals = timeline.totals(ofLock: try lock(timeline))
    #expect(totals.reads == 9, "map calls")
    #expect(totals.writes == 6, "five notifier unmaps and the exit")
    #expect(totals.hasInferredHolds)
  }

  @Test("told that the kernel was v6.1, faults hold it for writing")
  func toldKernel() throws {
    let kernel = try #require(ReadingOptions.KernelVersion("6.1.176"))
    let timeline = try Recording.open(
      Fixture.path("thp2m.trace.txt"), options: ReadingOptions(kernel: kernel)
    ).timeline
    let totals = timeline.totals(ofLock: try lock(timeline))
    #expect(totals.reads == 0)
    #expect(totals.writes == 15)
  }

  @Test(
    "an invalidation that meets a memslot is in progress until its end, then the sequence advances")
  func invalidations() throws {
    let timeline = try Recording.open(Fixture.path("thp2m.trace.txt")).timeline
    let machine = try #require(timeline.cast.machines.first)
    let end = timeline.state(at: timeline.count - 1)
    #expect(end.value(ofCounter: machine.sequenceCounter) == 5)
    #expect(end.value(ofCounter: machine.inProgressCounter) == 0)
    #expect(end.openInvalidations.isEmpty)
    let met = timeline.cast.invalidations.filter(\.meetsMemslot)
    #expect(met.count == 5)
    for invalidation in met {
      let unmap = timeline.state(at: (invalidation.endEvent ?? 0) - 1)
      #expect(unmap.value(ofCounter: machine.inProgressCounter) == 1)
    }
  }
}
