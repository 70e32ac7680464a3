import Machine

/// All writes of some table entries, in order.
public struct DescriptorHistory: Sendable {
  /// The writes.
  public let writes: [DescriptorWrite]
  /// Whether there were more than are kept.
  public let isCut: Bool

  /// How many writes are kept.
  public static let limit = 100_000

  /// The writes of one entry.
  public init(ofSlot slot: Int, in timeline: Timeline) {
    self.init(in: timeline) { $0 == slot }
  }

  /// The writes of entries of certain slots. O(changes).
  public init(in timeline: Timeline, where isWanted: (Int) -> Bool) {
    var writes: [DescriptorWrite] = []
    let log = timeline.log
    events: for event in 0..<timeline.count {
      for (number, change) in log.changes(ofEventAt: event).enumerated() {
        guard let write = DescriptorWrite(change, number: number, event: event),
          isWanted(write.slot)
        else { continue }
        writes.append(write)
        if writes.count > DescriptorHistory.limit { break events }
      }
    }
    isCut = writes.count > DescriptorHistory.limit
    self.writes = Array(writes.prefix(DescriptorHistory.limit))
  }

  /// The writes as moments of a history.
  public var moments: [HistoryMoment] {
    writes.map { HistoryMoment(event: $0.event, happening: .write($0)) }
  }

  /// The first write after an event; nil when there is none.
  public func next(after event: Int) -> DescriptorWrite? {
    let place = writes.partitioningIndex { $0.event > event }
    return writes.indices.contains(place) ? writes[place] : nil
  }

  /// The last write before an event; nil when there is none.
  public func previous(before event: Int) -> DescriptorWrite? {
    let place = writes.partitioningIndex { $0.event >= event } - 1
    return place >= 0 ? writes[place] : nil
  }
}
