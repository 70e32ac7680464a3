import Machine
import VMSA

/// One instant of a timeline: what `replay FILE --at N --format json` prints.
///
/// The keys are a promise to scripts: none is renamed or dropped while ``version`` is 1.
struct StateReport: Encodable {
  let version = 1
  let index: Int
  @Nullable var time: Double?
  @Nullable var thread: String?
  @Nullable var cpu: Int?
  @Nullable var event: String?
  @Nullable var text: String?
  let roots: [Root]
  let locks: [Lock]
  let invalidation: Invalidation
  @Nullable var fault: Fault?

  struct Root: Encodable {
    let name: String
    let stage: Int
    let granule: String
    /// Tables whose entries are not all known.
    let unknownTables: Int
    let leaves: [Leaf]
  }

  struct Leaf: Encodable {
    let address: String
    let size: String
    let output: String
    let descriptor: String
    let level: Int
    let kind: String
  }

  struct Lock: Encodable {
    let name: String
    let address: String
    let holders: [Claim]
    let waiters: [Claim]
  }

  struct Claim: Encodable {
    let thread: String
    let mode: String
    let provenance: String
    let sinceIndex: Int
    /// Only of waiters: whether the kernel reported contention.
    let contended: Bool?
  }

  struct Invalidation: Encodable {
    /// `mmu_invalidate_seq` as advances since the recording began; null where no range's start and
    /// end are recorded.
    @Nullable var sequence: UInt64?
    /// `mmu_invalidate_in_progress`: ranges begun that met a memslot; null likewise.
    @Nullable var inProgress: UInt64?
    /// All ranges begun and not ended, memslot or not; null likewise.
    @Nullable var open: Int?
  }

  struct Fault: Encodable {
    let thread: String
    let address: String
    let virtualAddress: String
    let programCounter: String
    let syndrome: String
    let words: String
    let sinceIndex: Int
  }
}

extension StateReport {
  /// - Parameter countsInvalidations: whether the counters are known without any range's record, as
  ///   a simulation's are.
  init(_ timeline: Timeline, at target: Int, countsInvalidations: Bool = false) {
    var cursor = TimelineCursor(timeline)
    cursor.seek(to: target, in: timeline)
    let (cast, log, state) = (timeline.cast, timeline.log, cursor.state)
    let event = cursor.index >= 0 ? cursor.index : nil
    let thread = event.map { log.thread(ofEventAt: $0) }
    index = cursor.index
    time = event.map { seconds(log.timeNanoseconds(ofEventAt: $0)) }
    self.thread = thread.map(cast.threadName)
    cpu = event.map { log.cpu(ofEventAt: $0) }
    self.event = event.map { cast.eventKinds[log.kind(ofEventAt: $0)] }
    text = event.map { timeline.text.text(ofEventAt: $0, in: log) }
    roots = cast.roots.indices.filter(state.isLive(root:)).map { Root($0, state, cast) }
    locks = Lock.all(state, cast)
    invalidation = Invalidation(state, cast, isCounted: countsInvalidations)
    fault = thread.flatMap { state.fault(ofThread: $0) }.map { Fault(cast.faults[$0], cast) }
  }
}

extension StateReport.Root {
  init(_ root: Int, _ state: MachineState, _ cast: Cast) {
    let tables = state.tables(ofRoot: root, cast: cast)
    self.init(
      name: cast.roots[root].name, stage: Int(cast.roots[root].format.stage.rawValue),
      granule: cast.roots[root].format.granule.name,
      unknownTables: tables.count { !state.isWhollyKnown(table: $0, cast: cast) },
      leaves: state.leaves(ofRoot: root, cast: cast).map(StateReport.Leaf.init))
  }
}

extension StateReport.Leaf {
  init(_ leaf: Leaf) {
    let descriptor = leaf.descriptor
    self.init(
      address: Hexadecimal.plain(leaf.inputAddress),
      size: ByteSize.text(descriptor.leafSizeBytes), output: descriptor.outputAddress.hex,
      descriptor: Hexadecimal.plain(descriptor.raw), level: descriptor.level.number,
      kind: descriptor.kind == .block ? "block" : "page")
  }
}

extension StateReport.Lock {
  /// Every lock that is held or waited for.
  static func all(_ state: MachineState, _ cast: Cast) -> [Self] {
    let holders = Dictionary(grouping: state.holders(cast: cast), by: \.lock)
    let waiters = Dictionary(grouping: state.waiters(cast: cast), by: \.lock)
    return Set(holders.keys).union(waiters.keys).sorted().map { lock in
      Self(
        name: cast.locks[lock].name, address: cast.locks[lock].address,
        holders: (holders[lock] ?? []).map { StateReport.Claim($0, cast, isWait: false) },
        waiters: (waiters[lock] ?? []).map { StateReport.Claim($0, cast, isWait: true) })
    }
  }
}

extension StateReport.Claim {
  init(_ standing: StandingClaim, _ cast: Cast, isWait: Bool) {
    self.init(
      thread: cast.threadName(standing.thread), mode: standing.claim.mode.word,
      provenance: standing.claim.provenance.word, sinceIndex: standing.claim.sinceEvent,
      contended: isWait ? standing.claim.isContended : nil)
  }
}

extension StateReport.Invalidation {
  init(_ state: MachineState, _ cast: Cast, isCounted: Bool) {
    guard isCounted || !cast.invalidations.isEmpty else { return }
    sequence = cast.machines.reduce(0) { $0 &+ state.value(ofCounter: $1.sequenceCounter) }
    inProgress = cast.machines.reduce(0) { $0 &+ state.value(ofCounter: $1.inProgressCounter) }
    open = cast.invalidations.isEmpty ? nil : state.openInvalidations.count
  }
}

extension StateReport.Fault {
  init(_ fault: FaultRecord, _ cast: Cast) {
    self.init(
      thread: cast.threadName(fault.thread), address: fault.address.hex,
      virtualAddress: fault.virtualAddress.hex, programCounter: fault.programCounter.hex,
      syndrome: Hexadecimal.plain(fault.syndrome.raw), words: fault.syndrome.sentence,
      sinceIndex: fault.event)
  }
}
