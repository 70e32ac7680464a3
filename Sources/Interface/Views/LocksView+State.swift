import Machine
import VMSA

extension LocksView {
  /// The locks of a state.
  init(_ state: AppState) {
    now = state.time(ofEvent: state.index)
    window = LocksView.window(around: state.index, state)
    let holders = state.machine.holders(cast: state.cast)
    let waiters = state.machine.waiters(cast: state.cast)
    let claimed = Set((holders + waiters).map(\.lock))
    let recent = LockWindow(state, window, holders: holders, waiters: waiters)
    let shown = LocksView.shown(claimed: claimed, recent: recent, state)
    // A lock that is free now and was used lately has its lanes; a row would add nothing.
    let rows = shown.enumerated().filter { place, lock in
      claimed.contains(lock) || place == 0 && state.cast.locks[lock].name == "mmu_lock"
    }.map(\.element)
    locks = rows.map { lock in
      let claims =
        holders.filter { $0.lock == lock }.map { LocksView.claim($0, isHold: true, state) }
        + waiters.filter { $0.lock == lock }.map { LocksView.claim($0, isHold: false, state) }
      return Lock(name: LocksView.name(of: lock, state.cast), claims: claims)
    }
    lanes = shown.flatMap { recent.lanes(ofLock: $0, name: LocksView.name(of: $0, state.cast)) }
    unit = state.clockUnit
    counters = state.stepper == nil ? [] : LocksView.counters(state)
    invalidations = state.stepper == nil ? LocksView.invalidations(state) : []
  }

  private static func counters(_ state: AppState) -> [Counter] {
    let changed = Set(
      state.index > 0 ? state.currentChanges.filter { $0.kind == .counter }.map(\.subject) : [])
    return state.cast.counters.enumerated().map { number, counter in
      let value = state.machine.value(ofCounter: number)
      // A pointer that is only ever set or not.
      let isPointer = counter.name == "mmu->pgt"
      return Counter(
        name: counter.name, value: isPointer ? (value == 0 ? "NULL" : "set") : "\(value)",
        isChanged: changed.contains(UInt32(number)))
    }
  }

  /// A stretch of time with the current event at three quarters, long enough for some events.
  private static func window(around index: Int, _ state: AppState) -> Range<Int64> {
    let now = state.time(ofEvent: index)
    let before = TimeText.between(state.time(ofEvent: max(0, index - 32)), now)
    let past = niceLength(atLeast: min(max(before, 10_000), 1_000_000_000))
    let (start, low) = now.subtractingReportingOverflow(past)
    let (end, high) = now.addingReportingOverflow(past / 4)
    return (low ? .min : start)..<(high ? .max : max(end, start))
  }

  /// The least length of the row 10, 20, 50, 100 … microseconds that is no shorter.
  static func niceLength(atLeast nanoseconds: Int64) -> Int64 {
    var length: Int64 = 10_000
    var step = 0
    while length < nanoseconds, length < 10_000_000_000 {
      length = step == 1 ? length / 2 * 5 : length * 2
      step = (step + 1) % 3
    }
    return length
  }

  /// The virtual machine whose tables are shown.
  private static func shownMachine(_ state: AppState) -> Int? {
    state.shownRoot.flatMap { root in state.cast.machines.firstIndex { $0.root == root } }
  }

  /// The locks worth a row or a lane: claimed now or lately, and the shown VM's mmu_lock always.
  private static func shown(
    claimed: Set<Int>, recent: LockWindow, _ state: AppState
  ) -> [Int] {
    let locks = state.cast.locks
    let own = shownMachine(state).flatMap { state.cast.machines[$0].lock }
    let first = own ?? locks.indices.first { locks[$0].name == "mmu_lock" }
    return locks.indices.filter { claimed.contains($0) || recent.isUsed($0) || $0 == first }
      .sorted { left, right in
        if (left == first) != (right == first) { return left == first }
        let (a, b) = (rank(locks[left]), rank(locks[right]))
        if a != b { return a < b }
        if claimed.contains(left) != claimed.contains(right) { return claimed.contains(left) }
        return left < right
      }
  }

  private static func rank(_ lock: LockInfo) -> Int {
    switch lock.name {
    case "mmu_lock": 0
    case "mmap_lock": 1
    default: 2
    }
  }

  /// The lock's name; the second and later ones of a name get a number.
  private static func name(of lock: Int, _ cast: Cast) -> String {
    let name = cast.locks[lock].name
    let same = cast.locks.indices.filter { cast.locks[$0].name == name }
    guard same.count > 1, let place = same.firstIndex(of: lock) else { return name }
    return "\(name)#\(place + 1)"
  }

  private static func claim(
    _ standing: StandingClaim, isHold: Bool, _ state: AppState
  ) -> Claim {
    let since = state.time(ofEvent: standing.claim.sinceEvent)
    return Claim(
      isHold: isHold, mode: standing.claim.mode, thread: state.cast.threadName(standing.thread),
      ageNanoseconds: TimeText.between(since, state.time(ofEvent: state.index)),
      provenance: standing.claim.provenance, isContended: standing.claim.isContended)
  }

  private static func invalidations(_ state: AppState) -> [Invalidation] {
    guard !state.cast.invalidations.isEmpty else {
      return [Invalidation(counters: "not recorded", open: [])]
    }
    let open = state.machine.openInvalidations.filter(state.cast.invalidations.indices.contains)
    let shown = shownMachine(state)
    let machines = state.cast.machines.enumerated().filter { $0.element.firstEvent <= state.index }
    // Machines at rest that nothing else on the screen is about would only take room.
    let busy = machines.filter { number, machine in
      number == shown || machines.count == 1
        || state.machine.value(ofCounter: machine.inProgressCounter) != 0
        || open.contains { state.cast.invalidations[$0].machine == number }
    }
    var rows = busy.map { number, machine in
      let sequence = state.machine.value(ofCounter: machine.sequenceCounter)
      let progress = state.machine.value(ofCounter: machine.inProgressCounter)
      let name = machines.count > 1 ? "VM \(number + 1) " : ""
      return Invalidation(
        counters: "\(name)sequence +\(sequence) · in progress \(progress)",
        open: open.filter { state.cast.invalidations[$0].machine == number }
          .map { words(forInvalidation: $0, state) })
    }
    let homeless = open.filter { number in
      let machine = state.cast.invalidations[number].machine
      return !machines.contains { $0.offset == machine }
    }
    if !homeless.isEmpty {
      rows.append(
        Invalidation(
          counters: "no virtual machine known",
          open: homeless.map { words(forInvalidation: $0, state) }))
    }
    return rows
  }

  private static func words(forInvalidation number: Int, _ state: AppState) -> String {
    let record = state.cast.invalidations[number]
    let length = record.hostAddresses.upperBound &- record.hostAddresses.lowerBound
    let start = Hexadecimal.grouped(record.hostAddresses.lowerBound)
    return "\(start) +\(ByteSize.text(length)) by \(state.cast.threadName(record.thread))"
  }
}
