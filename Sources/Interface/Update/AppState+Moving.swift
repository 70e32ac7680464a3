import Machine

extension AppState {
  /// Actions that go to another event; playing stops when the person takes over.
  mutating func move(_ action: Action) -> [Effect] {
    playback.isPlaying = false
    if stepper != nil, let effects = run(action) { return effects }
    switch action {
    case .step(let steps): return go(to: index.advancedClamping(by: steps))
    case .goToStart: return go(to: -1)
    case .goToEnd: return go(to: log.count - 1)
    case .nextFault: return go(to: nextFault, or: "no later fault")
    case .previousFault: return go(to: previousFault, or: "no earlier fault")
    case .nextWrite:
      return go(to: nextEvent { $0.writesTables }, or: "no later event writes a table entry")
    case .previousWrite:
      return go(to: previousEvent { $0.writesTables }, or: "no earlier event writes a table entry")
    case .nextWriteOfEntry: return goToWriteOfEntry(forwards: true)
    case .previousWriteOfEntry: return goToWriteOfEntry(forwards: false)
    case .nextMatch: return goToMatch(forwards: true)
    case .previousMatch: return goToMatch(forwards: false)
    default: return []
    }
  }

  /// Goes to an event, or says why there is none.
  mutating func go(to event: Int?, or reason: String = "") -> [Effect] {
    guard let event else {
      message = Message(text: reason, isError: true)
      return [.beep]
    }
    let before = index
    seek(to: event)
    return before == index ? [.beep] : []
  }

  // MARK: - Faults

  private var nextFault: Int? {
    cast.faults[faultCount(before: index + 1)...]
      .first { selectedThread == nil || $0.thread == selectedThread }?.event
  }

  private var previousFault: Int? {
    cast.faults[..<faultCount(before: index)]
      .last { selectedThread == nil || $0.thread == selectedThread }?.event
  }

  // MARK: - Changes

  /// The next event one of whose changes satisfies a condition.
  func nextEvent(where condition: (Change) -> Bool) -> Int? {
    guard index + 1 < log.count else { return nil }
    return (index + 1..<log.count).first { hasChange($0, condition) }
  }

  private func previousEvent(where condition: (Change) -> Bool) -> Int? {
    guard index > 0 else { return nil }
    return (0..<index).last { hasChange($0, condition) }
  }

  private func hasChange(_ event: Int, _ condition: (Change) -> Bool) -> Bool {
    log.changes(ofEventAt: event).contains { condition($0) }
  }

  /// The entry the walk shown ends at.
  var walkEnd: TableWalk.Step? {
    guard let subject = walkSubject, let root = subject.root, cast.roots.indices.contains(root)
    else { return nil }
    return machine.walk(root: root, to: subject.address, cast: cast).steps.last
  }

  private mutating func goToWriteOfEntry(forwards: Bool) -> [Effect] {
    guard let step = walkEnd else { return go(to: nil, or: "the walk shown reads no entry") }
    let writes = { (change: Change) in change.writesTables && Int(change.subject) == step.slot }
    let place = EntryWords.place(ofSlot: step.slot, cast: cast)
    let event = forwards ? nextEvent(where: writes) : previousEvent(where: writes)
    return go(to: event, or: "no \(forwards ? "later" : "earlier") write of \(place)")
  }
}

extension Change {
  /// Whether a table entry is written, or its content learned.
  var writesTables: Bool { kind == .descriptor || kind == .descriptorLearned }
}

extension Int {
  /// The sum, or the nearest number there is.
  func advancedClamping(by steps: Int) -> Int {
    let (sum, overflow) = addingReportingOverflow(steps)
    return overflow ? (steps < 0 ? .min : .max) : sum
  }
}
