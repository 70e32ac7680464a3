import VMSA

extension Timeline {
  /// How many leaves of each size all live roots reach at the end, and at most at any instant.
  ///
  /// O(changes): only roots that an event changes are counted anew.
  public func mappedLeaves() -> (end: [String: Int], peak: [String: Int]) {
    var state = MachineState(cast: cast)
    var tally = LeafTally(cast: cast)
    for index in 0..<count {
      Timeline.step(&state, to: index, log: log, cast: cast)
      var roots: Set<Int> = []
      for change in log.changes(ofEventAt: index) {
        if let root = change.root(in: cast) { roots.insert(root) }
      }
      if !roots.isEmpty { tally.count(roots, in: state) }
    }
    return (tally.now, tally.peak)
  }
}

/// Leaves by size over all roots, kept up to date root by root.
private struct LeafTally {
  /// The counts now.
  private(set) var now: [String: Int] = [:]
  /// The highest counts so far.
  private(set) var peak: [String: Int] = [:]
  private let levels: [[(level: Level, size: String)]]
  private var counted: [[Int]]

  init(cast: Cast) {
    levels = cast.roots.map { root in
      let legal = root.format.granule.leafLevels(wideOutput: false)
      return Level.allCases.filter(legal.contains).map {
        ($0, root.format.granule.leafSizeName(at: $0))
      }
    }
    counted = levels.map { Array(repeating: 0, count: $0.count) }
    for (_, size) in levels.joined() {
      now[size] = 0
      peak[size] = 0
    }
  }

  /// Counts roots anew after an event that changed them.
  mutating func count(_ roots: Set<Int>, in state: MachineState) {
    for root in roots {
      for (place, (level, size)) in levels[root].enumerated() {
        let leaves = state.leafCount(root: root, level: level)
        now[size, default: 0] += leaves - counted[root][place]
        counted[root][place] = leaves
      }
    }
    peak.merge(now) { max($0, $1) }
  }
}

extension Change {
  /// The root whose tables a change can alter; nil for changes of other things.
  fileprivate func root(in cast: Cast) -> Int? {
    switch kind {
    case .descriptor, .descriptorLearned:
      cast.table(ofSlot: Int(subject)).map { cast.tables[$0].root }
    case .tableAttached:
      cast.tables.indices.contains(Int(subject)) ? cast.tables[Int(subject)].root : nil
    case .rootLive: Int(subject)
    default: nil
    }
  }
}

extension MachineState {
  /// Leaves of every size the granules in use can have, over all live roots.
  public func leavesBySize(cast: Cast) -> [String: Int] {
    var counts: [String: Int] = [:]
    for (index, root) in cast.roots.enumerated() {
      let levels = root.format.granule.leafLevels(wideOutput: false)
      for level in Level.allCases where levels.contains(level) {
        let size = root.format.granule.leafSizeName(at: level)
        counts[size, default: 0] += leafCount(root: index, level: level)
      }
    }
    return counts
  }
}
