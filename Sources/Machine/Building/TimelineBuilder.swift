import VMSA

/// Makes a timeline event by event, keeping the state so that each change knows its old word.
///
/// Whoever makes events (a trace's reader, the simulated kernel) says what becomes true; a change
/// that would change nothing is not recorded.
public struct TimelineBuilder: Sendable {
  /// Who and what has been told of so far.
  public var cast = Cast()
  /// The events so far.
  public private(set) var log = EventLog()
  /// The state after the last event so far.
  public private(set) var state = MachineState(cast: Cast())

  private var keyframes: [MachineState] = []
  private let keyframeSpacing: Int
  private var lockHistory = LockHistory()
  private var threadsByIdentifier: [Int: Int] = [:]
  private var kindsByName: [String: Int] = [:]
  private var claimsByPair: [ClaimInfo: Int] = [:]
  private var claimsByLock: [Int: [Int]] = [:]

  /// An empty timeline.
  ///
  /// - Parameter keyframeSpacing: events from one kept state to the next.
  public init(keyframeSpacing: Int = EventLog.segmentLength) {
    self.keyframeSpacing = max(1, keyframeSpacing)
  }

  /// The number of the event now being told; −1 before the first.
  public var event: Int { log.count - 1 }

  /// Begins the next event.
  public mutating func begin(_ heading: EventLog.Heading) {
    if log.count % keyframeSpacing == 0 { keyframes.append(state) }
    log.append(heading)
  }

  /// Notes the input address the current event is at work on.
  public mutating func noteWorkAddress(_ address: UInt64) {
    log.noteWorkAddress(address)
  }

  /// Gives a register a new word, as part of the current event.
  ///
  /// For an entry, say ``Change/Kind/descriptor``: whether it is learned or written follows.
  public mutating func set(
    _ kind: Change.Kind, _ subject: Int, to word: UInt64, _ provenance: Provenance
  ) {
    if !state.hasRoom(for: kind, subject) { state.extend(to: cast) }
    // Whatever first tells of an unknown entry teaches it: undone, it is unknown again.
    let isEntry = kind == .descriptor || kind == .descriptorLearned
    let learns = isEntry && !state.isKnown(slot: subject)
    let kind = isEntry ? (learns ? .descriptorLearned : .descriptor) : kind
    let change = Change(
      kind, subject: subject, old: state.word(kind, subject, cast: cast), new: word, provenance)
    guard change.old != change.new || learns else { return }
    guard log.count > 0 else { return }
    log.append(change)
    state.apply(change, cast: cast)
    if kind == .lockHold || kind == .lockWait { lockHistory.take(change, at: event, cast: cast) }
  }

  /// The timeline up to now; it shares what it holds with the builder.
  public func timeline(text: any EventTextSource) -> Timeline {
    Timeline(
      cast: cast, log: log, text: text, lockHistory: lockHistory, keyframes: keyframes,
      keyframeSpacing: keyframeSpacing)
  }
}

// MARK: - Joining the cast

extension TimelineBuilder {
  /// The thread with an identifier, which joins when it is new; a better command name replaces a
  /// name the kernel could not resolve (“<...>”).
  public mutating func thread(identifier: Int, command: @autoclosure () -> String) -> Int {
    if let known = threadsByIdentifier[identifier] { return known }
    cast.threads.append(ThreadInfo(command: command(), identifier: identifier))
    threadsByIdentifier[identifier] = cast.threads.count - 1
    return cast.threads.count - 1
  }

  /// The event kind with a name, which joins when it is new.
  public mutating func eventKind(_ name: String) -> Int {
    if let known = kindsByName[name] { return known }
    cast.eventKinds.append(name)
    kindsByName[name] = cast.eventKinds.count - 1
    return cast.eventKinds.count - 1
  }

  /// A thread's claim on a lock, which joins when it is new.
  public mutating func claim(lock: Int, thread: Int) -> Int {
    let pair = ClaimInfo(lock: lock, thread: thread)
    if let known = claimsByPair[pair] { return known }
    cast.claims.append(pair)
    claimsByPair[pair] = cast.claims.count - 1
    claimsByLock[lock, default: []].append(cast.claims.count - 1)
    return cast.claims.count - 1
  }

  /// The claims that threads have on a lock.
  public func claims(onLock lock: Int) -> [Int] { claimsByLock[lock] ?? [] }

  /// Adds a table's life and gives it slots.
  public mutating func addTable(
    root: Int, level: Level, inputBase: UInt64, entryCount: Int, parentSlot: Int?,
    kernelAddress: UInt64?, isBornEmpty: Bool, granule: Granule
  ) -> Int {
    cast.tables.append(
      TableInfo(
        root: root, level: level, inputBase: inputBase, entryCount: entryCount,
        firstSlot: cast.slotCount, parentSlot: parentSlot, kernelAddress: kernelAddress,
        isBornEmpty: isBornEmpty, granule: granule))
    cast.addSlots(ofTable: cast.tables.count - 1, entryCount)
    return cast.tables.count - 1
  }
}

extension MachineState {
  /// Whether a register is there already; members that joined the cast since may lack theirs.
  func hasRoom(for kind: Change.Kind, _ subject: Int) -> Bool {
    switch kind {
    case .descriptor, .descriptorLearned: pages.contains(subject)
    case .tableAttached: subject < tableCount
    case .rootLive: subject < rootLive.count
    case .lockHold, .lockWait: subject < holds.count
    case .threadFault, .threadCall, .threadGuest: subject < threadFault.count
    case .counter: subject < counters.count
    case .invalidationOpen, .memslot: true
    }
  }

  /// A register's word; 0 for a register no change has named yet.
  func word(_ kind: Change.Kind, _ subject: Int, cast: Cast) -> UInt64 {
    switch kind {
    case .descriptor, .descriptorLearned: entry(ofSlot: subject)
    case .tableAttached: isAttached(subject, cast: cast) ? 1 : 0
    case .rootLive: rootLive.indices.contains(subject) && rootLive[subject] ? 1 : 0
    case .lockHold: holds.indices.contains(subject) ? holds[subject] : 0
    case .lockWait: waits.indices.contains(subject) ? waits[subject] : 0
    case .threadFault: threadFault.indices.contains(subject) ? threadFault[subject] : 0
    case .threadCall: threadCall.indices.contains(subject) ? threadCall[subject] : 0
    case .threadGuest: threadGuest.indices.contains(subject) && threadGuest[subject] ? 1 : 0
    case .invalidationOpen: invalidationsOpen.contains { $0 == subject } ? 1 : 0
    case .counter: counters.indices.contains(subject) ? counters[subject] : 0
    case .memslot: memslots[UInt32(truncatingIfNeeded: subject)] ?? 0
    }
  }

  /// A claim that stands as a hold; nil when it is not held.
  public func hold(ofClaim claim: Int) -> LockClaim? {
    holds.indices.contains(claim) ? LockClaim(word: holds[claim]) : nil
  }

  /// A claim that stands as a wait; nil when nothing is waited for.
  public func wait(ofClaim claim: Int) -> LockClaim? {
    waits.indices.contains(claim) ? LockClaim(word: waits[claim]) : nil
  }
}
