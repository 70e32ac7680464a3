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
  /// Events until the state is kept again.
  private var untilKeyframe = 0
  private var lockHistory = LockHistory()
  private var threadsByIdentifier: [Int: Int] = [:]
  private var kindsByName: [String: Int] = [:]
  private var claimsByPair: [ClaimInfo: Int] = [:]
  private var claimsByLock: [Int: [Int]] = [:]
  private var recentClaims = RecentLookups(bits: 8)

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
    if untilKeyframe == 0 {
      keyframes.append(state)
      untilKeyframe = keyframeSpacing
    }
    untilKeyframe &-= 1
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
    guard log.count > 0 else { return }
    if !state.hasRoom(for: kind, subject) { state.extend(to: cast) }
    if kind == .descriptor || kind == .descriptorLearned {
      setEntry(subject, to: word, provenance)
      return
    }
    let old =
      state.exchange(kind, subject, with: word)
      ?? state.exchangeLink(kind, subject, with: word, cast: cast)
    guard old != word else { return }
    let change = Change(kind, subject: subject, old: old, new: word, provenance)
    log.append(change)
    if kind == .lockHold || kind == .lockWait {
      lockHistory.take(change, of: cast.claims[subject], at: event)
    }
  }

  /// Whatever first tells of an unknown entry teaches it: undone, it is unknown again.
  private mutating func setEntry(_ slot: Int, to word: UInt64, _ provenance: Provenance) {
    let learns = !state.isKnown(slot: slot)
    let change = Change(
      learns ? .descriptorLearned : .descriptor, subject: slot, old: state.entry(ofSlot: slot),
      new: word, provenance)
    guard change.old != change.new || learns else { return }
    log.append(change)
    state.apply(change, cast: cast)
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
    let key = UInt64(truncatingIfNeeded: lock) &<< 32 ^ UInt64(truncatingIfNeeded: thread)
    if let recent = recentClaims.index(of: key), cast.claims[recent].lock == lock,
      cast.claims[recent].thread == thread
    {
      return recent
    }
    let claim = findClaim(ClaimInfo(lock: lock, thread: thread))
    recentClaims.note(claim, of: key)
    return claim
  }

  private mutating func findClaim(_ pair: ClaimInfo) -> Int {
    if let known = claimsByPair[pair] { return known }
    cast.claims.append(pair)
    claimsByPair[pair] = cast.claims.count - 1
    claimsByLock[pair.lock, default: []].append(cast.claims.count - 1)
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

  /// A claim that stands as a hold; nil when it is not held.
  public func hold(ofClaim claim: Int) -> LockClaim? {
    holds.indices.contains(claim) ? LockClaim(word: holds[claim]) : nil
  }

  /// A claim that stands as a wait; nil when nothing is waited for.
  public func wait(ofClaim claim: Int) -> LockClaim? {
    waits.indices.contains(claim) ? LockClaim(word: waits[claim]) : nil
  }
}
