import Machine
import VMSA

/// Writes a run of a model as a timeline: one event for the beginning, one for each move.
struct TimelineWriter: Sendable {
  private let scenario: Scenario
  private let model: Model
  private let layout: Layout
  private let rendering: TableRendering
  let words: VariableReader
  var builder = TimelineBuilder()
  private var threadVariables: [Int: [String: Model.Variable]] = [:]
  private var texts: [String] = []
  private var tables = LinkedTables()
  /// The fault each thread is in, a number in ``Cast/faults``.
  var openFaults: [Int: Int] = [:]
  /// The lock of the cast for each of the model's.
  private var lockNumbers: [Int] = []
  private var counters: [(slot: Int, counter: Int)] = []
  /// A move takes this long on the timeline.
  static let stepNanoseconds: Int64 = 1_000

  init(scenario: Scenario, model: Model, layout: Layout) {
    self.scenario = scenario
    self.model = model
    self.layout = layout
    rendering = TableRendering(model: model, layout: layout)
    words = VariableReader(model)
    for variable in model.variables {
      guard let thread = variable.thread else { continue }
      threadVariables[thread, default: [:]][variable.name] = variable
    }
  }

  /// Everything written so far.
  var timeline: Timeline {
    builder.timeline(text: SimulatedText(texts: texts))
  }

  // MARK: - Events

  /// Writes the beginning: who there is, and what is mapped, held and counted at first.
  mutating func begin(_ state: ModelState) {
    joinCast()
    let kind = builder.eventKind("begin")
    builder.begin(EventLog.Heading(timeNanoseconds: 0, thread: 0, kind: kind))
    texts.append("begin: \(scenario.title)")
    for (number, _) in layout.memory.slots.enumerated() { writeMemslot(number, state) }
    writeState(state)
  }

  /// Writes a move and what it changed.
  mutating func write(
    _ move: Schedule.Move, _ status: ThreadStatus, from before: ModelState, to after: ModelState
  ) {
    let name = status.function.isEmpty ? status.step : status.function
    builder.begin(
      EventLog.Heading(
        timeNanoseconds: Int64(builder.log.count) * TimelineWriter.stepNanoseconds,
        cpu: UInt16(move.thread), thread: move.thread, kind: builder.eventKind(name)))
    texts.append("\(name): \(status.step) \(status.saying)")
    for number in layout.memory.slots.indices
    where words["slot", number, in: before] != words["slot", number, in: after]
      || words["slotLog", number, in: before] != words["slotLog", number, in: after]
    {
      writeMemslot(number, after)
    }
    writeState(after)
    noteFault(of: move.thread, status, from: before, to: after)
  }

  /// A thread's own variables in a state.
  func own(_ thread: Int, _ state: ModelState) -> ThreadVariables {
    ThreadVariables(variables: threadVariables[thread] ?? [:], state: state)
  }

  /// The address of a guest page by its number.
  func address(ofGuestPage page: Int32) -> UInt64? {
    layout.guest.pages.indices.contains(Int(page)) ? layout.guest.pages[Int(page)] : nil
  }

  // MARK: - Who there is

  private mutating func joinCast() {
    for thread in model.threads {
      builder.cast.threads.append(ThreadInfo(command: thread.name, identifier: nil))
    }
    builder.cast.machines.append(
      VirtualMachineInfo(sequenceCounter: 0, inProgressCounter: 1, firstEvent: 0))
    for lock in model.locks {
      lockNumbers.append(builder.cast.locks.count)
      let isOwn = lock.words == "mmu_lock"
      builder.cast.locks.append(
        LockInfo(
          name: lock.words, kind: LockInfo.Kind(rawValue: lock.kind) ?? .unknown,
          machine: isOwn ? 0 : nil))
      if isOwn { builder.cast.machines[0].lock = builder.cast.locks.count - 1 }
    }
    for (variable, name) in TimelineWriter.counterNames {
      guard let slot = words.slot(variable) else { continue }
      counters.append((slot, builder.cast.counters.count))
      builder.cast.counters.append(CounterInfo(name: name, machine: 0))
    }
    tables.join(&builder)
    builder.cast.machines[0].root = RenderedTable.Tree.stage2.rawValue
  }

  /// The counters that the screen shows, by the model's names; the first two are those of the
  /// cast's virtual machine.
  private static let counterNames = [
    ("seq", "mmu_invalidate_seq"), ("inProgress", "mmu_invalidate_in_progress"),
    ("active", "mn_active_invalidate_count"), ("mmUsers", "mm_users"),
    ("users", "kvm->users_count"), ("pgt", "mmu->pgt"),
  ]

  // MARK: - What there is

  private mutating func writeState(_ state: ModelState) {
    tables.write(rendering.tables(in: state), to: &builder)
    for (slot, counter) in counters {
      builder.set(.counter, counter, to: UInt64(max(0, state.words[slot])), .simulated)
    }
    writeLocks(state)
    let vcpus = model.threads.indices.filter { model.threads[$0].program == "vcpu" }
    for (number, thread) in vcpus.enumerated() {
      builder.cast.threads[thread].isVirtualCPU = true
      builder.set(
        .threadGuest, thread, to: UInt64(words["inGuest", number, in: state]), .simulated)
    }
  }

  private mutating func writeLocks(_ state: ModelState) {
    for thread in model.threads.indices {
      let wanted = model.obstacle(for: thread, in: state)
      for (number, lock) in model.locks.enumerated() {
        let hold = LockMode(rawValue: state.words[lock.holdBase + thread])
        // A writer in the queue waits even while nobody holds the lock: readers don't pass it.
        let isQueued = state.words[lock.queueBase + thread] != 0
        let wait = isQueued ? .write : wanted?.lock == number ? wanted?.mode : nil
        writeClaim(.lockHold, lockNumbers[number], thread, hold)
        writeClaim(.lockWait, lockNumbers[number], thread, wait)
      }
    }
  }

  /// Sets a claim, keeping since when it stands where it stood before.
  private mutating func writeClaim(
    _ kind: Change.Kind, _ lock: Int, _ thread: Int, _ mode: LockMode?
  ) {
    let known = builder.cast.claims.contains { $0.lock == lock && $0.thread == thread }
    guard known || mode != nil else { return }
    let claim = builder.claim(lock: lock, thread: thread)
    let now =
      kind == .lockHold ? builder.state.hold(ofClaim: claim) : builder.state.wait(ofClaim: claim)
    let new = mode.flatMap { LockClaim.Mode(rawValue: UInt8($0.rawValue)) }
    guard now?.mode != new else { return }
    let word = new.map {
      LockClaim(
        $0, sinceEvent: builder.event, isContended: kind == .lockWait, .simulated
      ).word
    }
    builder.set(kind, claim, to: word ?? 0, .simulated)
  }

  private mutating func writeMemslot(_ number: Int, _ state: ModelState) {
    let plan = layout.memory.slots[number]
    let isThere = words["slot", number, in: state] == 1
    let flags: UInt64 =
      (words["slotLog", number, in: state] != 0 ? 1 : 0) | (plan.isReadOnly ? 2 : 0)
    builder.cast.memslots.append(
      MemslotRecord(
        number: number, guestAddresses: isThere ? plan.guestRange : plan.guest..<plan.guest,
        hostAddress: plan.host, flags: flags, event: builder.event))
    builder.set(.memslot, number, to: UInt64(builder.cast.memslots.count), .simulated)
  }
}

/// The words of simulated events.
struct SimulatedText: EventTextSource {
  let texts: [String]

  func text(ofEventAt index: Int, in log: EventLog) -> String {
    texts.indices.contains(index) ? texts[index] : ""
  }
}
