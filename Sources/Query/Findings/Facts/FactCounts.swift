import Machine

/// How many facts of each kind a timeline tells, by how they are known.
public struct FactCounts: Sendable {
  /// The facts of one kind that are known in one way.
  public struct Count: Hashable, Sendable {
    /// What they tell.
    public var kind: FactKind
    /// How they are known.
    public var provenance: Provenance
    /// How many there are.
    public var count: Int
    /// The first event that tells one.
    public var firstEvent: Int
  }

  /// The counts that are not 0: by kind, in each the most frequent first.
  public let counts: [Count]

  /// Counts every change once.
  ///
  /// O(changes).
  ///
  /// - Parameter isWanted: whether an event's changes count.
  public init(_ timeline: Timeline, where isWanted: (Int) -> Bool = { _ in true }) {
    var found: [Key: Count] = [:]
    for event in 0..<timeline.count {
      let changes = timeline.log.changes(ofEventAt: event)
      var isAsked = false
      for change in changes {
        if !isAsked {
          guard isWanted(event) else { break }
          isAsked = true
        }
        let kind = FactKind(change, cast: timeline.cast)
        found[
          Key(kind: kind, provenance: change.provenance),
          default: Count(kind: kind, provenance: change.provenance, count: 0, firstEvent: event)
        ].count += 1
      }
    }
    let order = Dictionary(
      uniqueKeysWithValues: FactKind.allCases.enumerated().map { ($1, $0) })
    counts = found.values.sorted {
      let places = (order[$0.kind] ?? 0, order[$1.kind] ?? 0)
      return (places.0, $1.count, $0.firstEvent, $0.provenance.name)
        < (places.1, $0.count, $1.firstEvent, $1.provenance.name)
    }
  }

  /// How many facts there are that are known in a way.
  public func total(_ isCounted: (Provenance) -> Bool) -> Int {
    counts.reduce(0) { $0 + (isCounted($1.provenance) ? $1.count : 0) }
  }

  private struct Key: Hashable {
    var kind: FactKind
    var provenance: Provenance
  }
}

extension Provenance {
  /// “observed”, “simulated” or the name of the rule.
  public var name: String {
    if case .inferred(let rule) = self { "\(rule)" } else { word }
  }

  /// Why it is known, in a sentence.
  public var sentence: String {
    switch self {
    case .observed: "A line of the recording says so."
    case .inferred(let rule): rule.sentence
    case .simulated: "Our model of the kernel did it."
    }
  }
}
