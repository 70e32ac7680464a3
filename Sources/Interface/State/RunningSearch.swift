import Query

/// A search that has asked many events and found none yet; ticks go on with it.
struct RunningSearch: Sendable {
  /// What is asked of each event.
  let filter: EventFilter
  /// Whether the first match is looked for, or the last.
  let forwards: Bool
  /// What is still to be asked, in order: what lies ahead, then from the other end.
  var ranges: [Range<Int>]

  /// A search from an instant on or back, around the end.
  init(_ filter: EventFilter, forwards: Bool, from index: Int, count: Int) {
    self.filter = filter
    self.forwards = forwards
    let after = min(max(0, index + 1), count)
    let here = min(max(0, index), count)
    ranges = forwards ? [after..<count, 0..<after] : [0..<here, here..<count]
  }

  /// How many events are still to be asked.
  var remaining: Int { ranges.reduce(0) { $0 + $1.count } }
}
