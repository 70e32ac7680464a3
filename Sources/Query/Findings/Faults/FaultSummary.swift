import Machine

/// How faults end and how long they take, by outcome.
public struct FaultSummary: Sendable {
  /// The faults with one outcome.
  public struct Row: Hashable, Sendable {
    /// “mapped”, “busy”; “unfinished” for those that the recording does not see end.
    public var outcome: String
    /// The faults, indexes into ``Cast/faults``, by how long they took.
    public var faults: [Int]
    /// How long they took, in nanoseconds, the shortest first.
    public var durations: [Int64]

    /// How long the fault took that so many hundredths were no longer than; nil without faults.
    public func duration(percentile: Int) -> Int64? {
      guard !durations.isEmpty else { return nil }
      let place = (durations.count * min(max(percentile, 0), 100) + 99) / 100
      return durations[max(0, place - 1)]
    }
  }

  /// The outcomes there are, in the order of the vocabulary.
  public let rows: [Row]

  /// Goes through the faults once.
  ///
  /// - Parameter isWanted: whether the fault told of by an event counts.
  public init(_ timeline: Timeline, where isWanted: (Int) -> Bool = { _ in true }) {
    let unfinished = QueryVocabulary.outcomes.count
    var groups: [[(duration: Int64, fault: Int)]] = Array(repeating: [], count: unfinished + 1)
    for (number, fault) in timeline.cast.faults.enumerated() where isWanted(fault.event) {
      let group = fault.outcome.map(QueryVocabulary.index(of:)) ?? unfinished
      let duration = fault.endEvent.flatMap { timeline.nanoseconds(from: fault.event, to: $0) }
      groups[group].append((duration ?? -1, number))
    }
    rows = groups.enumerated().compactMap { place, group in
      guard !group.isEmpty else { return nil }
      let sorted = group.sorted { $0 < $1 }
      return Row(
        outcome: place < unfinished ? QueryVocabulary.outcomes[place] : "unfinished",
        faults: sorted.map(\.fault), durations: sorted.map(\.duration).filter { $0 >= 0 })
    }
  }
}
