import Machine
import VMSA

/// Why faults were not mapped by blocks: one reason for each that ended mapped by less.
public struct BlockReasons: Sendable {
  /// One fault that was mapped by less than a block.
  public struct Finding: Hashable, Sendable {
    /// An index into ``Cast/faults``.
    public var fault: Int
    /// What was mapped, in bytes.
    public var bytes: UInt64
    /// What a block at level 2 would have mapped, in bytes.
    public var blockBytes: UInt64
    /// The number of the memslot, where one covers the address.
    public var slot: Int?
    /// Why.
    public var reason: PageReason
  }

  /// The faults, in the order they were taken.
  public private(set) var findings: [Finding] = []
  /// How many faults were mapped by a block or more.
  public private(set) var blockCount = 0

  /// Goes through the faults once, with the memslots that were in force when each ended.
  ///
  /// O(changes + faults).
  ///
  /// - Parameter isWanted: whether the fault told of by an event counts.
  public init(_ timeline: Timeline, where isWanted: (Int) -> Bool = { _ in true }) {
    let cast = timeline.cast
    var memslots = MemslotsInForce()
    var next = 0
    // Faults in the order in which they end; memslots are taken in up to that event.
    let mapped = cast.faults.indices.filter {
      cast.faults[$0].mappedBytes != nil && isWanted(cast.faults[$0].event)
    }.sorted { (cast.end(ofFault: $0), $0) < (cast.end(ofFault: $1), $1) }
    for fault in mapped {
      let end = min(cast.end(ofFault: fault), timeline.count - 1)
      while next <= end {
        for change in timeline.log.changes(ofEventAt: next) { memslots.apply(change) }
        next += 1
      }
      add(fault, memslots, cast)
    }
    findings.sort { $0.fault < $1.fault }
  }

  private mutating func add(_ fault: Int, _ memslots: MemslotsInForce, _ cast: Cast) {
    let record = cast.faults[fault]
    guard let bytes = record.mappedBytes else { return }
    let blockBytes = cast.granule(of: record).entrySpanBytes(at: .two)
    guard bytes < blockBytes else {
      blockCount += 1
      return
    }
    let geometry = MappingGeometry(
      at: record.address.raw, blockBytes: blockBytes, requested: bytes, memslots: memslots,
      cast: cast)
    findings.append(
      Finding(
        fault: fault, bytes: bytes, blockBytes: blockBytes, slot: geometry.slot,
        reason: geometry.pageReason ?? .hostPage))
  }

  /// How many faults each reason explains, for the reasons there are, most frequent first.
  public var counts: [(reason: PageReason, faults: [Int])] {
    let grouped = Dictionary(grouping: findings, by: \.reason).mapValues { $0.map(\.fault) }
    return PageReason.allCases.compactMap { reason in grouped[reason].map { (reason, $0) } }
      .sorted { $0.1.count > $1.1.count }
  }
}

extension Cast {
  /// The event a fault ends at, or the one that told of it.
  fileprivate func end(ofFault fault: Int) -> Int { faults[fault].endEvent ?? faults[fault].event }
}
